export { handoverBlocks } from './cards/handover-card.ts'

export { endPerson } from './leave.ts'
