import { goalText, showExact } from '#src/cards/figure-cells.ts'
import { trendChart } from '#src/cards/trend-chart.ts'
import { unboundedText } from '#src/cards/unbounded-text.ts'
import { words } from '#src/cards/words.ts'
import { planForPage } from '#src/charts/browser.ts'
import type { PictureModel } from '#src/charts/picture/picture.ts'
import { colours } from '#src/charts/theme.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import type { ChartFan } from '#src/domain/chart.ts'
import type { Series, SeriesPoint } from '#src/domain/figure.ts'
import { monthOf, sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { ReportNote } from '#src/domain/report.ts'
import { isAmount, notesAt, shadesAt } from '#src/features/figures/index.ts'
import { lookAhead } from '#src/features/forecast/index.ts'
import { formatDay, formatShort } from '#src/i18n/format/index.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { Board } from './board.ts'
import type { Filters } from './filters.ts'
import { chosenKpi, type Look, lookAt, trendPeriod } from './look.ts'

/** A day of a chart as it is told in words. */
export interface ChartDay {
  readonly day: string
  readonly label: string
  readonly rows: readonly (readonly [string, string])[]
}

/** What a browser draws a trend from. Colours are names of the page's own: `var(--chart-main)`. */
export interface BoardChart {
  readonly picture: PictureModel
  readonly days: readonly ChartDay[]
}

/** The trend of a board for a width in pixels of the page: the same picture as in chat, with what is to come. */
export async function boardChart(
  board: Board,
  filters: Filters,
  context: CommandContext,
  { locale, width }: { readonly locale: Locale; readonly width: number },
): Promise<BoardChart> {
  const look = await lookAt(board, filters, context)
  const kpi = await chosenKpi(look, context)
  const { reader, place, asked, figures, now } = look
  const period = trendPeriod(look)
  const [series, before, notes, shades, fan] = await Promise.all([
    figures.series(reader, { kpi, place: asked, period, now }),
    figures.series(reader, { kpi, place: asked, period: sameWeekdaysBefore(period), now }),
    board.outside ? [] : notesAt(context.db, reader, place, period, kpi.id),
    shadesAt(figures, place, period),
    fanOf(look, kpi),
  ])
  const known = before.points.some(point => point.value !== null)
  const chart = trendChart({ series, notes, shades, ...(known && { before }), ...(fan && { fan }) })
  const picture = inColoursOfPage(planForPage(chart, locale, width))
  return { picture, days: daysIn({ series, before: known ? before : null, notes, fan, locale }) }
}

/** Where the running month lands, where its days are shown and that can be told. */
async function fanOf(
  { reader, place, period, today, figures, now }: Look,
  kpi: Series['kpi'],
): Promise<ChartFan | null> {
  const month = monthOf(today, today)
  if (!isAmount(kpi) || place.sku !== '' || period.to < month.from) return null
  const outlook = await lookAhead(figures, { reader, kpi, place, period: month, now })
  if (outlook?.forecast.kind !== 'told' || outlook.forecast.days.length === 0) return null
  return { label: texts.fan, points: outlook.forecast.days }
}

interface Told {
  readonly series: Series
  readonly before: Series | null
  readonly notes: readonly ReportNote[]
  readonly fan: ChartFan | null
  readonly locale: Locale
}

/** Every day of the chart in words: what a mouse, a finger or the arrow keys stand on. */
function daysIn({ series, before, notes, fan, locale }: Told): readonly ChartDay[] {
  const { kpi, currency, period } = series
  const label = (day: string) => formatDay(day, { readOn: period.to })[locale]
  const known = series.points.map((point, at): ChartDay => {
    const then = before?.points[at]
    const about = notes.filter(note => note.fromDay <= point.day && point.day <= note.toDay)
    const rows: (readonly [Localized, Localized])[] = [[kpi.label, pointText(point, series)]]
    const goal = targetText(point, series)
    if (goal) rows.push([words.target, goal])
    if (then && then.value !== null) rows.push([texts.before, pointText(then, series)])
    const said = rows.map(([name, value]) => [name[locale], value[locale]] as const)
    return { day: point.day, label: label(point.day), rows: [...said, ...about.map(noteRow)] }
  })
  const told = (fan?.points ?? []).filter(({ day }) => day > period.to)
  const short = (value: number) => formatShort(Math.round(value), kpi.unit, currency)[locale]
  return [
    ...known,
    ...told.map(({ day, value, low, high }): ChartDay => {
      const range = low === null || high === null ? '' : ` (${short(low)} – ${short(high)})`
      return { day, label: label(day), rows: [[texts.fan[locale], `${short(value)}${range}`]] }
    }),
  ]
}

function noteRow(note: ReportNote): readonly [string, string] {
  return [note.authorName, note.text]
}

/** The value of a day in words, with a sign where it may still change. */
export function pointText(point: SeriesPoint, { kpi, currency }: Pick<Series, 'kpi' | 'currency'>): Localized {
  return point.unbounded ? unboundedText(point.unbounded) : showExact(point.value, point.exact, { kpi, currency })
}

/** The target of a day in words; `null` without one. */
export function targetText(point: SeriesPoint, { kpi, currency }: Pick<Series, 'kpi' | 'currency'>): Localized | null {
  const { target, targetHigh = null } = point
  if (target === null) return null
  const band = targetHigh !== null
  return goalText({ value: band ? null : target, low: band ? target : null, high: targetHigh }, kpi, currency)
}

const names = new Map<string, string>(Object.entries(colours).flatMap(([name, value]) => namesOf(name, value)))

function namesOf(name: string, value: string | readonly string[]): readonly [string, string][] {
  const dashed = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  if (typeof value === 'string') return [[value, `var(--chart-${dashed})`]]
  return value.map((one, at) => [one, `var(--chart-${dashed}-${at + 1})`])
}

/** Each colour of the theme by the name that the style of the page gives it, so that it is right in light and dark. */
function inColoursOfPage(picture: PictureModel): PictureModel {
  return JSON.parse(JSON.stringify(picture), (_key, value) => names.get(value) ?? value)
}

const texts = {
  fan: { en: 'Forecast', ja: '予測', 'zh-CN': '预测' },
  before: { en: 'Same weekday before', ja: '前の同じ曜日', 'zh-CN': '之前的同星期' },
} satisfies Record<string, Localized>
