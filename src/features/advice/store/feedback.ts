import { and, eq, sql } from 'drizzle-orm'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { adviceFeedback } from '#src/platform/database/schema/index.ts'

/** Somebody's word on an advice. */
export interface Feedback {
  readonly rule: string
  readonly place: PlaceKey
  readonly personId: number
  readonly useful: boolean
  readonly demo: boolean
  readonly at: Date
}

/** Keeps what a person found; a later word of the same person replaces it. */
export async function keepFeedback(db: Db, feedback: Feedback): Promise<void> {
  const { useful, at } = feedback
  await db
    .insert(adviceFeedback)
    .values(feedback)
    .onConflictDoUpdate({
      target: [adviceFeedback.rule, adviceFeedback.place, adviceFeedback.personId],
      set: { useful, at },
    })
}

/** How many people found a rule useful, and how many did not. */
export interface FeedbackCount {
  readonly rule: string
  readonly useful: number
  readonly not: number
}

/** The words of everybody, by rule. */
export async function countFeedback(db: Db, demo: boolean): Promise<readonly FeedbackCount[]> {
  const { rule, useful } = adviceFeedback
  const rows = await db
    .select({
      rule,
      useful: sql<number>`count(*) filter (where ${useful})::int`,
      not: sql<number>`count(*) filter (where not ${useful})::int`,
    })
    .from(adviceFeedback)
    .where(and(eq(adviceFeedback.demo, demo)))
    .groupBy(rule)
  return rows
}
