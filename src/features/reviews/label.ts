import type { Store } from '#src/domain/place.ts'
import { countLabels, type ReviewLabel } from '#src/domain/reviews/review-labels.ts'
import { lockStores, recordMeasures } from '#src/features/ingest/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { deleteReview, type Review, reviewsOn, setLabels } from './store/reviews.ts'

/** So many days after a day its reviews may still be read and labelled: that is no correction (judgement). */
const matureDays = 366

/** Says what a review is about, in place of what was said before, and counts the labels of its day anew. */
export async function labelReview(
  tx: Db,
  { review, store }: { readonly review: Review; readonly store: Store },
  labels: readonly ReviewLabel[],
  { by, now }: { readonly by: number | null; readonly now: Date },
): Promise<void> {
  await lockStores(tx, [store.id]) // two who label reviews of the same day both count
  await setLabels(tx, review.id, labels, { by, at: now })
  await countDay(tx, review, store, now)
}

/** Takes a review away, and out of the counts. */
export async function removeReview(
  tx: Db,
  { review, store }: { readonly review: Review; readonly store: Store },
  now: Date,
): Promise<void> {
  await lockStores(tx, [store.id])
  await deleteReview(tx, review.id)
  if (review.labels.length > 0) await countDay(tx, review, store, now)
}

/**
 * The store's row counts all reviews of the day, so that those with a SKU and those without add up. Messages are no
 * reviews: each has counts of its own.
 */
async function countDay(tx: Db, { sku, day, stars }: Review, store: Store, now: Date): Promise<void> {
  const kind = stars === null ? 'messages' : 'reviews'
  const all = (await reviewsOn(tx, store.id, day)).filter(one => (one.stars === null) === (stars === null))
  if (sku !== '') {
    const own = all.filter(review => review.sku === sku)
    await recordMeasures(tx, { store, sku, day, measures: countLabels(own, kind), now, matureDays })
  }
  await recordMeasures(tx, { store, sku: '', day, measures: countLabels(all, kind), now, matureDays })
}
