export type { Refusal } from './refusals.ts'
export { type PushParts, type PushResult, type SentRow, takeRows } from './take-rows.ts'
