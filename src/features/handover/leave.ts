import { findPerson, keepAnAdministrator, listAdministrators, type Person } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Decision, type Handover, handOver } from './hand-over.ts'
import { deputyOf } from './store/handover.ts'

/**
 * Ends a person's access. Their duties go to the person named, else to their deputy, else to whoever decides it, else
 * (a platform said that they left) to an administrator.
 * @throws UserError when nobody would be left who can invite people.
 */
export async function endPerson(
  tx: Db,
  person: Person,
  named: Person | null,
  decision: Decision,
): Promise<Handover | null> {
  await keepAnAdministrator(tx, person)
  const successor = named ?? (await successorOf(tx, person, decision.by))
  return successor ? handOver(tx, person, successor, decision) : null
}

async function successorOf(tx: Db, person: Person, by: number | null): Promise<Person | null> {
  const deputyId = await deputyOf(tx, person.id)
  const deputy = deputyId === null ? null : await findPerson(tx, { id: deputyId })
  if (deputy) return deputy
  const decider = by === null || by === person.id ? null : await findPerson(tx, { id: by })
  if (decider?.active) return decider
  const others = await listAdministrators(tx, { demo: person.demo })
  return others.find(one => one.id !== person.id) ?? null
}
