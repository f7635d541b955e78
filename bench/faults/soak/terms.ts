import { keptDays } from '#src/platform/database/retention.ts'

/** Longer than any claim, shorter than the weeks in which tables have to come to rest. */
const mostDays = 28

/** Has everything that is kept for longer be forgotten after four weeks, so that eight weeks show each table at rest. */
export function shortenTerms(): void {
  const terms = Object.entries(keptDays).map(([name, days]) => [name, Math.min(days, mostDays)])
  Object.assign(keptDays, Object.fromEntries(terms))
}
