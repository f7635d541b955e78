export { askAfterRestore, releaseRestored } from './after-restore.ts'
export { closedBlocks, outboxBlocks, sentAgainCard } from './cards/outbox-card.ts'
export { releasedCard } from './cards/restored-card.ts'
export { createDeliverer, type DeliveryLimits } from './deliverer.ts'
export { filePath, findFile, type KeptFile, keepFile, pruneFiles } from './files.ts'
export { createAnswerOutbox } from './late-answers.ts'

export { createPictures, type Pictures } from './pictures.ts'
export { type PlannedMessage, planDeliveries, planDelivery, spread, withoutDeliveries } from './plan.ts'
export { auditDeliveries, messengerStates } from './store/audit.ts'
export {
  type FailedDelivery,
  listDue,
  listFailed,
  pruneDeliveries,
  retryDelivery,
  type WaitingDelivery,
} from './store/look.ts'
export { prunePictures } from './store/pictures.ts'
export { channelsOfSubject, lastRevision, saidAbout, subjectsBelow } from './store/plan.ts'
export { findStandingMessage, pruneMessages } from './store/standing-messages.ts'
export { outboxTables } from './tables/outbox-tables.ts'
export { tellAdministrators, tellPeople } from './tell-administrators.ts'
export { reportUndelivered } from './undelivered.ts'
export { watch } from './watchdog.ts'
