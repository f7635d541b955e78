export { queueCard, reviewCard, type ShownReview } from './cards/queue-card.ts'
export { labelReview, removeReview } from './label.ts'
export { addReview, findReview, listLabelled, listWaiting } from './store/reviews.ts'
