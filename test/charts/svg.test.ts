import { describe, expect, it } from 'vitest'
import { plan } from '#src/charts/draw.ts'
import { toSvg } from '#src/charts/picture/to-svg.ts'
import { colours } from '#src/charts/theme.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { lineTrend } from './samples.ts'

const svgOf = (request: Parameters<typeof plan>[0]) => toSvg(plan(request, 'en'), 'en')

describe('the drawing of a trend', () => {
  it('leaves a gap open', async () => {
    const values = Array.from({ length: 20 }, (_, day) => (day === 8 ? null : 10 + day))

    const svg = await svgOf(lineTrend(values))

    const paths = [...svg.matchAll(/<path[^>]* d="([^"]*)"[^>]*>/g)].filter(([path]) =>
      path.includes(`stroke="${colours.main}"`),
    )
    const strokes = paths.map(([, d]) => d ?? '').filter(d => /^M[^AZ]*L[^AZ]*$/.test(d))
    expect(strokes).toHaveLength(2)
    expect(strokes.every(d => d.split('M').length === 2)).toBe(true)
  })

  it('escapes what people wrote', async () => {
    const svg = await svgOf(lineTrend([1, 2], { title: verbatim('<script>"&\'') }))

    expect(svg).not.toContain('<script')
    expect(svg).toContain('&#60;script&#62;')
  })

  it('refers to nothing outside', async () => {
    const svg = await svgOf(lineTrend([1, 2], { title: verbatim('https://example.com/a.png') }))

    expect(svg).not.toMatch(/href|url\(|<image|@import/)
  })
})
