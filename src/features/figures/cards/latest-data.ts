import { line, placeWord } from '#src/cards/lines.ts'
import { names } from '#src/cards/unbounded-text.ts'
import type { Action, Block } from '#src/chat/card.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill } from '#src/i18n/locale.ts'

const otherData = {
  en: 'Data came for these days, but not what {kpi} is made of: {parts}.',
  ja: 'この期間のデータはありますが、{kpi}の計算に必要な数値がありません：{parts}',
  'zh-CN': '该周期有数据，但缺少计算{kpi}所需的数值：{parts}。',
}
const latestDays = {
  en: 'The latest data is from {day}.',
  ja: '最新のデータは{day}分です。',
  'zh-CN': '最新数据为{day}。',
}
const thatMonth = { en: 'That month', ja: 'その月を見る', 'zh-CN': '查看该月' }

/** A period without a value, and the newest day that has any data; `null` or absent: nobody has to be told. */
interface Asked {
  readonly period: Period
  readonly latest?: Day | null | undefined
}

/** The newest day with data; where it lies in the period itself, what of the KPI did not come. */
export function latestBlocks({ latest = null, period }: Asked, only: Kpi | undefined): readonly Block[] {
  if (latest === null) return []
  if (!hasOtherData(latest, period) || !only)
    return [{ type: 'text', text: fill(latestDays, { day: formatDay(latest, { year: true }) }) }]
  const parts = names([...new Set(compileFormula(only.formula).needs.map(need => need.measure))])
  return [{ type: 'text', text: fill(otherData, { kpi: only.label, parts }) }]
}

/** Whether the period has data, only none of which the KPI is made. */
export function hasOtherData(latest: Day | null | undefined, { from, to }: Period): boolean {
  return latest != null && latest >= from && latest <= to
}

/** The same question about the month of the newest data, where that lies outside the period. */
export function latestActions(
  verb: string,
  { place, period, latest = null }: Asked & { readonly place: ResolvedPlace },
  kpi?: Kpi,
): readonly Action[] {
  if (latest === null || hasOtherData(latest, period)) return []
  return [{ label: thatMonth, line: line(verb, kpi?.id, placeWord(place.place), latest.slice(0, 7)) }]
}
