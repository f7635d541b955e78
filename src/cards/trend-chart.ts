import type { ImageBlock } from '#src/chat/card.ts'
import type { ChartFan, ChartLine, ChartShade, TrendChart } from '#src/domain/chart.ts'
import type { Series, SeriesPoint } from '#src/domain/figure.ts'
import { sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { showExact } from './figure-cells.ts'
import { chartNotes, type ShownNote } from './notes-list.ts'
import { unboundedText } from './unbounded-text.ts'
import { words } from './words.ts'

/** What a trend picture shows. */
export interface TrendPicture {
  readonly series: Series
  /** The same KPI in an earlier period, laid over the days of this one; absent without comparison. */
  readonly before?: Series
  readonly notes: readonly ShownNote[]
  readonly shades: readonly ChartShade[]
  /** Days to come, as they are told. */
  readonly fan?: ChartFan
}

const subtitle = { en: '{place} · {days}', ja: '{place}・{days}', 'zh-CN': '{place} · {days}' }
const converted = {
  en: '{text} · converted to {currency}',
  ja: '{text}・{currency}換算',
  'zh-CN': '{text} · 折算为{currency}',
}
const inCurrency = { en: '{text} · {currency}', ja: '{text}・{currency}', 'zh-CN': '{text} · {currency}' }
const beforeLabel = { en: 'Same weekdays before', ja: '前の同じ曜日', 'zh-CN': '之前的同星期' }
const alt = {
  en: '{kpi}, {place}, {days}: latest {last} ({lastDay}), lowest {low} ({lowDay}), highest {high} ({highDay})',
  ja: '{kpi}、{place}、{days}：最新{last}（{lastDay}）、最小{low}（{lowDay}）、最大{high}（{highDay}）',
  'zh-CN': '{kpi}，{place}，{days}：最新{last}（{lastDay}），最低{low}（{lowDay}），最高{high}（{highDay}）',
}
const altEmpty = {
  en: '{kpi}, {place}, {days}: no data',
  ja: '{kpi}、{place}、{days}：データなし',
  'zh-CN': '{kpi}，{place}，{days}：暂无数据',
}

/** The picture of a KPI over days, as a block that is drawn when it is shown. */
export function trendImage(picture: TrendPicture): ImageBlock {
  return { type: 'image', picture: { drawing: 'trend', data: trendChart(picture) }, alt: trendAlt(picture.series) }
}

/** What the picture is drawn from. */
export function trendChart({ series, before, notes, shades, fan }: TrendPicture): TrendChart {
  return {
    title: series.kpi.label,
    subtitle: chartSubtitle(series),
    unit: series.kpi.unit,
    currency: series.currency,
    better: series.kpi.better,
    lines: [mainLine(series), ...(before ? [beforeLine(before, series)] : [])],
    target: series.points.map(({ day, target, targetHigh }) =>
      targetHigh === undefined ? { day, value: target } : { day, value: target, high: targetHigh },
    ),
    notes: chartNotes(notes),
    shades,
    ...(fan ? { fan } : {}),
    ...stampOf(series.place),
  }
}

/** The demo stamp where demo stores are shown. */
export function stampOf(place: ResolvedPlace): { readonly stamp?: Localized } {
  return place.stores.some(store => store.demo) ? { stamp: words.demoStamp } : {}
}

function chartSubtitle(series: Series): Localized {
  const text = fill(subtitle, {
    place: series.place.label,
    days: formatDays(series.period.from, series.period.to, { year: true }),
  })
  if (series.currency === null) return text
  return fill(series.rates.length > 0 ? converted : inCurrency, { text, currency: series.currency })
}

function mainLine(series: Series): ChartLine {
  return {
    label: series.kpi.label,
    points: series.points.map(point => ({
      day: point.day,
      value: point.value,
      ...(point.provisional ? { provisional: true } : {}),
      ...(point.belowSample ? { dim: true } : {}),
    })),
  }
}

function beforeLine(before: Series, series: Series): ChartLine {
  const points = series.points.map((point, index) => ({ day: point.day, value: before.points[index]?.value ?? null }))
  const usual = sameWeekdaysBefore(series.period)
  return { label: before.period.from === usual.from ? beforeLabel : before.period.label, points }
}

function trendAlt(series: Series): Localized {
  const { kpi, place, period, currency } = series
  const known = series.points.filter(point => point.value !== null)
  const newest = series.points.findLast(point => point.value !== null || point.unbounded)
  const names = { kpi: kpi.label, place: place.label, days: formatDays(period.from, period.to, { year: true }) }
  const sorted = [...known].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  const [last, low, high] = [known.at(-1), sorted[0], sorted.at(-1)]
  if (!last || !low || !high) return fill(altEmpty, names)
  const show = ({ value, exact }: SeriesPoint) => showExact(value, exact, { kpi, currency })
  const dayOf = ({ day }: { readonly day: string }) =>
    formatDay(day, { year: period.from.slice(0, 4) !== period.to.slice(0, 4) })
  return fill(alt, {
    ...names,
    last: newest?.unbounded ? unboundedText(newest.unbounded) : show(last),
    lastDay: dayOf(newest ?? last),
    low: show(low),
    lowDay: dayOf(low),
    high: show(high),
    highDay: dayOf(high),
  })
}
