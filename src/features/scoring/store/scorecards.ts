import { and, asc, eq } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { scorecards } from '#src/platform/database/schema/index.ts'

/** By which template a subject is measured, from a month on. */
export interface Scorecard {
  readonly id: number
  /** See `subjectKey`. */
  readonly subject: string
  readonly template: string
  readonly places: readonly PlaceKey[]
  /** KPIs of the template that are not measured here. */
  readonly leftOut: readonly string[]
  readonly validFrom: Day
}

/** Sets by what a subject is measured from a month on; months before keep what they had. */
export async function setScorecard(
  db: Db,
  card: Omit<Scorecard, 'id'>,
  { demo, by, withdrawn = false }: { readonly demo: boolean; readonly by: number | null; readonly withdrawn?: boolean },
): Promise<void> {
  const values = { ...card, places: [...card.places], leftOut: [...card.leftOut] }
  await db.insert(scorecards).values({ ...values, withdrawn, demo, setBy: by })
}

/** The scorecards that count on a day, one per subject, by subject. */
export async function scorecardsOn(db: Db, day: Day, demo: boolean): Promise<readonly Scorecard[]> {
  const rows = await db
    .select()
    .from(scorecards)
    .where(and(eq(scorecards.demo, demo)))
    .orderBy(asc(scorecards.subject), asc(scorecards.validFrom), asc(scorecards.id))
  const standing = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (row.validFrom <= day) standing.set(row.subject, row)
  return [...standing.values()].flatMap(({ id, subject, template, places, leftOut, validFrom, withdrawn }) => {
    const left = leftOut as readonly string[] // written by `setScorecard` alone
    return withdrawn ? [] : [{ id, subject, template, places, leftOut: left, validFrom }]
  })
}
