import type { SkippedRow } from '#src/domain/import-line.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { addReviews, listKnown, type NewReview } from './store/review-files.ts'

/** A review or message of a file, as it will stand in the queue. */
export interface FileReview {
  /** Slug of the store that the row names; `null`: the file's. */
  readonly store: string | null
  readonly sku: string
  /** By zone where the store is still to be said and the zones disagree. */
  readonly day: Day | Readonly<Record<string, Day>>
  /** `null`: a message. */
  readonly stars: number | null
  readonly text: string
  /** Hash of what the marketplace calls it by; `null`: its content tells it apart. */
  readonly key: string | null
}

/** What a file of reviews or messages holds, without personal data. Plain JSON. */
export interface ReviewFile {
  readonly fileName: string
  readonly kind: 'reviews' | 'messages'
  /** Slugs of stores that may be meant where rows name none. */
  readonly stores: readonly string[]
  /** Somebody has to say which of them. */
  readonly whichStore: boolean
  readonly reviews: readonly FileReview[]
  readonly rowsRead: number
  readonly rowsSkipped: number
  /** The first of them. */
  readonly skipped: readonly SkippedRow[]
  /** Rows without a text, and rows of the shop's own answers. */
  readonly empty: number
  readonly own: number
  /** Places in texts where personal data was cut, and texts that were shortened. */
  readonly cuts: number
  readonly long: number
  /** Names of columns that were not read, or not kept. */
  readonly unread: readonly string[]
}

/** Reviews with more stars do not wait to be read, unless somebody says otherwise (judgement: as `review add` takes them). */
export const mostStars = 3

/** What taking a file over would put into the queue, and what not. */
export interface QueuePlan {
  readonly fresh: readonly (NewReview & { readonly store: Store })[]
  /** More stars than are read. */
  readonly above: number
  /** Twice in the file, and in the queue already. */
  readonly doubled: number
  readonly known: number
  /** Of stores that the reader may not write to. */
  readonly outside: number
}

/** Which store is meant where the file does not say, and up to how many stars are read. */
export interface QueueChoice {
  readonly store: Store | null
  readonly upTo: number
}

/** Looks at what is there already; nothing is stored. */
export async function planQueue(
  db: Db,
  file: ReviewFile,
  stores: readonly Store[],
  { store, upTo }: QueueChoice,
): Promise<QueuePlan> {
  const bySlug = new Map(stores.map(one => [one.slug, one]))
  const only = store ?? (file.whichStore ? null : (bySlug.get(file.stores[0] ?? '') ?? null))
  const wanted = file.reviews.filter(({ stars }) => stars === null || stars <= upTo)
  const placed = wanted.flatMap(review =>
    placedIn(review, review.store === null ? only : (bySlug.get(review.store) ?? null)),
  )
  const known = await listKnown(db, placed)
  const seen = new Set<string>()
  const fresh: QueuePlan['fresh'][number][] = []
  const counts = { doubled: 0, known: 0 }
  for (const review of placed) {
    if (seen.has(identityOf(review))) counts.doubled++
    else if (known(review)) counts.known++
    else fresh.push(review)
    seen.add(identityOf(review))
  }
  return { fresh, above: file.reviews.length - wanted.length, ...counts, outside: wanted.length - placed.length }
}

/** Puts what a plan found into the queue; returns how many were new. */
export async function queueReviews(
  tx: Db,
  plan: QueuePlan,
  { by, now }: { readonly by: number | null; readonly now: Date },
): Promise<number> {
  return addReviews(tx, plan.fresh, { by, at: now })
}

function placedIn(
  { sku, day, stars, text, key }: FileReview,
  store: Store | null,
): readonly QueuePlan['fresh'][number][] {
  if (!store) return []
  const written = typeof day === 'string' ? day : day[store.timeZone]
  if (!written) return []
  return [{ store, storeId: store.id, sku, day: written, stars, text, key }]
}

function identityOf({ storeId, sku, day, stars, text, key }: NewReview): string {
  return JSON.stringify(key === null ? [storeId, sku, day, stars, text] : [storeId, key])
}
