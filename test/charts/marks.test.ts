import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { plan } from '#src/charts/draw.ts'
import { paint } from '#src/charts/picture/paint.ts'
import type { PictureModel, Plot } from '#src/charts/picture/picture.ts'
import { toSvg } from '#src/charts/picture/to-svg.ts'
import { bars, lineTrend, monthTrend, overview } from './samples.ts'

const area = { x: 20, y: 10, width: 160, height: 80, across: [0, 10], up: [0, 100] } as const
const nothing = { ...area, rects: [], rules: [], lines: [], dots: [] } satisfies Plot
const line = { role: 'main', stroke: '#000000', width: 6, dash: [] }

const pictureOf = (plots: readonly Plot[], width = 200, height = 100): PictureModel => {
  return { width, height, plots, shapes: [], texts: [], missing: [] }
}
const marksOf = (request: Parameters<typeof plan>[0]) => {
  const { plots, width, height } = plan(request, 'en')
  return pictureOf(plots, width, height)
}

/** The share of pixels that Vega's drawing of the same marks has plainly other. */
async function otherThanVega(picture: PictureModel): Promise<number> {
  const ours = paint(picture, 'en')
  const theirs = await sharp(Buffer.from(await toSvg(picture, 'en')))
    .removeAlpha()
    .raw()
    .toBuffer()
  let other = 0
  for (const [at, pixel] of ours.entries()) {
    const apart = [0, 8, 16].map((shift, channel) =>
      Math.abs(((pixel >> shift) & 255) - (theirs[3 * at + channel] ?? 0)),
    )
    if (Math.max(...apart) > 96) other++
  }
  return other / ours.length
}

describe('marks that are drawn without a view of Vega', () => {
  it.each([
    ['a rectangle, whichever corner comes first', { rects: [{ x: 8, x2: 2, y: 20, y2: 90, fill: '#123456' }] }],
    ['a rule', { rules: [{ x: 1, x2: 9, y: 50, y2: 50, stroke: '#d0021b', width: 4, dash: [] }] }],
    ['a dashed rule', { rules: [{ x: 1, x2: 9, y: 20, y2: 80, stroke: '#d0021b', width: 4, dash: [12, 8] }] }],
    [
      'a line with corners and round ends',
      {
        lines: [
          {
            ...line,
            points: [
              [1, 10],
              [5, 90],
              [9, 10],
            ] as const,
          },
        ],
      },
    ],
    ['a line of one point', { lines: [{ ...line, width: 14, points: [[5, 50]] as const }] }],
    [
      'a dashed line',
      {
        lines: [
          {
            ...line,
            dash: [2, 14],
            points: [
              [0, 0],
              [10, 100],
            ] as const,
          },
        ],
      },
    ],
    ['a dot', { dots: [{ x: 5, y: 50, radius: 20, fill: '#ffffff', stroke: '#0a7d34' }] }],
  ])('look the same: %s', async (_, marks) => {
    const drawn = pictureOf([{ ...nothing, ...marks }])

    expect(await otherThanVega(drawn)).toBeLessThan(0.002)
    expect(await otherThanVega({ ...drawn, plots: [{ ...nothing, ...marks, x: area.x + 3 }] })).toBeLessThan(0.002)
    expect(new Set(paint(drawn, 'en')).size).toBeGreaterThan(1)
  })

  it('look the same in whole pictures', async () => {
    for (const request of [monthTrend(), overview(12), bars(), lineTrend([1, null, 3, 2])])
      expect(await otherThanVega(marksOf(request))).toBeLessThan(0.001)
  })

  it('start from clean paper, whatever was drawn before in the same size', () => {
    const clean = paint(pictureOf([nothing]), 'en')
    const dark = paint(pictureOf([{ ...nothing, rects: [{ x: 0, x2: 10, y: 0, y2: 100, fill: '#000000' }] }]), 'en')

    expect(dark).not.toEqual(clean)
    expect(paint(pictureOf([nothing]), 'en')).toEqual(clean)
  })
})
