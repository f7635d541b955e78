import { and, eq, gte, inArray, lt, lte } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { ReviewFile } from '#src/features/reviews/file.ts'
import type { Db } from '#src/platform/database/db.ts'
import { reviewFiles, reviews } from '#src/platform/database/schema/index.ts'

/** A file of reviews that waits for somebody who takes it over. */
export interface KeptReviewFile {
  readonly id: number
  readonly content: ReviewFile
}

/** A review on its way into the queue. */
export interface NewReview {
  readonly storeId: number
  readonly sku: string
  readonly day: Day
  /** `null`: a message. */
  readonly stars: number | null
  readonly text: string
  /** Hash of what the marketplace calls it by; `null`: nothing. */
  readonly key: string | null
}

/** Keeps what was read until somebody takes it over. */
export async function keepReviewFile(
  db: Db,
  content: ReviewFile,
  { by, now }: { readonly by: number | null; readonly now: Date },
): Promise<KeptReviewFile> {
  const values = { fileName: content.fileName, content, createdBy: by, createdAt: now }
  const [row] = await db.insert(reviewFiles).values(values).returning({ id: reviewFiles.id })
  if (!row) throw new Error('A file of reviews was not kept')
  return { id: row.id, content }
}

/** The file with a number; `null`: there is none, or it was forgotten. */
export async function findReviewFile(db: Db, id: number): Promise<KeptReviewFile | null> {
  const [row] = await db.select().from(reviewFiles).where(eq(reviewFiles.id, id))
  return row ? { id, content: row.content as ReviewFile } : null // only `keepReviewFile` writes it
}

/** Forgets files that were read before a moment. Returns how many. */
export async function pruneReviewFiles(db: Db, before: Date): Promise<number> {
  return (await db.delete(reviewFiles).where(lt(reviewFiles.createdAt, before)).returning({ id: reviewFiles.id }))
    .length
}

/**
 * Tells whether a review stands already: by its key; else by its content, where one of both names no SKU or both the same.
 */
export async function listKnown(db: Db, wanted: readonly NewReview[]): Promise<(review: NewReview) => boolean> {
  const days = wanted.map(({ day }) => day).sort()
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return () => false
  const storeIds = [...new Set(wanted.map(({ storeId }) => storeId))]
  const columns = {
    storeId: reviews.storeId,
    sku: reviews.sku,
    day: reviews.day,
    stars: reviews.stars,
    text: reviews.text,
    key: reviews.externalKey,
  }
  const keys = wanted.flatMap(({ key }) => key ?? [])
  const [near, named] = [
    await db
      .select(columns)
      .from(reviews)
      .where(and(inArray(reviews.storeId, storeIds), gte(reviews.day, from), lte(reviews.day, to))),
    keys.length === 0
      ? []
      : await db
          .select(columns)
          .from(reviews)
          .where(and(inArray(reviews.storeId, storeIds), inArray(reviews.externalKey, keys))),
  ]
  const byKey = new Set(named.map(({ storeId, key }) => `${storeId} ${key}`))
  const byContent = new Map<string, NewReview[]>()
  for (const one of near) byContent.set(contentOf(one), [...(byContent.get(contentOf(one)) ?? []), one])
  return review =>
    (review.key !== null && byKey.has(`${review.storeId} ${review.key}`)) ||
    (byContent.get(contentOf(review)) ?? []).some(one => isSame(one, review))
}

/** Two with a key of their own are two, whatever they say. */
function isSame(one: NewReview, other: NewReview): boolean {
  if (one.key !== null && other.key !== null) return one.key === other.key
  return one.sku === other.sku || one.sku === '' || other.sku === ''
}

function contentOf({ storeId, day, stars, text }: NewReview): string {
  return JSON.stringify([storeId, day, stars, text])
}

/** Rows per insert (judgement). */
const batchSize = 500

/** Puts reviews into the queue; what somebody else put there meanwhile stays as it is. Returns how many were new. */
export async function addReviews(
  db: Db,
  added: readonly NewReview[],
  { by, at }: { readonly by: number | null; readonly at: Date },
): Promise<number> {
  let count = 0
  for (let from = 0; from < added.length; from += batchSize) {
    const rows = added.slice(from, from + batchSize).map(({ storeId, sku, day, stars, text, key }) => ({
      storeId,
      sku,
      day,
      stars,
      text,
      externalKey: key,
      addedBy: by,
      addedAt: at,
      labels: [],
    }))
    count += (await db.insert(reviews).values(rows).onConflictDoNothing().returning({ id: reviews.id })).length
  }
  return count
}
