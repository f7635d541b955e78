import { UserError } from '#src/errors.ts'
import { countAdministrators, findPerson, listPeople, type Person } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type Decision, type Handover, handOver } from './hand-over.ts'
import { deputyOf } from './store/handover.ts'

const lastOne = {
  en: 'This is the last administrator. Make somebody else administrator first.',
  ja: '最後の管理者です。先に別の人を管理者にしてください。',
  'zh-CN': '这是最后一位管理员，请先指定另一位管理员。',
}

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
  if (person.active && person.role === 'administrator' && (await countAdministrators(tx)) <= 1) {
    throw new UserError(lastOne)
  }
  const successor = named ?? (await successorOf(tx, person, decision.by))
  return successor ? handOver(tx, person, successor, decision) : null
}

async function successorOf(tx: Db, person: Person, by: number | null): Promise<Person | null> {
  const deputyId = await deputyOf(tx, person.id)
  const deputy = deputyId === null ? null : await findPerson(tx, { id: deputyId })
  if (deputy) return deputy
  const decider = by === null || by === person.id ? null : await findPerson(tx, { id: by })
  if (decider?.active) return decider
  const others = (await listPeople(tx)).filter(one => one.id !== person.id && one.demo === person.demo)
  return others.find(one => one.role === 'administrator') ?? null
}
