import { and, asc, count, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { people, ratingAsked, ratingRounds } from '#src/platform/database/schema/index.ts'
import type { RatingPlan } from './plans.ts'

/** One time that people are asked to rate. */
export type Round = typeof ratingRounds.$inferSelect

/** Somebody who was asked in a round. */
export interface Asked {
  readonly roundId: number
  readonly personId: number
  readonly name: string
  /** `null`: could not be reached in any chat yet. */
  readonly askedAt: Date | null
  readonly remindedAt: Date | null
  readonly reminders: number
}

/** How many rounds a plan has had. */
export async function countRounds(db: Db, planId: number): Promise<number> {
  const [row] = await db.select({ rounds: count() }).from(ratingRounds).where(eq(ratingRounds.planId, planId))
  return row?.rounds ?? 0
}

/** Whether a plan has had its round of the period that begins on a day. */
export async function hasRound(db: Db, planId: number, periodFrom: Day): Promise<boolean> {
  const same = and(eq(ratingRounds.planId, planId), eq(ratingRounds.periodFrom, periodFrom))
  return (await db.select({ id: ratingRounds.id }).from(ratingRounds).where(same)).length > 0
}

/** Opens the round of a plan and period with its raters; `null` when it was opened already. */
export async function openRound(
  db: Db,
  plan: RatingPlan,
  opened: { readonly periodFrom: Day; readonly day: Day; readonly dueDay: Day; readonly at: Date },
  raters: readonly number[],
): Promise<Round | null> {
  const { id: planId, kpiId, storeId, sku, checks, every } = plan
  const { at: openedAt, ...days } = opened
  const [round] = await db
    .insert(ratingRounds)
    .values({ planId, kpiId, storeId, sku, checks, every, openedAt, ...days })
    .onConflictDoNothing()
    .returning()
  if (!round) return null
  if (raters.length > 0) await db.insert(ratingAsked).values(raters.map(personId => ({ roundId: round.id, personId })))
  return round
}

/** Which rounds; all of them where nothing is given. */
export interface RoundFilter {
  readonly ids?: readonly number[]
  readonly storeIds?: readonly number[]
  readonly kpiId?: string
  readonly sku?: string
  readonly open?: boolean
  /** Rounds in which this person was asked. */
  readonly raterId?: number
  readonly limit?: number
}

/** Rounds, the latest period first. */
export async function listRounds(db: Db, filter: RoundFilter): Promise<readonly Round[]> {
  if (filter.ids?.length === 0 || filter.storeIds?.length === 0) return []
  const parts: (SQL | undefined)[] = [
    filter.ids && inArray(ratingRounds.id, [...filter.ids]),
    filter.storeIds && inArray(ratingRounds.storeId, [...filter.storeIds]),
    filter.kpiId === undefined ? undefined : eq(ratingRounds.kpiId, filter.kpiId),
    filter.sku === undefined ? undefined : eq(ratingRounds.sku, filter.sku),
    filter.open ? isNull(ratingRounds.closedAt) : undefined,
    filter.raterId === undefined
      ? undefined
      : sql`exists (select 1 from ${ratingAsked} where ${ratingAsked.roundId} = ${ratingRounds.id}
          and ${ratingAsked.personId} = ${filter.raterId})`,
  ]
  return db
    .select()
    .from(ratingRounds)
    .where(and(...parts))
    .orderBy(desc(ratingRounds.periodFrom), asc(ratingRounds.id))
    .limit(filter.limit ?? 1000)
}

/** The round with a number, locked until the transaction ends; `null`: there is none. */
export async function lockRound(db: Db, id: number): Promise<Round | null> {
  const [row] = await db.select().from(ratingRounds).where(eq(ratingRounds.id, id)).for('update')
  return row ?? null
}

/** Closes a round that is open. Returns whether it was. */
export async function closeRound(db: Db, id: number, at: Date): Promise<boolean> {
  const rows = await db
    .update(ratingRounds)
    .set({ closedAt: at })
    .where(and(eq(ratingRounds.id, id), isNull(ratingRounds.closedAt)))
    .returning({ id: ratingRounds.id })
  return rows.length > 0
}

/** Notes that somebody was told how far apart the raters are. Returns whether nobody had been. */
export async function markApartTold(db: Db, id: number, at: Date): Promise<boolean> {
  const rows = await db
    .update(ratingRounds)
    .set({ apartToldAt: at })
    .where(and(eq(ratingRounds.id, id), isNull(ratingRounds.apartToldAt)))
    .returning({ id: ratingRounds.id })
  return rows.length > 0
}

/** Who was asked in some rounds. */
export async function listAsked(db: Db, roundIds: readonly number[]): Promise<readonly Asked[]> {
  if (roundIds.length === 0) return []
  const { roundId, personId, askedAt, remindedAt, reminders } = ratingAsked
  return db
    .select({ roundId, personId, name: people.name, askedAt, remindedAt, reminders })
    .from(ratingAsked)
    .innerJoin(people, eq(people.id, personId))
    .where(inArray(roundId, [...roundIds]))
    .orderBy(asc(roundId), asc(personId))
}

/** Notes that somebody was asked, or reminded. */
export async function markAsked(
  db: Db,
  one: Pick<Asked, 'roundId' | 'personId'>,
  done: { readonly askedAt: Date } | { readonly remindedAt: Date; readonly reminders: number },
): Promise<void> {
  await db
    .update(ratingAsked)
    .set(done)
    .where(and(eq(ratingAsked.roundId, one.roundId), eq(ratingAsked.personId, one.personId)))
}
