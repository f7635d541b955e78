import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { people, ratingAnswers } from '#src/platform/database/schema/index.ts'

/** What somebody answered. */
export interface Answer {
  readonly id: number
  /** `null`: typed without being asked. */
  readonly roundId: number | null
  readonly personId: number | null
  /** `null`: nobody any more, or the shell. */
  readonly name: string | null
  readonly score: number
  readonly checks: number
  readonly comment: string | null
  readonly day: Day
  readonly answeredAt: Date
}

/** The figure that answers add up to. */
export interface FigureKey {
  readonly kpiId: string
  readonly storeId: number
  readonly sku: string
  readonly day: Day
}

/** Stores an answer in place of what the same person had answered for the same figure. Returns whether there was one. */
export async function putAnswer(
  db: Db,
  key: FigureKey,
  given: Pick<Answer, 'roundId' | 'personId' | 'score' | 'checks' | 'comment' | 'answeredAt'>,
): Promise<boolean> {
  const { roundId, score, checks, comment, answeredAt } = given
  const mine = sql`${ratingAnswers.personId} is not distinct from ${given.personId}::int`
  const replaced = await db
    .update(ratingAnswers)
    .set({ roundId, score, checks, comment, answeredAt })
    .where(and(isFigure(key), mine))
    .returning({ id: ratingAnswers.id })
  if (replaced.length > 0) return true
  await db.insert(ratingAnswers).values({ ...key, ...given })
  return false
}

/** All answers of a figure, in the order in which they came. */
export async function answersOf(db: Db, key: FigureKey): Promise<readonly Answer[]> {
  return select(db, isFigure(key))
}

/** All answers of some rounds. */
export async function answersIn(db: Db, roundIds: readonly number[]): Promise<readonly Answer[]> {
  return roundIds.length === 0 ? [] : select(db, inArray(ratingAnswers.roundId, [...roundIds]))
}

function isFigure({ kpiId, storeId, sku, day }: FigureKey) {
  return and(
    eq(ratingAnswers.kpiId, kpiId),
    eq(ratingAnswers.storeId, storeId),
    eq(ratingAnswers.sku, sku),
    eq(ratingAnswers.day, day),
  )
}

function select(db: Db, where: ReturnType<typeof and>): Promise<Answer[]> {
  const { id, roundId, personId, score, checks, comment, day, answeredAt } = ratingAnswers
  return db
    .select({ id, roundId, personId, name: people.name, score, checks, comment, day, answeredAt })
    .from(ratingAnswers)
    .leftJoin(people, eq(people.id, personId))
    .where(where)
    .orderBy(asc(id))
}
