export { asProgram, type ProgramAnswer } from './as-program.ts'
export { validZone } from './caller.ts'
export { hintCard } from './cards/error-card.ts'
export { healthCard } from './cards/health-card.ts'
export { helpCard, verbCard } from './cards/help-card.ts'
export { choicesFor, createChoices } from './choices.ts'
export { contextOf } from './context-of.ts'
export { createDispatch, type DispatchParts } from './dispatch.ts'
export { type PersonAnswer, runForPerson, runLine } from './lines/run-line.ts'
export { runTogether } from './lines/run-together.ts'
export { mailCode } from './link-mail.ts'
export { mayUse } from './permit.ts'
export { personCaller } from './person-caller.ts'
export type { Practice, PracticeLine } from './practice/practice.ts'
export { readAnswer, readLine } from './read-answer.ts'
export { besideOrFirst, createReadSide, type ReadSide } from './read-side.ts'
export {
  type AuditEntry,
  type AuditFilter,
  findAudit,
  findOwnReference,
  listDone,
  listRecentLines,
  outcomes,
  pruneAudit,
  writeAudit,
} from './store/audit.ts'
export { healthTable, verbTable } from './tables/list-tables.ts'
export { understand } from './understand.ts'
