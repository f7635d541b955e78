import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { PersonName } from '#src/domain/targets/target.ts'
import type { Db } from '#src/platform/database/db.ts'
import { people, proposalEvents, targetProposals } from '#src/platform/database/schema/index.ts'

type Row = typeof targetProposals.$inferSelect

/** What a month before came to. Money in minor units. */
export interface PastMonth {
  readonly from: string
  readonly value: number | null
  readonly currency: string | null
  /** `null`: no target, or a band. */
  readonly target: number | null
  readonly attainment: number | null
}

/** A target that somebody proposes. */
export interface Proposal extends Omit<Row, 'past' | 'ownerId' | 'proposedBy'> {
  readonly past: readonly PastMonth[]
  readonly owner: PersonName | null
  readonly proposer: PersonName | null
}

/** What happened to a proposal. */
export interface ProposalEvent {
  readonly id: number
  readonly proposalId: number
  readonly at: Date
  readonly person: PersonName | null
  readonly kind: (typeof proposalEvents.$inferSelect)['kind']
  readonly detail: string | null
}

const owners = alias(people, 'owners')
const proposers = alias(people, 'proposers')

/** Which proposals; all of them where nothing is given. */
export interface ProposalFilter {
  readonly ids?: readonly number[]
  readonly state?: Row['state']
  readonly kpiIds?: readonly string[]
  readonly demo?: boolean
  /** Those that are to be looked at by then. */
  readonly dueBy?: Date
}

/** Proposals, the oldest first. */
export async function listProposals(db: Db, filter: ProposalFilter): Promise<readonly Proposal[]> {
  if (filter.ids?.length === 0) return []
  const { ids, state, kpiIds, demo, dueBy } = filter
  const rows = await db
    .select({
      row: targetProposals,
      owner: { id: owners.id, name: owners.name },
      proposer: { id: proposers.id, name: proposers.name },
    })
    .from(targetProposals)
    .leftJoin(owners, eq(owners.id, targetProposals.ownerId))
    .leftJoin(proposers, eq(proposers.id, targetProposals.proposedBy))
    .where(
      and(
        ids && inArray(targetProposals.id, [...ids]),
        state && eq(targetProposals.state, state),
        kpiIds && inArray(targetProposals.kpiId, [...kpiIds]),
        demo === undefined ? undefined : eq(targetProposals.demo, demo),
        dueBy && or(lte(targetProposals.remindAt, dueBy), lte(targetProposals.expiresAt, dueBy)),
      ),
    )
    .orderBy(asc(targetProposals.id))
  return rows.map(({ row: { ownerId: _owner, proposedBy: _by, past, ...row }, owner, proposer }) => {
    return { ...row, past: past as readonly PastMonth[], owner, proposer } // written by addProposal alone
  })
}

/** The proposal, kept for this transaction: whoever else decides it waits and then sees what became of it. */
export async function lockProposal(tx: Db, id: number): Promise<Proposal | null> {
  await tx.select({ id: targetProposals.id }).from(targetProposals).where(eq(targetProposals.id, id)).for('update')
  return (await listProposals(tx, { ids: [id] }))[0] ?? null
}

/** Stores a proposal; `null` where one for the same target waits already. */
export async function addProposal(tx: Db, values: typeof targetProposals.$inferInsert): Promise<number | null> {
  const [row] = await tx
    .insert(targetProposals)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: targetProposals.id })
  return row?.id ?? null
}

/** Changes a proposal. */
export async function updateProposal(
  tx: Db,
  id: number,
  change: Partial<typeof targetProposals.$inferInsert>,
): Promise<void> {
  await tx.update(targetProposals).set(change).where(eq(targetProposals.id, id))
}

/** Writes into the history; the number grows with every change. */
export async function addEvent(tx: Db, event: Omit<typeof proposalEvents.$inferInsert, 'id'>): Promise<number> {
  const [row] = await tx.insert(proposalEvents).values(event).returning({ id: proposalEvents.id })
  if (!row) throw new Error('A new event came back empty')
  return row.id
}

/** A number beyond those of all changes so far, for a change that is not in the history. */
export async function nextRevision(tx: Db): Promise<number> {
  const [row] = await tx.execute<{ next: string }>(
    sql`select nextval(pg_get_serial_sequence('proposal_events', 'id')) as next`,
  )
  return Number(row?.next)
}

/** The history of proposals, the oldest first. */
export async function listEvents(db: Db, proposalIds: readonly number[]): Promise<readonly ProposalEvent[]> {
  if (proposalIds.length === 0) return []
  const rows = await db
    .select({ event: proposalEvents, person: { id: people.id, name: people.name } })
    .from(proposalEvents)
    .leftJoin(people, eq(people.id, proposalEvents.personId))
    .where(inArray(proposalEvents.proposalId, [...proposalIds]))
    .orderBy(asc(proposalEvents.id))
  return rows.map(({ event: { personId: _person, ...event }, person }) => ({ ...event, person }))
}
