import { type ApprovalStep, approvalSteps } from '#src/domain/approvals/approval-rule.ts'
import { localDay } from '#src/domain/days.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { listPeople, type Person, standIns } from '#src/features/people/index.ts'
import { listStores, sees } from '#src/features/stores/index.ts'
import { leadersOf } from '#src/features/teams/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Proposal } from './store/proposals.ts'

/** Who has to decide a step, and who may because they stand in for them. */
export interface Approvers {
  /** Those whose step it is. */
  readonly due: readonly PersonName[]
  /** Those who are asked now: deputies in place of who is away. */
  readonly asked: readonly PersonName[]
  /** Administrators who may decide in their place. */
  readonly others: readonly number[]
}

type Asked = Pick<Proposal, 'place' | 'demo' | 'owner' | 'proposer'>

/** The stores that a proposal is about: demo and real ones are never mixed. */
export async function storesOfProposal(
  db: Db,
  { place, demo }: Pick<Proposal, 'place' | 'demo'>,
): Promise<readonly Store[]> {
  const where = parsePlaceKey(place)
  if (!where) return []
  return (await listStores(db)).filter(store => store.demo === demo && holds(where, store))
}

/**
 * Who decides a step of a proposal. Nobody approves what they proposed themselves, unless nobody else could, and nobody
 * decides about stores that they do not see. Without a leader the managers of the stores are asked, without them the administrators.
 */
export async function approversOf(db: Db, proposal: Asked, step: string, now: Date): Promise<Approvers> {
  const stores = await storesOfProposal(db, proposal)
  const seeing = (await listPeople(db)).filter(
    person => person.demo === proposal.demo && stores.every(store => sees(person.scope, store)),
  )
  const others = seeing.filter(person => person.id !== proposal.proposer?.id)
  const due = await dueAt(db, proposal, { step: stepOf(step), others, seeing, stores, now })
  const may = new Set(seeing.map(({ id }) => id))
  const present = await standIns(
    db,
    due.map(({ id }) => id),
    now,
    id => may.has(id) && id !== proposal.proposer?.id,
  )
  const asked = present.filter(({ id }) => may.has(id)).map(named)
  const administrators = others.filter(isAdministrator).map(({ id }) => id)
  return { due: due.map(named), asked: asked.length > 0 ? asked : due.map(named), others: administrators }
}

interface Step {
  readonly step: ApprovalStep
  /** Everybody who sees the stores, without and with who proposed it. */
  readonly others: readonly Person[]
  readonly seeing: readonly Person[]
  readonly stores: readonly Store[]
  readonly now: Date
}

async function dueAt(
  db: Db,
  { owner, proposer }: Asked,
  { step, others, seeing, stores, now }: Step,
): Promise<readonly Person[]> {
  if (step === 'owner') return others.filter(({ id }) => id === owner?.id)
  const managers = others.filter(({ role }) => role === 'manager')
  const whose = owner?.id ?? proposer?.id
  const led = step === 'leader' && whose !== undefined ? await leadersOf(db, whose, localDay(now, 'UTC'), stores) : []
  const leaders = others.filter(({ id }) => led.some(leader => leader.id === id))
  const asked = step === 'administrator' ? [] : leaders.length > 0 ? leaders : managers
  if (asked.length > 0) return asked
  const administrators = others.filter(isAdministrator)
  return administrators.length > 0 ? administrators : seeing.filter(isAdministrator)
}

function isAdministrator({ role }: Person): boolean {
  return role === 'administrator'
}

function named({ id, name }: PersonName): PersonName {
  return { id, name }
}

function stepOf(word: string): ApprovalStep {
  return approvalSteps.find(step => step === word) ?? 'administrator'
}

/** Whether somebody may decide a step now. */
export function mayDecide({ due, asked, others }: Approvers, personId: number): boolean {
  return [...due, ...asked].some(({ id }) => id === personId) || others.includes(personId)
}

/** The step that waits once these people approved: steps that they may decide, and those that nobody has to, are passed. */
export async function nextStep(
  db: Db,
  proposal: Asked & Pick<Proposal, 'steps' | 'step' | 'approvedBy'>,
  now: Date,
): Promise<number> {
  let at = proposal.step
  for (const step of proposal.steps.slice(proposal.step)) {
    const { due, asked } = await approversOf(db, proposal, step, now)
    const passed = [...due, ...asked].some(({ id }) => proposal.approvedBy.includes(id))
    if (!passed && (step !== 'owner' || due.length > 0)) break
    at += 1
  }
  return at
}
