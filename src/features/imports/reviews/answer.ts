import type { Card } from '#src/chat/card.ts'
import { UserError } from '#src/errors.ts'
import { queueReviews, reviewFileCard, reviewFileText } from '#src/features/reviews/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { TakenReviews } from './take-reviews.ts'
import { texts } from './texts.ts'

/** What a file of reviews or messages came to, for machines; `line` puts them into the queue. */
export interface ReviewsAnswer {
  readonly reviews: {
    readonly id: number
    readonly kind: 'reviews' | 'messages'
    readonly rowsRead: number
    readonly rowsSkipped: number
    /** Would be new in the queue; more stars than are read; twice in the file; in the queue already. */
    readonly fresh: number
    readonly above: number
    readonly doubled: number
    readonly known: number
    /** Slugs of stores of which one has to be said; empty: none has. */
    readonly whichStore: readonly string[]
    readonly line: string
  }
  readonly text: Localized
  readonly card: Card
}

/** The preview of reviews as plain JSON, as a sentence and as a card. */
export function reviewsAnswer({ kept, plan, stores }: TakenReviews): ReviewsAnswer {
  const { kind, rowsRead, rowsSkipped, whichStore, stores: slugs } = kept.content
  const { above, doubled, known } = plan
  const counts = { rowsRead, rowsSkipped, fresh: plan.fresh.length, above, doubled, known }
  return {
    reviews: { id: kept.id, kind, ...counts, whichStore: whichStore ? slugs : [], line: `review import #${kept.id}` },
    text: reviewFileText(kept, plan),
    card: reviewFileCard(kept, plan, stores),
  }
}

/** Puts what was read into the queue at once. Returns how many were new. @throws UserError while the store is open */
export async function applyReviews(
  db: Db,
  { kept, plan }: TakenReviews,
  { by, now }: { readonly by: number | null; readonly now: Date },
): Promise<number> {
  const { whichStore, stores } = kept.content
  if (whichStore) throw new UserError(fill(texts.whichStore, { stores: verbatim(stores.join(', ')) }))
  return db.transaction(tx => queueReviews(tx, plan, { by, now }))
}
