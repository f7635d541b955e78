export { handoverBlocks } from './cards/handover-card.ts'
export type { Handover } from './hand-over.ts'
export { endPerson } from './leave.ts'
