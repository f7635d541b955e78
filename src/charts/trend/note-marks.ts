import type { Part } from '#src/charts/frame/part.ts'
import type { PlotArea } from '#src/charts/picture/picture.ts'
import { middle, pixelX, type Shape, type Text } from '#src/charts/picture/picture.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import type { ChartNote, TrendChart } from '#src/domain/chart.ts'
import { type Days, inside } from './days.ts'

/** A note that touches the shown days. `number` is null for the older ones that the legend has no room for. */
export interface PlacedNote {
  readonly note: ChartNote
  readonly span: readonly [number, number]
  readonly number: number | null
}

// Judgement: six explained notes fill a phone; the newest matter most.
const explained = 6

/** Radius of a number's circle, in pixels. */
export const radius = 18
/** The notes in the order of their days; the newest six get a number. */
export function placeNotes(chart: TrendChart, days: Days): readonly PlacedNote[] {
  const touching = chart.notes.flatMap(note => {
    const span = inside(days, note)
    return span ? [{ note, span }] : []
  })
  const sorted = touching.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
  const unnumbered = Math.max(0, sorted.length - explained)
  return sorted.map((one, index) => ({ ...one, number: index < unnumbered ? null : index - unnumbered + 1 }))
}

/** Numbered circles above the plot with a thin rule down on the first day and a bar over all days. */
export function noteMarkers(notes: readonly PlacedNote[], area: PlotArea): Part {
  const y = area.y - 26
  const wanted = notes.map(({ span }) => pixelX(area, span[0]))
  const places = spread(
    wanted,
    notes.map(({ number }) => (number === null ? 16 : 2 * radius + 4)),
    area,
  )
  const shapes: Shape[] = []
  const texts: Text[] = []
  for (const [index, { span, number }] of notes.entries()) {
    const at = wanted[index] ?? 0
    const x = places[index] ?? at
    shapes.push(...reach(span, at, x, y, area))
    if (number === null) shapes.push({ kind: 'circle', x, y, radius: 7, fill: colours.paper, stroke: colours.note })
    else shapes.push({ kind: 'circle', x, y, radius, fill: colours.note })
    if (number !== null) texts.push(numeral(x, y, number))
  }
  return { texts, shapes }
}

function reach(span: readonly [number, number], at: number, x: number, y: number, area: PlotArea): readonly Shape[] {
  const down: Shape = {
    kind: 'line',
    points: [
      [x, y],
      [at, area.y],
      [at, area.y + area.height],
    ],
    stroke: colours.noteRule,
    width: 2,
    dash: [2, 6],
  }
  if (span[0] === span[1]) return [down]
  const bar: Shape = {
    kind: 'line',
    points: [
      [pixelX(area, span[0] - 0.5), area.y],
      [pixelX(area, span[1] + 0.5), area.y],
    ],
    stroke: colours.noteRule,
    width: 7,
  }
  return [down, bar]
}

/** The number of a note in the middle of its circle. */
export function numeral(x: number, y: number, number: number): Text {
  const size = sizes.small
  return { x, y: y + size * middle, text: String(number), size, bold: true, fill: colours.paper, anchor: 'middle' }
}

/** Pushes neighbours apart to the right, then back from the right edge. */
function spread(wanted: readonly number[], widths: readonly number[], area: PlotArea): readonly number[] {
  const gap = (index: number) => ((widths[index] ?? 0) + (widths[index + 1] ?? 0)) / 2
  const places: number[] = []
  for (const [index, x] of wanted.entries()) {
    places.push(index === 0 ? x : Math.max(x, (places[index - 1] ?? 0) + gap(index - 1)))
  }
  let limit = area.x + area.width
  for (let index = places.length - 1; index >= 0; index--) {
    places[index] = Math.min(places[index] ?? 0, limit)
    limit = (places[index] ?? 0) - gap(index - 1)
  }
  return places
}
