export { privacyCard } from './cards/privacy-card.ts'
export { countBuyers, countKept } from './store/counts.ts'
