import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { closedScores, objections } from '#src/platform/database/schema/index.ts'

/** Kinds of periods that are closed. */
export type ClosedKind = 'week' | 'month' | 'quarter'

/** A period that was closed. */
export interface ClosedScore {
  readonly id: number
  readonly subject: string
  readonly template: string
  readonly periodKind: ClosedKind
  readonly periodFrom: Day
  readonly revision: number
  /** Canonical JSON of what the score was computed from. */
  readonly inputs: string
  /** Canonical JSON of the result. */
  readonly result: string
  readonly score: number | null
  readonly state: 'closed' | 'objected' | 'reopened'
  readonly closedAt: Date
  readonly closedBy: number | null
  readonly objectUntil: Date
  readonly reopenedFor: string | null
}

/** The last revision of each subject's period; reopened ones, too. */
export async function closedFor(
  db: Db,
  period: { readonly kind: ClosedKind; readonly from: Day },
  demo: boolean,
): Promise<ReadonlyMap<string, ClosedScore>> {
  const rows = await db
    .select()
    .from(closedScores)
    .where(
      and(
        eq(closedScores.periodKind, period.kind),
        eq(closedScores.periodFrom, period.from),
        eq(closedScores.demo, demo),
      ),
    )
    .orderBy(asc(closedScores.subject), asc(closedScores.revision))
  return new Map(rows.map(row => [row.subject, row]))
}

/** A closed score by its number; `null` when there is none. */
export async function findClosed(db: Db, id: number): Promise<ClosedScore | null> {
  const [row] = await db.select().from(closedScores).where(eq(closedScores.id, id)).limit(1)
  return row ?? null
}

/** Keeps a score. Returns its number; `null` when another closed the same revision first. */
export async function keepScore(
  db: Db,
  score: Omit<ClosedScore, 'id' | 'state' | 'reopenedFor'> & { readonly demo: boolean },
): Promise<number | null> {
  const [row] = await db
    .insert(closedScores)
    .values({ ...score, state: 'closed' })
    .onConflictDoNothing()
    .returning({ id: closedScores.id })
  return row?.id ?? null
}

/** Changes how a closed score stands. */
export async function setScoreState(
  db: Db,
  id: number,
  state: ClosedScore['state'],
  reopenedFor: string | null = null,
): Promise<void> {
  await db
    .update(closedScores)
    .set({ state, ...(reopenedFor !== null && { reopenedFor }) })
    .where(eq(closedScores.id, id))
}

/** What somebody holds against their score. */
export interface Objection {
  readonly id: number
  readonly scoreId: number
  readonly personId: number
  readonly reason: string
  readonly raisedAt: Date
  /** `null`: not answered yet. */
  readonly outcome: 'kept' | 'reopened' | null
  readonly answer: string | null
}

/** Stores an objection. Returns its number. */
export async function addObjection(
  db: Db,
  made: Pick<Objection, 'scoreId' | 'personId' | 'reason' | 'raisedAt'>,
): Promise<number> {
  const [row] = await db.insert(objections).values(made).returning({ id: objections.id })
  if (!row) throw new Error('A new objection came back empty')
  return row.id
}

/** Objections against scores, oldest first. */
export async function objectionsTo(db: Db, scoreIds: readonly number[]): Promise<readonly Objection[]> {
  if (scoreIds.length === 0) return []
  const rows = await db
    .select()
    .from(objections)
    .where(inArray(objections.scoreId, [...scoreIds]))
    .orderBy(asc(objections.id))
  return rows.map(({ id, scoreId, personId, reason, raisedAt, outcome, answer }) => {
    return { id, scoreId, personId, reason, raisedAt, outcome, answer }
  })
}

/** Answers all open objections against a score. Returns how many there were. */
export async function answerObjections(
  db: Db,
  scoreId: number,
  given: {
    readonly outcome: 'kept' | 'reopened'
    readonly answer: string
    readonly by: number | null
    readonly at: Date
  },
): Promise<number> {
  const open = (await objectionsTo(db, [scoreId])).filter(({ outcome }) => outcome === null).map(({ id }) => id)
  if (open.length === 0) return 0
  const { outcome, answer, by, at } = given
  await db
    .update(objections)
    .set({ outcome, answer, answeredBy: by, answeredAt: at })
    .where(inArray(objections.id, open))
  return open.length
}
