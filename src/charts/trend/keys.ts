import type { Part } from '#src/charts/frame/part.ts'
import { middle, type Shape, type Text } from '#src/charts/picture/picture.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { TrendLayout } from './layout.ts'
import type { StyledLine } from './value-marks.ts'

const provisional: Localized = { en: 'not final yet', ja: '速報値', 'zh-CN': '数据未定' }
const dim: Localized = { en: 'too few cases to judge', ja: 'サンプル不足', 'zh-CN': '样本不足' }

/** What stands above the plot: the currency or unit on the left, the unusual styles that occur on the right. */
export function layKeys(layout: TrendLayout): Part {
  const { locale, setter, header, caption, frame } = layout
  const y = header.bottom + 26
  const base = { y: y + sizes.small * middle, size: sizes.small, fill: colours.muted }
  const texts: Text[] = caption === '' ? [] : [{ ...base, x: frame.margin, text: caption }]
  const shapes: Shape[] = []
  let x = frame.width - frame.margin
  for (const key of keysOf(layout.lines)) {
    const label = key.label[locale]
    texts.push({ ...base, x, text: label, anchor: 'end' })
    x -= setter.width(label, base) + 12
    shapes.push({
      kind: 'line',
      points: [
        [x - 44, y],
        [x, y],
      ],
      stroke: key.stroke,
      width: 5,
      dash: key.dash,
    })
    x -= 44 + 32
  }
  return { texts, shapes }
}

/** A style of the line and what it means. */
export interface Key {
  readonly label: Localized
  readonly stroke: string
  readonly dash: readonly number[]
}

/** The styles that occur and are not plain. */
export function keysOf(lines: readonly StyledLine[]): readonly Key[] {
  const points = lines.flatMap(line => (line.isMain ? line.points : []))
  const keys: Key[] = []
  if (points.some(point => point.provisional)) keys.push({ label: provisional, stroke: colours.main, dash: [3, 9] })
  if (points.some(point => point.dim)) keys.push({ label: dim, stroke: colours.dim, dash: [] })
  return keys
}
