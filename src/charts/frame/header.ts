import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours, page, sizes } from '#src/charts/theme.ts'
import type { Part, TopPart } from './part.ts'

export interface HeaderTexts {
  readonly title: string
  readonly subtitle: string
  readonly stamp: string
}

const titleLine = 50
const subtitleLine = 36

/** Title and subtitle from the left edge, two lines each at most; the stamp in the corner. */
export function layHeader({ title, subtitle, stamp }: HeaderTexts, setter: Typesetter): TopPart {
  const corner = layStamp(stamp, setter)
  const room = page.width - 2 * page.margin
  const titleStyle = { size: sizes.title, bold: true }
  const titles = setter.wrap(title, titleStyle, [room - corner.width, room - corner.width])
  const subtitles = setter.wrap(subtitle, { size: sizes.subtitle }, [room, room])
  const below = page.margin - 6 + titles.length * titleLine
  return {
    texts: [
      ...titles.map((text, line) => ({
        x: page.margin,
        y: page.margin - 6 + 38 + line * titleLine,
        text,
        size: sizes.title,
        fill: colours.ink,
        bold: true,
      })),
      ...subtitles.map((text, line) => ({
        x: page.margin,
        y: below + 28 + line * subtitleLine,
        text,
        size: sizes.subtitle,
        fill: colours.muted,
      })),
      ...corner.texts,
    ],
    shapes: corner.shapes,
    bottom: below + subtitles.length * subtitleLine,
  }
}

interface Stamp extends Part {
  readonly width: number
}

function layStamp(stamp: string, setter: Typesetter): Stamp {
  const style = { size: sizes.stamp, bold: true }
  const text = setter.fit(stamp, style, 260)
  if (text === '') return { texts: [], shapes: [], width: 0 }
  const width = setter.width(text, style) + 28
  const x = page.width - page.margin - width
  const y = page.margin - 2
  return {
    texts: [{ x: x + 14, y: y + 27, text, size: sizes.stamp, bold: true, fill: colours.muted }],
    shapes: [{ kind: 'box', x, y, width, height: 38, radius: 8, fill: colours.track }],
    width: width + 24,
  }
}
