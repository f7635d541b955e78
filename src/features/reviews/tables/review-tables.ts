import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { labelNames, reviewLabels } from '#src/domain/reviews/review-labels.ts'
import { queueTexts, type ShownReview } from '#src/features/reviews/cards/queue-card.ts'
import type { Review } from '#src/features/reviews/store/reviews.ts'

/** Reviews and messages that wait for a label, and what the labelled ones were about. Messages have no stars. */
export function reviewTables(waiting: readonly ShownReview[], labelled: readonly Review[]): readonly DataTable[] {
  const counts = reviewLabels.map(label => ({
    label,
    count: labelled.filter(({ labels }) => labels.includes(label)).length,
  }))
  return [
    listTable('reviews', queueTexts.title, waiting, {
      id: ({ review }) => review.id,
      storeId: ({ store }) => store.slug,
      store: ({ store }) => store.name,
      sku: ({ review }) => review.sku || null,
      day: ({ review }) => review.day,
      stars: ({ review }) => review.stars,
      text: ({ review }) => review.text,
    }),
    ...(labelled.length === 0
      ? []
      : [
          listTable('labels', queueTexts.about, counts, {
            labels: ({ label }) => labelNames[label],
            count: ({ count }) => count,
          }),
        ]),
  ]
}
