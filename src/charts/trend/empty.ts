import type { Part } from '#src/charts/frame/part.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { TrendLayout } from './layout.ts'

const nothing: Localized = {
  en: 'No data for these days yet',
  ja: 'この期間のデータはまだありません',
  'zh-CN': '这段时间还没有数据',
}

/** Says in the middle of the plot that there is nothing to see, so that nobody takes it for a broken picture. */
export function emptyNote({ lines, area, locale, setter }: TrendLayout): Part {
  if (lines.some(line => line.points.length > 0)) return { texts: [], shapes: [] }
  const x = area.x + area.width / 2
  const y = area.y + area.height / 2
  const text = nothing[locale]
  const width = setter.width(text, { size: sizes.label }) + 48
  return {
    texts: [{ x, y: y + 10, text, size: sizes.label, fill: colours.muted, anchor: 'middle' }],
    shapes: [{ kind: 'polygon', points: box(x, y, width / 2, 32), fill: colours.paper }],
  }
}

// A polygon, because it must lie over the grounds of the days.
function box(x: number, y: number, w: number, h: number): readonly (readonly [number, number])[] {
  return [
    [x - w, y - h],
    [x + w, y - h],
    [x + w, y + h],
    [x - w, y + h],
  ]
}
