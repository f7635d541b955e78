/**
 * Lines as people write them, each with the exact line whose answer it must have. Monday, 23 November 2026, 02:00 UTC:
 * Monday in Shanghai and Tokyo, still Sunday evening in the United States.
 */
export type Said = readonly [line: string, exact: string]

/** Periods in words: the calendar of the store that is named; without one, or with several, that of whoever asks. */
export const periodsInWords: readonly Said[] = [
  ['sales kyoto last week', 'status sales kyoto 2026-W47'],
  ['kyoto上周销售额', 'status sales kyoto 2026-W47'],
  ['kyotoの先週の売上', 'status sales kyoto 2026-W47'],
  ['sales west last week', 'status sales west 2026-W46'],
  ['west 昨日の売上', 'status sales west 2026-11-21'],
  ['kyoto 昨日の売上', 'status sales kyoto 2026-11-22'],
  ['sales last week', 'status sales 2026-W47'],
  ['上周销售额', 'status sales 2026-W47'],
  ['先週の売上', 'status sales 2026-W47'],
  ['昨天销售额', 'status sales 2026-11-22'],
  ['昨日の売上', 'status sales 2026-11-22'],
  ['sales yesterday', 'status sales 2026-11-22'],
  ['sales kyoto west yesterday', 'status sales kyoto west 2026-11-22'],
  ['trend sales 7d', 'trend sales 2026-11-16..2026-11-22'],
  ['which store has the best sales last week', 'top stores sales best 2026-W47'],
  ['上周销售额最高的店', 'top stores sales highest 2026-W47'],
  ['先週売上が一番高い店', 'top stores sales highest 2026-W47'],
  ['this week sales kyoto', 'status sales kyoto 2026-W48'],
]
