import { axisCaption, tickLabels, writtenScale } from '#src/charts/axis/numbers.ts'
import { type ValueAxis, valueAxis } from '#src/charts/axis/value-axis.ts'
import { layHeader } from '#src/charts/frame/header.ts'
import type { TopPart } from '#src/charts/frame/part.ts'
import type { PlotArea } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { sizes } from '#src/charts/theme.ts'
import type { TrendChart } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { type Days, daysOf } from './days.ts'
import { draftLabels, type LabelDraft, labelsWidth } from './end-labels.ts'
import { pictureFrame, type TrendFrame } from './frame.ts'
import { keysOf } from './keys.ts'
import { styledLines } from './lines.ts'
import { type PlacedNote, placeNotes } from './note-marks.ts'
import type { StyledLine } from './value-marks.ts'

/** Everything that the parts of a trend need to know of each other. */
export interface TrendLayout {
  readonly chart: TrendChart
  readonly locale: Locale
  readonly setter: Typesetter
  readonly frame: TrendFrame
  readonly header: TopPart
  readonly days: Days
  readonly lines: readonly StyledLine[]
  readonly notes: readonly PlacedNote[]
  readonly axis: ValueAxis
  readonly tickTexts: readonly string[]
  readonly caption: string
  readonly labels: readonly LabelDraft[]
  readonly area: PlotArea
  /** Base line of the names of holidays and events; `null` when there are none. */
  readonly namesY: number | null
  /** Where what stands under the plot may start. */
  readonly below: number
}

// Heights of the rows around the plot, in pixels.
const rows = { keys: 46, noKeys: 18, markers: 52, days: 50, names: 32, end: 14, minPlot: 330, barePlot: 220 } as const

/** Divides the picture: rows above and below first, then the plot between the widths of its labels. */
export function layoutTrend(
  chart: TrendChart,
  locale: Locale,
  setter: Typesetter,
  frame: TrendFrame = pictureFrame,
): TrendLayout {
  const texts = { title: chart.title[locale], subtitle: chart.subtitle[locale], stamp: chart.stamp?.[locale] ?? '' }
  const header = frame.bare ? nothingAbove : layHeader(texts, setter)
  const days = daysOf(chart)
  const lines = styledLines(chart, days)
  const notes = placeNotes(chart, days)
  const axis = trendAxis(chart, lines)
  const tickTexts = tickLabels(axis.ticks, chart.unit, writtenScale(chart.unit, chart.currency), locale)
  const labels = draftLabels(chart, lines, { locale, setter, width: frame.width })
  const hasNames = chart.shades.some(shade => shade.kind !== 'weekend' && shade.label)
  const unit = axisCaption(chart.unit, chart.currency, locale)
  const caption = chart.unit === 'money' && !frame.bare && texts.subtitle.includes(unit) ? '' : unit
  const hasKeys = caption !== '' || keysOf(lines).length > 0
  const y = header.bottom + (hasKeys ? rows.keys : rows.noKeys) + (notes.length > 0 ? rows.markers : 12)
  const under = rows.days + (hasNames ? rows.names : 0) + rows.end
  const height = Math.max(frame.bare ? rows.barePlot : rows.minPlot, frame.height - y - under)
  const left = frame.margin + Math.max(...tickTexts.map(text => setter.width(text, { size: sizes.axis }))) + 16
  const right = frame.width - frame.margin - (labels.length > 0 ? labelsWidth(labels, setter) + 22 : 0)
  const across = [-0.5, days.count - 0.5] as const
  return {
    chart,
    locale,
    setter,
    frame,
    header,
    days,
    lines,
    notes,
    axis,
    tickTexts,
    labels,
    caption,
    area: { x: left, y, width: right - left, height, across, up: [axis.bottom, axis.top] },
    namesY: hasNames ? y + height + rows.days + 20 : null,
    below: y + height + under,
  }
}

const nothingAbove: TopPart = { texts: [], shapes: [], bottom: 0 }

function trendAxis(chart: TrendChart, lines: readonly StyledLine[]): ValueAxis {
  const targets = chart.target.flatMap(({ value, high }) => [value, high ?? null])
  const told = chart.fan?.points.flatMap(({ value, low, high }) => [value, low, high]) ?? []
  const values = [...lines.flatMap(line => line.points.map(point => point.value)), ...targets, ...told]
  const known = values.filter(value => value !== null)
  return valueAxis(known, chart.unit, writtenScale(chart.unit, chart.currency))
}
