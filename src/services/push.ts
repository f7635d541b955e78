export type { Refusal } from './push/refusals.ts'
export { type PushParts, type PushResult, type SentRow, takeRows } from './push/take-rows.ts'
