import { lengthOf } from '#src/domain/period/index.ts'
import type { FactQuery } from '#src/features/figures/store/facts.ts'

/** A row of a store's day takes as long as so many of its measures (measured with rows of 45 and of 229 measures). */
const rowCost = 70
/** A question takes as long as so many measures (judgement: some milliseconds, most of it on the way to the server). */
const questionCost = 10_000

/** Whether one question for days is answered no later than several. */
export function isCheaper(one: FactQuery, several: readonly FactQuery[]): boolean {
  return costOf(one) <= several.reduce((sum, query) => sum + costOf(query), 0)
}

function costOf({ storeIds, spans, measures }: FactQuery): number {
  const days = spans.reduce((sum, span) => sum + lengthOf(span), 0)
  return questionCost + storeIds.length * days * (rowCost + measures.length)
}
