import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePng } from '#src/charts/png/encode-png.ts'
import { quantise } from '#src/charts/png/palette.ts'

const rgb = (red: number, green: number, blue: number) => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0

describe('the palette', () => {
  it('keeps every colour exactly while there are few', () => {
    const pixels = Uint32Array.of(rgb(255, 255, 255), rgb(0, 121, 92), rgb(192, 74, 0), rgb(0, 121, 92))

    const { colours, indexes } = quantise(pixels, 64)

    expect([...indexes].map(index => ((colours[index] ?? 0) | 0xff000000) >>> 0)).toEqual([...pixels])
  })

  it('keeps a large area and a far colour before a shade of the area', () => {
    const area = Array.from({ length: 1000 }, () => rgb(255, 255, 255))
    const shade = Array.from({ length: 20 }, () => rgb(240, 240, 240))
    const far = Array.from({ length: 20 }, () => rgb(0, 0, 0))

    const { colours } = quantise(Uint32Array.from([...area, ...shade, ...far]), 2)

    expect(colours).toEqual([0xffffff, 0x000000])
  })

  it('never names more colours than it may, nor one that is not there', () => {
    const picture = fc.array(fc.integer({ min: 0, max: 0xffffff }), { minLength: 1, maxLength: 300 })

    fc.assert(
      fc.property(picture, pixels => {
        const { colours, indexes } = quantise(Uint32Array.from(pixels), 16)

        expect(colours.length).toBeLessThanOrEqual(16)
        expect(indexes).toHaveLength(pixels.length)
        expect([...indexes].every(index => index < colours.length)).toBe(true)
      }),
    )
  })
})

describe('the PNG', () => {
  it('decodes to the pixels that were written', async () => {
    const pixels = Uint32Array.from({ length: 6 * 4 }, (_, index) =>
      rgb(index * 10, 255 - index * 10, (index * 37) % 256),
    )

    const png = encodePng(quantise(pixels, 64), 6, 4)

    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([6, 4])
    const read = Array.from({ length: 24 }, (_, at) =>
      rgb(data[3 * at] ?? 0, data[3 * at + 1] ?? 0, data[3 * at + 2] ?? 0),
    )
    expect(read).toEqual([...pixels])
  })
})
