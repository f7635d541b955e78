export { firstLinesCard } from './cards/guide-card.ts'
export { proposeAgain, showGuide, skipStep } from './guide.ts'
