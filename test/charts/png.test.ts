import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { draw, plan } from '#src/charts/draw.ts'
import { paint } from '#src/charts/picture/paint.ts'
import { encodePng } from '#src/charts/png/encode-png.ts'
import { palette, toRows } from '#src/charts/png/palette.ts'
import { colours } from '#src/charts/theme.ts'
import { locales } from '#src/i18n/locale.ts'
import { bars, monthTrend, overview } from './samples.ts'

const rgb = (red: number, green: number, blue: number) => 0xff000000 | (blue << 16) | (green << 8) | red
const ofTheme = [...Object.values(colours)].flat().map(colour => {
  const value = Number.parseInt(colour.slice(1), 16)
  return rgb(value >> 16, (value >> 8) & 255, value & 255)
})

const requests = () => [monthTrend(), overview(12), bars()]

describe('the palette', () => {
  it('has every colour of the theme exactly', () => {
    const rows = toRows(Int32Array.from(ofTheme), ofTheme.length, 1)

    expect([...rows.subarray(1)].map(index => (palette[index] ?? 0) | 0xff000000)).toEqual(ofTheme)
  })

  it('fits into one byte a pixel', () => {
    expect(palette.length).toBeLessThan(256)
    expect(new Set(palette).size).toBe(palette.length)
  })

  it.each(locales)('stands in for what a picture has without a visible step, in %s', locale => {
    for (const request of requests()) {
      const picture = plan(request, locale)
      const pixels = paint(picture, locale)
      const rows = toRows(pixels, picture.width, picture.height)

      expect(meanDifference(pixels, withoutFilterBytes(rows, picture.width))).toBeLessThan(1)
    }
  })
})

const withoutFilterBytes = (rows: Uint8Array, width: number) => rows.filter((_, at) => at % (width + 1) > 0)

// In steps of 0–255 a channel, over the pixels that are not hit exactly and those that are.
function meanDifference(pixels: Int32Array, indexes: Uint8Array): number {
  let sum = 0
  for (const [at, pixel] of pixels.entries()) {
    const shown = palette[indexes[at] ?? 0] ?? 0
    for (const shift of [0, 8, 16]) sum += Math.abs(((pixel >> shift) & 255) - ((shown >> shift) & 255))
  }
  return sum / 3 / pixels.length
}

describe('the PNG', () => {
  it('decodes to the pixels that were written', async () => {
    const pixels = Int32Array.from({ length: 6 * 4 }, (_, index) => ofTheme[index] ?? 0)

    const png = encodePng(pixels, 6, 4)

    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([6, 4])
    const read = Array.from({ length: 24 }, (_, at) =>
      rgb(data[3 * at] ?? 0, data[3 * at + 1] ?? 0, data[3 * at + 2] ?? 0),
    )
    expect(read).toEqual([...pixels])
  })

  it('is the same on every drawing', async () => {
    for (const request of requests()) {
      const [first, second] = [draw({ request, locale: 'ja' }), draw({ request, locale: 'ja' })]

      expect(Buffer.compare(first.png, second.png)).toBe(0)
    }
  })
})
