import type { Text } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import type { TrendChart } from '#src/domain/chart.ts'
import { formatShort } from '#src/i18n/format/index.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { StyledLine } from './value-marks.ts'

/** A label to the right of the plot, beside `value`: rows that belong together. */
export interface LabelDraft {
  readonly value: number
  readonly rows: readonly LabelRow[]
}

export interface LabelRow {
  readonly text: string
  readonly size: number
  readonly bold: boolean
  readonly fill: string
}

/** Whose labels they are, and how wide the whole picture is. */
export interface LabelRoom {
  readonly locale: Locale
  readonly setter: Typesetter
  readonly width: number
}

const widestName = 210
const targetWord: Localized = { en: 'Target', ja: '目標', 'zh-CN': '目标' }

/** The last value of the main line, the target, and the names of the other lines, each beside its end. */
export function draftLabels(chart: TrendChart, lines: readonly StyledLine[], room: LabelRoom): readonly LabelDraft[] {
  const { locale } = room
  const drafts = lines.flatMap(line => lineLabel(chart, line, lines, room))
  return [...drafts, ...fanLabel(chart, locale), ...targetLabel(chart, locale)]
}

function lineLabel(
  chart: TrendChart,
  line: StyledLine,
  lines: readonly StyledLine[],
  { locale, setter, width }: LabelRoom,
): readonly LabelDraft[] {
  const last = line.points.at(-1)
  if (!last) return []
  const fill = line.isMain && last.dim ? colours.muted : line.colour
  const name = { size: sizes.small, bold: false, fill: line.isMain || lines.length > 2 ? fill : colours.muted }
  const widest = Math.min(widestName, width / 5)
  const names = setter.wrap(line.label[locale], name, [widest, widest]).map(text => ({ ...name, text }))
  if (!line.isMain) return [{ value: last.value, rows: names }]
  const text = formatShort(last.value, chart.unit, chart.currency)[locale]
  const value = { text, size: 32, bold: true, fill }
  return [{ value: last.value, rows: lines.length > 1 ? [value, ...names.slice(0, 1)] : [value] }]
}

/** What the last day to come is told to be. */
function fanLabel({ fan, unit, currency }: TrendChart, locale: Locale): readonly LabelDraft[] {
  const last = fan?.points.at(-1)
  if (!fan || !last) return []
  const name = { text: fan.label[locale], size: sizes.small, bold: false, fill: colours.main }
  const value = {
    text: formatShort(last.value, unit, currency)[locale],
    size: sizes.label,
    bold: true,
    fill: colours.main,
  }
  return [{ value: last.value, rows: [name, value] }]
}

function targetLabel(chart: TrendChart, locale: Locale): readonly LabelDraft[] {
  const last = chart.target.filter(({ value }) => value !== null).at(-1)
  if (!last || last.value === null) return []
  const short = (value: number) => formatShort(value, chart.unit, chart.currency)[locale]
  const text = last.high == null ? short(last.value) : `${short(last.value)}–${short(last.high)}`
  const limit = chart.better === 'lower' && last.high == null ? `≤ ${text}` : text
  const value = last.high == null ? last.value : (last.value + last.high) / 2
  const word = { text: targetWord[locale], size: sizes.small, bold: false, fill: colours.target }
  return [{ value, rows: [word, { text: limit, size: sizes.label, bold: true, fill: colours.target }] }]
}

/** The room that labels need to the right of the plot. */
export function labelsWidth(labels: readonly LabelDraft[], setter: Typesetter): number {
  return Math.max(0, ...labels.flatMap(label => label.rows.map(row => setter.width(row.text, row))))
}

/** A label and the pixel at which its middle should stand. */
export interface WantedLabel {
  readonly y: number
  readonly rows: readonly LabelRow[]
}

const between = 6

/** Sets labels near their lines without covering each other, all between `top` and `bottom`. */
export function layEndLabels(labels: readonly WantedLabel[], x: number, top: number, bottom: number): readonly Text[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y)
  const tops: number[] = []
  let free = top
  for (const label of sorted) {
    const at = Math.max(free, label.y - heightOf(label) / 2)
    tops.push(at)
    free = at + heightOf(label) + between
  }
  let limit = bottom
  for (const [index, label] of [...sorted.entries()].reverse()) {
    const at = Math.min(tops[index] ?? 0, limit - heightOf(label))
    tops[index] = at
    limit = at - between
  }
  return sorted.flatMap((label, index) => rowTexts(label, x, tops[index] ?? 0))
}

function rowTexts(label: WantedLabel, x: number, top: number): readonly Text[] {
  let y = top
  return label.rows.map(row => {
    y += lineHeight(row)
    return { ...row, x, y: y - row.size * 0.28 }
  })
}

function heightOf(label: WantedLabel): number {
  let height = 0
  for (const row of label.rows) height += lineHeight(row)
  return height
}

function lineHeight(row: LabelRow): number {
  return row.size * 1.25
}
