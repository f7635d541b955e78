import { daysLabel } from '#src/charts/axis/day-axis.ts'
import { joinParts, type Part, type TopPart } from '#src/charts/frame/part.ts'
import { middle } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours, page, sizes } from '#src/charts/theme.ts'
import type { ChartNote } from '#src/domain/chart.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import type { TrendLayout } from './layout.ts'
import { numeral, type PlacedNote, radius } from './note-marks.ts'

const older = {
  en: '+{count} earlier notes',
  ja: 'ほかに以前のメモ{count}件',
  'zh-CN': '另有 {count} 条更早的备注',
}

const textLine = 36
const betweenNotes = 12
const numberColumn = 50

/** The numbers explained under the plot: days, what was written (two lines at most), who wrote it. */
export function noteLegend({ notes, below, locale, setter }: TrendLayout): TopPart {
  const rows = notes.filter(({ number }) => number !== null)
  const days = rows.map(({ note }) => daysLabel(note.from, note.to, locale))
  const daysWidth = Math.max(0, ...days.map(text => setter.width(text, { size: sizes.label, bold: true })))
  const parts: Part[] = []
  let y = below
  for (const [index, row] of rows.entries()) {
    const lines = noteLines(row.note, page.margin + numberColumn + daysWidth + 22, y, setter)
    parts.push(rowHead(row, days[index] ?? '', y), lines)
    y = lines.bottom + betweenNotes
  }
  const hidden = notes.length - rows.length
  if (hidden > 0) parts.push(olderNotes(hidden, y, locale))
  return { ...joinParts(parts), bottom: y + (hidden > 0 ? textLine : 0) }
}

function rowHead({ number }: PlacedNote, days: string, top: number): Part {
  const x = page.margin + radius
  const y = top + textLine / 2
  const text = { x: page.margin + numberColumn, y: y + sizes.label * middle, text: days, size: sizes.label }
  return {
    texts: [numeral(x, y, number ?? 0), { ...text, bold: true, fill: colours.text }],
    shapes: [{ kind: 'circle', x, y, radius, fill: colours.note }],
  }
}

function olderNotes(count: number, top: number, locale: Locale): Part {
  const text = fill(older, { count })[locale]
  const place = { x: page.margin + numberColumn, y: top + 26 }
  return { texts: [{ ...place, text, size: sizes.small, fill: colours.muted }], shapes: [] }
}

// The author stands behind the last line, or on a second one where the first is full.
function noteLines(note: ChartNote, x: number, top: number, setter: Typesetter): TopPart {
  const style = { size: sizes.label }
  const room = page.width - page.margin - x
  const author = setter.fit(note.author, { size: sizes.small }, 260)
  const authorRoom = author === '' ? 0 : setter.width(author, { size: sizes.small }) + authorGap
  const lines = setter.wrap(note.text, style, [room, room - authorRoom])
  const lastWidth = setter.width(lines.at(-1) ?? '', style)
  const isFull = lines.length === 1 && lastWidth + authorRoom > room
  const count = isFull ? 2 : Math.max(lines.length, 1)
  const base = top + textLine / 2 + sizes.label * middle
  const texts = lines.map((text, line) => ({ x, y: base + line * textLine, text, ...style, fill: colours.ink }))
  const authorX = isFull ? x : x + lastWidth + authorGap
  const signature = {
    x: authorX,
    y: base + (count - 1) * textLine,
    text: author,
    size: sizes.small,
    fill: colours.muted,
  }
  return { texts: [...texts, signature], shapes: [], bottom: top + count * textLine }
}

const authorGap = 20
