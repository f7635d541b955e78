/**
 * How long things are kept, in days. Judgement: claims outlive any redelivery, audit a year of questions; where a message
 * stands is known for as long as a change of what it says can be taken back, and when posts came due for as long.
 */
export const keptDays = {
  claims: 3,
  audit: 400,
  pictures: 30,
  uploads: 90,
  ownMessages: 90,
  deliveries: 30,
  held: 90,
  reviewFiles: 7,
  undo: 90,
  messages: 90,
  scheduleRuns: 90,
  answers: 14,
  pulls: 30,
  ledger: 400,
  sessions: 30,
  shareVisits: 180,
  practice: 14,
} as const

/** The two terms that the environment may change. */
export function retention(env: Readonly<Record<string, string | undefined>>): {
  readonly ledgerDays: number
  readonly answerDays: number
} {
  const days = (text: string | undefined, usual: number) => (text?.trim() ? Number(text) : usual)
  return {
    ledgerDays: days(env.LEDGER_DAYS, keptDays.ledger),
    answerDays: days(env.RAW_ANSWER_DAYS, keptDays.answers),
  }
}
