import { families } from '#src/charts/fonts/index.ts'
import { colours } from '#src/charts/theme.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { isBehind, type PictureModel, type Shape, type Text } from './picture.ts'
import { plotSvg } from './plot-svg.ts'

/** The whole picture as SVG, with the faces of a language. */
export async function toSvg(picture: PictureModel, locale: Locale): Promise<string> {
  const plots: string[] = []
  for (const plot of picture.plots) plots.push(await plotSvg(plot))
  const { width, height } = picture
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...picture.shapes.filter(isBehind).map(shapeSvg),
    ...plots,
    ...picture.shapes.filter(shape => !isBehind(shape)).map(shapeSvg),
    `<g font-family="${families[locale].join(', ')}">`,
    ...picture.texts.map(textSvg),
    '</g></svg>',
  ].join('')
}

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'box': {
      const { x, y, width, height, radius = 0, fill, stroke } = shape
      return `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}" rx="${radius}" fill="${fill}"${strokeOf(stroke)}/>`
    }
    case 'circle':
      return `<circle cx="${r(shape.x)}" cy="${r(shape.y)}" r="${shape.radius}" fill="${shape.fill}"${strokeOf(shape.stroke)}/>`
    case 'line':
      return `<polyline points="${pointsOf(shape.points)}" fill="none" stroke="${shape.stroke}" stroke-width="${shape.width}" stroke-linejoin="round" stroke-linecap="round" stroke-dasharray="${shape.dash?.join(' ') ?? 'none'}"/>`
    case 'polygon':
      return `<polygon points="${pointsOf(shape.points)}" fill="${shape.fill}"/>`
    default:
      return shape satisfies never
  }
}

function textSvg({ x, y, text, size, fill, bold, anchor, halo }: Text): string {
  const weight = bold ? ' font-weight="700"' : ''
  const around = halo ? ` stroke="${colours.paper}" stroke-width="7" stroke-linejoin="round" paint-order="stroke"` : ''
  const align = anchor && anchor !== 'start' ? ` text-anchor="${anchor}"` : ''
  return `<text x="${r(x)}" y="${r(y)}" font-size="${size}" fill="${fill}"${weight}${align}${around}>${escapeXml(text)}</text>`
}

function strokeOf(stroke: string | undefined): string {
  return stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="3"`
}

function pointsOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y]) => `${r(x)},${r(y)}`).join(' ')
}

function r(value: number): number {
  return Math.round(value * 100) / 100
}

/** Makes a text safe between tags and in quotes. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
