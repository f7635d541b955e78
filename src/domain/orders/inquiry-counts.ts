/** What a marketplace's inquiries tell of the day on which they came in. */
export const inquiryMeasures = [
  'messages_received',
  'messages_answered',
  'messages_answered_12h',
  'messages_answered_24h',
  'messages_answered_48h',
  'first_response_minutes_sum',
  'messages_resolved',
  'messages_resolved_first_contact',
] as const

/** Counts of one inquiry: when it came, when the shop answered (any order), both in milliseconds, and whether it is resolved. */
export function answerCounts(
  asked: number,
  answers: readonly number[],
  isResolved: boolean,
): Readonly<Partial<Record<(typeof inquiryMeasures)[number], number>>> {
  const resolved = { messages_resolved: isResolved ? 1 : 0 }
  if (answers.length === 0) return { messages_received: 1, ...resolved }
  const minutes = Math.max(0, Math.round((Math.min(...answers) - asked) / 60_000))
  return {
    messages_received: 1,
    messages_answered: 1,
    messages_answered_12h: minutes <= 720 ? 1 : 0,
    messages_answered_24h: minutes <= 1_440 ? 1 : 0,
    messages_answered_48h: minutes <= 2_880 ? 1 : 0,
    first_response_minutes_sum: minutes,
    ...resolved,
    messages_resolved_first_contact: isResolved && answers.length === 1 ? 1 : 0,
  }
}
