import { dayIndex } from '#src/charts/axis/day-axis.ts'
import type { Part } from '#src/charts/frame/part.ts'
import { pixelX, type RectMark, type Text } from '#src/charts/picture/picture.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import type { ChartShade, TrendChart } from '#src/domain/chart.ts'
import { inside } from './days.ts'
import type { TrendLayout } from './layout.ts'

const fills = { weekend: colours.weekend, holiday: colours.holiday, event: colours.event } as const
const order = ['weekend', 'event', 'holiday'] as const

// Judgement: in a longer span weekends are stripes that only flicker.
const daysWithWeekends = 100

/** The grounds behind the lines; holidays lie over events, events over weekends. */
export function shadeRects({ chart, days, area }: TrendLayout): readonly RectMark[] {
  const [y, y2] = area.up
  const shown = order.flatMap(kind => chart.shades.filter(shade => shade.kind === kind))
  return shown.flatMap(shade => {
    const span = inside(days, shade)
    if (!span || (shade.kind === 'weekend' && days.count > daysWithWeekends)) return []
    return [{ x: span[0] - 0.5, x2: span[1] + 0.5, y, y2, fill: fills[shade.kind] }]
  })
}

/** Names of events and holidays under the plot, each under its days, as far as they fit beside each other. */
export function shadeNames(layout: TrendLayout): Part {
  const { chart, namesY } = layout
  if (namesY === null) return { texts: [], shapes: [] }
  const taken: Place[] = []
  const named = (['event', 'holiday'] as const).flatMap(kind => runs(chart, kind))
  const texts = named.flatMap(shade => {
    const name = placeName(shade, layout)
    if (!name || taken.some(place => name.left < place.right + 14 && name.right > place.left - 14)) return []
    taken.push(name)
    return [nameText(name, shade, namesY)]
  })
  return { texts, shapes: [] }
}

// Days in a row with the same name are named once.
function runs({ shades }: TrendChart, kind: ChartShade['kind']): readonly ChartShade[] {
  const found: ChartShade[] = []
  for (const shade of shades.filter(one => one.kind === kind)) {
    const last = found.at(-1)
    const continues = last?.label?.en === shade.label?.en && last && dayIndex(last.to, shade.from) === 1
    if (last && continues) found[found.length - 1] = { ...last, to: shade.to }
    else found.push(shade)
  }
  return found
}

interface Place {
  readonly text: string
  readonly left: number
  readonly right: number
}

function placeName(shade: ChartShade, { days, area, locale, setter }: TrendLayout): Place | null {
  const span = inside(days, shade)
  const style = { size: sizes.small }
  const text = setter.fit(shade.label?.[locale] ?? '', style, 260)
  if (!span || text === '') return null
  const half = setter.width(text, style) / 2
  const wanted = pixelX(area, (span[0] + span[1]) / 2)
  const x = Math.min(Math.max(wanted, area.x + half), area.x + area.width - half)
  return { text, left: x - half, right: x + half }
}

function nameText({ text, left, right }: Place, shade: ChartShade, y: number): Text {
  const fill = shade.kind === 'event' ? colours.eventText : colours.holidayText
  return { x: (left + right) / 2, y, text, size: sizes.small, fill, anchor: 'middle' }
}
