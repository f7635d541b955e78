export { recordCard, recordTable } from './cards/record-card.ts'
export { createPractice } from './practice.ts'
export { recordOf, seenBy } from './record.ts'
export {
  chooseDrill,
  forgetTraining,
  giveHint,
  goOn,
  leaveOut,
  listDrills,
  pruneTraining,
  showDrills,
  showRun,
  startDrill,
  stopDrill,
} from './run.ts'
