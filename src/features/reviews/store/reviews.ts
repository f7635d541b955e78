import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { ReviewLabel } from '#src/domain/reviews/review-labels.ts'
import type { Db } from '#src/platform/database/db.ts'
import { reviews } from '#src/platform/database/schema/index.ts'

/** A negative review, or a message of a customer, as somebody copied it or a file brought it. */
export interface Review {
  readonly id: number
  readonly storeId: number
  /** Empty: nobody said which. */
  readonly sku: string
  readonly day: Day
  /** `null`: a message, which has none. */
  readonly stars: number | null
  readonly text: string
  /** What it is about; empty: nobody has said yet. */
  readonly labels: readonly ReviewLabel[]
}

const columns = {
  id: reviews.id,
  storeId: reviews.storeId,
  sku: reviews.sku,
  day: reviews.day,
  stars: reviews.stars,
  text: reviews.text,
  labels: reviews.labels,
}

/** Puts a review into the queue; one that is there already stays as it is. Returns its number and whether it is new. */
export async function addReview(
  db: Db,
  review: Omit<Review, 'id' | 'labels'> & { readonly addedBy: number | null; readonly addedAt: Date },
): Promise<{ readonly id: number; readonly fresh: boolean }> {
  const standing = await findSame(db, review)
  if (standing !== null) return { id: standing, fresh: false }
  const [row] = await db
    .insert(reviews)
    .values({ ...review, labels: [] })
    .onConflictDoNothing()
    .returning({ id: reviews.id })
  const id = row?.id ?? (await findSame(db, review)) // somebody else was quicker
  if (id === null) throw new Error('A review vanished while it was added')
  return { id, fresh: row !== undefined }
}

/** The same review, also where a file brought it; `null`: there is none. */
async function findSame(db: Db, review: Omit<Review, 'id' | 'labels'>): Promise<number | null> {
  const same = and(
    eq(reviews.storeId, review.storeId),
    eq(reviews.sku, review.sku),
    eq(reviews.day, review.day),
    review.stars === null ? isNull(reviews.stars) : eq(reviews.stars, review.stars),
    eq(reviews.text, review.text),
  )
  const [standing] = await db.select({ id: reviews.id }).from(reviews).where(same).limit(1)
  return standing?.id ?? null
}

/** The review with a number; `null`: there is none. */
export async function findReview(db: Db, id: number): Promise<Review | null> {
  const [row] = await db.select(columns).from(reviews).where(eq(reviews.id, id))
  return row ? reviewOf(row) : null
}

/** Reviews that nobody has labelled yet, the oldest first. */
export async function listWaiting(db: Db, storeIds: readonly number[]): Promise<readonly Review[]> {
  if (storeIds.length === 0) return []
  const waiting = and(inArray(reviews.storeId, [...storeIds]), sql`cardinality(${reviews.labels}) = 0`)
  return (await db.select(columns).from(reviews).where(waiting).orderBy(asc(reviews.day), asc(reviews.id))).map(
    reviewOf,
  )
}

/** Labelled reviews that were written from a day on. */
export async function listLabelled(db: Db, storeIds: readonly number[], from: Day): Promise<readonly Review[]> {
  if (storeIds.length === 0) return []
  const labelled = sql`cardinality(${reviews.labels}) > 0`
  const where = and(inArray(reviews.storeId, [...storeIds]), gte(reviews.day, from), labelled)
  return (await db.select(columns).from(reviews).where(where)).map(reviewOf)
}

/** All reviews of a store that were written on a day. */
export async function reviewsOn(db: Db, storeId: number, day: Day): Promise<readonly Review[]> {
  const where = and(eq(reviews.storeId, storeId), eq(reviews.day, day))
  return (await db.select(columns).from(reviews).where(where)).map(reviewOf)
}

/** Says what a review is about. */
export async function setLabels(
  db: Db,
  id: number,
  labels: readonly ReviewLabel[],
  { by, at }: { readonly by: number | null; readonly at: Date },
): Promise<void> {
  await db
    .update(reviews)
    .set({ labels: [...labels], labelledBy: by, labelledAt: at })
    .where(eq(reviews.id, id))
}

/** Takes a review out of the queue. */
export async function deleteReview(db: Db, id: number): Promise<void> {
  await db.delete(reviews).where(eq(reviews.id, id))
}

function reviewOf(row: Omit<Review, 'labels'> & { readonly labels: readonly string[] }): Review {
  return { ...row, labels: row.labels as readonly ReviewLabel[] } // only `setLabels` writes them
}
