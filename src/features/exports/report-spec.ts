import { z } from 'zod'
import type { Words } from '#src/contracts/command.ts'
import { matchPeriod } from '#src/domain/period/index.ts'
import { placeKey } from '#src/domain/place.ts'

/** How long a time each row of a report is about; `total`: all of its days in one row. */
const grains = ['day', 'week', 'month', 'total'] as const
export type Grain = (typeof grains)[number]

/** What stands beside each value. */
const extras = ['target', 'attainment', 'before', 'change', 'quality'] as const
export type Extra = (typeof extras)[number]

/** A report that somebody put together: a question, asked anew whenever it is made. */
export const ReportSpec = z.object({
  kpis: z.array(z.string()),
  /** Keys of places; none: everything that the reader sees. */
  places: z.array(z.string()),
  /** The days as they were written, such as `30d`; `null`: as many as the grain usually shows. */
  period: z.string().nullable(),
  grain: z.enum(grains),
  extras: z.array(z.enum(extras)),
})
export type ReportSpec = z.infer<typeof ReportSpec>

/** Words that say how long a time a row is about. */
const grainWords: Readonly<Record<Grain, RegExp>> = {
  day: /\b(?:daily|(?:by|per|each) day)\b|日別|日ごと|日次|毎日|デイリー|按天|按日|每天|每日|逐日/iu,
  week: /\b(?:weekly|(?:by|per|each) week)\b|週別|週ごと|週次|毎週|按周|每周|逐周/iu,
  month: /\b(?:monthly|(?:by|per|each) month)\b|月別|月ごと|月次|毎月|按月|每月|逐月/iu,
  total: /\b(?:totals?|in total|sum)\b|合計|合计|汇总/iu,
}

const extraWords: Readonly<Record<Extra, RegExp>> = {
  target: /\b(?:targets?|goals?)\b|目標|目标/iu,
  attainment: /\b(?:attainment|achievement)\b|達成率|达成率|完成率/iu,
  before: /\b(?:before|previous|prior)\b|前回値|比較値|对比值|上期/iu,
  change: /\b(?:changes?|growth)\b|増減|変化|前期比|变化|环比|增减/iu,
  quality: /\b(?:quality|completeness)\b|データ品質|完全性|数据质量|完整度/iu,
}

/** Reads what a report shall hold from the words of a line; what is not named is as usual. */
export function specOf(words: Pick<Words, 'kpis' | 'places' | 'open'>, today: string): ReportSpec {
  const period = periodText(words.open, today)
  const rest = period === null ? words.open : words.open.replace(period, ' ')
  return {
    kpis: words.kpis.map(kpi => kpi.id),
    places: words.places.map(placeKey),
    period,
    grain: grains.find(grain => grainWords[grain].test(rest)) ?? 'day',
    extras: extras.filter(extra => extraWords[extra].test(rest)),
  }
}

/** Whether a line names a grain, as only a report of one's own has. */
export function namesGrain(open: string, today: string): boolean {
  const period = periodText(open, today)
  const rest = period === null ? open : open.replace(period, ' ')
  return grains.some(grain => grainWords[grain].test(rest))
}

/** What of a line no report can use, in order. */
export function unusedWords(words: Pick<Words, 'open' | 'unknown'>, today: string): readonly string[] {
  const period = periodText(words.open, today)
  const known = [...Object.values(grainWords), ...Object.values(extraWords), joiners]
  let rest = period === null ? words.open : words.open.replace(period, ' ')
  for (const pattern of known) rest = rest.replace(new RegExp(pattern.source, 'giu'), ' ')
  return words.unknown.filter(word => rest.includes(word))
}

const joiners = /\b(?:with|and|columns?|as|in|of|for|the)\b|[:：,、，と及和]|列|項目|含む|付き|附带|包含/iu

/** The first period that stands in a line, as it was written. */
function periodText(open: string, today: string): string | null {
  const text = open.toLowerCase()
  for (let at = 0; at < text.length; at += 1) {
    if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[a-z0-9]/.test(text[at] ?? '')) continue
    const length = matchPeriod(text, at, { today })?.length ?? 0
    if (length > 0) return open.slice(at, at + length)
  }
  return null
}
