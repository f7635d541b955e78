export { adviseOn } from './advise.ts'
export { adviceCard, feedbackCard } from './cards/advice-card.ts'
export { keepFeedback } from './store/feedback.ts'
export { adviceTable } from './tables/advice-table.ts'
