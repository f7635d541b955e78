export { applyReviews, reviewsAnswer } from './answer.ts'
export { isReviewsFile, type TakenReviews, takeReviews } from './take-reviews.ts'
