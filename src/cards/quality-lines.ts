import type { TextBlock } from '#src/chat/card.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Figure, LeftOut, Quality, RateUsed } from '#src/domain/figure.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { formatCount, formatDateTime, formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { dayList } from './day-list.ts'
import { names } from './unbounded-text.ts'

const asOfText = { en: 'As of {time}', ja: '{time}現在', 'zh-CN': '数据截至{time}' }
const dataDays = {
  en: 'data for {have} of {due} days, missing {days}',
  ja: 'データは{due}日中{have}日分、欠け：{days}',
  'zh-CN': '{due}天中有{have}天数据，缺{days}',
}
const dataStoreDays = {
  en: 'data for {have} of {due} store-days, missing {days}',
  ja: 'データは延べ{due}店舗日中{have}日分、欠け：{days}',
  'zh-CN': '共{due}个店铺日，有数据{have}个，缺{days}',
}
const someMissing = {
  days: { en: '{have} of {due} days', ja: '{due}日中{have}日', 'zh-CN': '{have}/{due}天' },
  stores: { en: '{have} of {due} stores', ja: '{due}店舗中{have}店舗', 'zh-CN': '{have}/{due}家店铺' },
  storeDays: { en: '{have} of {due} store-days', ja: '延べ{due}店舗日中{have}', 'zh-CN': '{have}/{due}个店铺日' },
}
const rateText = {
  en: 'Converted at 1 {from} = {rate} {to} (rate of {since})',
  ja: '1 {from} = {rate} {to}で換算（{since}のレート）',
  'zh-CN': '按1 {from} = {rate} {to}换算（{since}汇率）',
}
const rangeText = {
  en: 'Converted at 1 {from} = {low} to {high} {to} ({count} rates of {first} to {last})',
  ja: '1 {from} = {low}〜{high} {to}で換算（{first}〜{last}の{count}件のレート）',
  'zh-CN': '按1 {from} = {low}至{high} {to}换算（{first}至{last}共{count}个汇率）',
}
const footnotes = {
  allProvisional: {
    en: 'provisional, may still change',
    ja: '速報値（今後変わることがあります）',
    'zh-CN': '暂定数据，可能更新',
  },
  provisionalFrom: {
    en: 'final through {last}, provisional since: may still change',
    ja: '{last}まで確定、以降は速報値（今後変わることがあります）',
    'zh-CN': '{last}及以前已定稿，之后为暂定数据，可能更新',
  },
  provisional: {
    en: '* provisional, may still change',
    ja: '* 速報値（今後変わることがあります）',
    'zh-CN': '* 暂定，数据可能更新',
  },
  corrected: { en: '† corrected afterwards: {days}', ja: '† 修正済み：{days}', 'zh-CN': '† 已修正：{days}' },
  summed: {
    en: '{kpi}: target is the sum of the stores’ targets',
    ja: '{kpi}：目標は各店舗の目標の合計',
    'zh-CN': '{kpi}：目标为各店铺目标之和',
  },
  belowSample: { en: '‡ too few cases to judge', ja: '‡ 件数が少なく判定できません', 'zh-CN': '‡ 样本太少，不作判断' },
}
const notCounted = {
  silent: {
    en: 'not counted: {stores} (no figures)',
    ja: '対象外：{stores}（データなし）',
    'zh-CN': '未计入：{stores}（无数据）',
  },
  running: {
    en: 'not counted: {stores} (day still running)',
    ja: '対象外：{stores}（当日集計中）',
    'zh-CN': '未计入：{stores}（当天未结束）',
  },
  ahead: {
    en: 'not counted: {stores} (day not begun there)',
    ja: '対象外：{stores}（現地ではまだ前日）',
    'zh-CN': '未计入：{stores}（当地尚未到这一天）',
  },
  otherwise: {
    en: 'not counted: {stores} (visits are counted differently there)',
    ja: '対象外：{stores}（訪問の数え方が異なるため）',
    'zh-CN': '未计入：{stores}（访问的统计口径不同）',
  },
  compared: {
    en: 'change without {stores} (nothing to compare with)',
    ja: '増減の対象外：{stores}（比較データなし）',
    'zh-CN': '变化不含{stores}（无可比数据）',
  },
} satisfies Record<string, Localized>
const lackingText = {
  en: '{kpi} is incomplete: no figures for {parts}',
  ja: '{kpi}は一部未集計：{parts}のデータなし',
  'zh-CN': '{kpi}不完整：缺少{parts}',
}
const andMore = { en: '{some} and {count} more', ja: '{some}ほか{count}件', 'zh-CN': '{some}等{count}项' }
const closedText = { en: 'closed days up to {day}', ja: '{day}までの確定日', 'zh-CN': '截至{day}的完整日期' }
const listBreak = { en: ', ', ja: '、', 'zh-CN': '、' }
const sentenceBreak = { en: ' · ', ja: '・', 'zh-CN': '；' }

/** The signs behind a value; each is explained by `footnote`. No star where all values are provisional. */
export function marks(quality: Quality, allProvisional: boolean): string {
  const star = quality.provisional && !allProvisional ? '*' : ''
  return `${star}${quality.corrected.length > 0 ? '†' : ''}${quality.belowSample ? '‡' : ''}`
}

/** Whether every value shown may still change: said once below instead of behind each value. */
export function areAllProvisional(figures: readonly Figure[]): boolean {
  const shown = figures.filter(figure => figure.value !== null)
  return shown.length > 0 && shown.every(figure => figure.quality.provisional)
}

/** What the signs of these figures mean, only those that occur; `null` when none does. */
export function footnote(figures: readonly Figure[], readOn: Day): TextBlock | null {
  const shown = figures.filter(figure => figure.value !== null).map(figure => figure.quality)
  const summed = figures.filter(figure => figure.target?.summed).map(figure => figure.kpi.label)
  const corrected = [...new Set(shown.flatMap(quality => quality.corrected))].sort()
  const lines = [
    ...provisionalLine(figures, readOn),
    ...(corrected.length > 0 ? [fill(footnotes.corrected, { days: dayList(corrected, readOn) })] : []),
    ...(shown.some(quality => quality.belowSample) ? [footnotes.belowSample] : []),
    ...(summed.length > 0 ? [fill(footnotes.summed, { kpi: join(summed, listBreak) })] : []),
  ]
  return lines.length === 0 ? null : { type: 'text', style: 'muted', text: join(lines, sentenceBreak) }
}

/** Since when figures may still change; with a star in front where that is said of some values alone. */
function provisionalLine(figures: readonly Figure[], readOn: Day): readonly Localized[] {
  const young = figures.filter(({ value, quality }) => value !== null && quality.provisional)
  if (young.length === 0) return []
  const all = areAllProvisional(figures)
  const since = young.map(({ quality, period }) => quality.provisionalFrom ?? period.from).sort()[0] ?? ''
  if (young.some(({ period }) => since <= period.from)) return [all ? footnotes.allProvisional : footnotes.provisional]
  const text = fill(footnotes.provisionalFrom, { last: dayList([shiftDays(since, -1)], readOn) })
  return [all ? text : join([verbatim('* '), text], verbatim(''))]
}

/** Which stores do not count, and which parts are missing; `null` where all is there. */
export function exceptions(figures: readonly Figure[]): TextBlock | null {
  const shown = figures.filter(figure => figure.value !== null || figure.unbounded || figure.target)
  const lines = [...leftOutLines(shown), ...shown.flatMap(lackingLine)]
  return lines.length === 0 ? null : { type: 'text', style: 'muted', text: join(lines, sentenceBreak) }
}

function leftOutLines(figures: readonly Figure[]): readonly Localized[] {
  const left = figures.flatMap(figure => figure.leftOut ?? [])
  const why = (reason: LeftOut['why']) => left.filter(one => one.why === reason).map(one => one.store)
  const known = figures.filter(figure => figure.comparison?.change != null)
  const incomparable = known.flatMap(figure => figure.comparison?.leftOut ?? [])
  const line = (text: Localized, stores: readonly Store[]) =>
    stores.length === 0 ? [] : [fill(text, { stores: storeNames(stores) })]
  return [
    ...line(notCounted.silent, why('silent')),
    ...line(notCounted.running, why('running')),
    ...line(notCounted.ahead, why('ahead')),
    ...line(notCounted.otherwise, why('otherwise')),
    ...line(notCounted.compared, incomparable),
  ]
}

function lackingLine({ kpi, value, unbounded, lacking = [] }: Figure): readonly Localized[] {
  if (lacking.length === 0 || (value === null && !unbounded)) return []
  return [fill(lackingText, { kpi: kpi.label, parts: firstOf(lacking.map(id => names([id]))) })]
}

/** Names are told up to so many (judgement, what fits on two lines of a phone); the rest is counted. */
const fewNames = 4

/** Stores by name, a few of them. */
export function storeNames(stores: readonly Store[]): Localized {
  return firstOf([...new Map(stores.map(store => [store.id, verbatim(store.name)])).values()])
}

/** Chinese counts all with 等, the others what is left out. */
function firstOf(all: readonly Localized[]): Localized {
  if (all.length <= fewNames + 1) return join(all)
  const some = join(all.slice(0, fewNames))
  return localized(locale => {
    const count = locale === 'zh-CN' ? all.length : all.length - fewNames
    return fill(andMore, { some, count })[locale]
  })
}

/** Up to which day running periods count; `null` where all are over. */
function closedLine(figures: readonly Figure[], readOn: Day): Localized | null {
  const days = figures.flatMap(figure => (figure.value !== null && figure.closedTo ? [figure.closedTo] : []))
  const last = days.sort().at(-1)
  return last === undefined ? null : fill(closedText, { day: formatDay(last, { weekday: false, readOn }) })
}

/** `26 of 30 days` or `1 of 2 stores` where something is missing, else `null`. */
export function completeness({ quality, place, period }: Figure): Localized | null {
  if (quality.daysWithData >= quality.daysExpected) return null
  const oneDay = period.from === period.to
  // what looks back, such as stock by the pace of four weeks, counts days of stores on a single day, too
  const byStore = oneDay && quality.daysExpected <= place.stores.length
  const what = place.stores.length < 2 ? 'days' : byStore ? 'stores' : 'storeDays'
  const counts = { have: formatCount(quality.daysWithData), due: formatCount(quality.daysExpected) }
  return fill(someMissing[what], counts)
}

/** In which zone times are shown, and whether it is said because readers may be elsewhere. */
export interface ShownZone {
  readonly zone: string
  readonly named?: boolean
  /** The reader's day; absent: as if it were in the year in which the period ends. */
  readonly today?: Day
}

/** The day on which figures are read; where that is not known, one of the year in which their period ends. */
export function readingDay([first]: readonly Figure[], { today }: ShownZone): Day {
  return today ?? first?.period.to ?? ''
}

/** When the newest data came and what is missing; `null` when there is nothing to say. */
export function asOfLine(figures: readonly Figure[], shown: ShownZone): TextBlock | null {
  const { zone, named = false } = shown
  const readOn = readingDay(figures, shown)
  const newest = latest(figures)
  const worst = minComplete(figures)
  const closed = closedLine(figures, readOn)
  const parts = [
    ...(closed ? [closed] : []),
    ...(newest ? [fill(asOfText, { time: formatDateTime(newest, zone, { named, readOn }) })] : []),
    ...(worst ? [missingText(worst, readOn)] : []),
  ]
  return parts.length === 0 ? null : { type: 'text', style: 'muted', text: join(parts, sentenceBreak) }
}

/** The exchange rates behind the figures, each once. */
export function ratesLine(rates: readonly RateUsed[]): TextBlock | null {
  const unique = new Map(rates.map(rate => [`${rate.from}/${rate.to}/${rate.since}`, rate]))
  if (unique.size === 0) return null
  const pairs = new Map<string, RateUsed[]>()
  for (const rate of unique.values()) {
    const key = `${rate.from}/${rate.to}`
    pairs.set(key, [...(pairs.get(key) ?? []), rate])
  }
  const lines = [...pairs.values()].flatMap(ratesOfPair)
  return { type: 'text', style: 'muted', text: join(lines, sentenceBreak) }
}

/** One or two rates as they are; more of a long time as a range. */
function ratesOfPair(rates: readonly RateUsed[]): readonly Localized[] {
  if (rates.length <= 2) return rates.map(rate => fill(rateText, { ...rate }))
  const sorted = [...rates].sort((a, b) => Number(a.rate) - Number(b.rate))
  const days = rates.map(rate => rate.since).sort()
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (!low || !high) return []
  const range = { from: low.from, to: low.to, low: low.rate, high: high.rate }
  return [fill(rangeText, { ...range, count: rates.length, first: days[0] ?? '', last: days.at(-1) ?? '' })]
}

/** Why values are missing although there is data, each reason once. */
export function problemLines(figures: readonly Pick<Figure, 'problem'>[]): readonly TextBlock[] {
  const problems = figures.flatMap(figure => (figure.problem ? [figure.problem] : []))
  const unique = [...new Map(problems.map(problem => [problem.en, problem])).values()]
  return unique.map(text => ({ type: 'text', text }))
}

function latest(figures: readonly Figure[]): Date | null {
  const times = figures.flatMap(figure => (figure.quality.asOf ? [figure.quality.asOf.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.max(...times))
}

function minComplete(figures: readonly Figure[]): Figure | null {
  const share = (figure: Figure) => figure.quality.daysWithData / Math.max(1, figure.quality.daysExpected)
  const gaps = figures.filter(figure => figure.quality.daysWithData > 0 && share(figure) < 1)
  return gaps.sort((a, b) => share(a) - share(b))[0] ?? null
}

function missingText(figure: Figure, readOn: Day): Localized {
  const { quality, place, kpi } = figure
  const oneDay = figure.period.from === figure.period.to ? completeness(figure) : null
  const text =
    oneDay ??
    fill(place.stores.length > 1 ? dataStoreDays : dataDays, {
      have: formatCount(quality.daysWithData),
      due: formatCount(quality.daysExpected),
      days: quality.missing.length > 0 ? dayList(quality.missing, readOn) : verbatim('–'),
    })
  return fill({ en: '{kpi}: {text}', ja: '{kpi}：{text}', 'zh-CN': '{kpi}：{text}' }, { kpi: kpi.label, text })
}
