export { privacyCard } from './cards/privacy-card.ts'
export { countBuyers, countKept } from './store/counts.ts'
export { keptTable } from './tables/kept-table.ts'
