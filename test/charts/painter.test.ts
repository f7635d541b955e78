import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { createPainter } from '#src/charts/painter.ts'
import type { ChartRequest } from '#src/domain/chart.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import { bars, lineTrend, monthTrend, overview } from './samples.ts'

const warnings: object[] = []
const painter = createPainter({ log: { warn: fields => warnings.push(fields) } })
afterAll(() => painter.close())

async function pixels(png: Uint8Array): Promise<Buffer> {
  return await sharp(png).removeAlpha().raw().toBuffer()
}

/** The share of colour values that differ visibly. */
function difference(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) return 1
  let different = 0
  for (const [index, value] of a.entries()) if (Math.abs(value - (b[index] ?? 0)) > 24) different++
  return different / a.length
}

const titled = (title: string) => lineTrend([1, 2, 3], { title: verbatim(title), subtitle: verbatim('') })

describe('the painter', () => {
  it.each([
    ['trend', monthTrend()],
    ['overview', overview(12)],
    ['bars', bars()],
  ])('draws a %s as a PNG of the size that it tells, in every language', async (_name, request) => {
    for (const locale of locales) {
      const { png, width, height } = await painter.draw(request, locale)

      const read = await sharp(png).metadata()
      expect([read.format, read.width, read.height]).toEqual(['png', width, height])
      expect(png.length).toBeLessThan(200_000)
    }
  })

  it('draws the same picture from the same request', async () => {
    const [first, second] = await Promise.all([painter.draw(monthTrend(), 'ja'), painter.draw(monthTrend(), 'ja')])

    expect(difference(await pixels(first.png), await pixels(second.png))).toBe(0)
  })

  it.each([
    ['zh-CN', '销', '售'],
    ['ja', '売', '髙'],
    ['en', '销', '髙'],
    ['en', '🎉', '🚀'],
  ] as const)('draws characters and not boxes (%s: %s and %s)', async (locale, one, other) => {
    const [first, second] = await Promise.all([painter.draw(titled(one), locale), painter.draw(titled(other), locale)])

    expect(difference(await pixels(first.png), await pixels(second.png))).toBeGreaterThan(0.0002)
  })

  it('gives each language its own form of a character', async () => {
    const [chinese, japanese] = await Promise.all([
      painter.draw(titled('直骨令'), 'zh-CN'),
      painter.draw(titled('直骨令'), 'ja'),
    ])

    const head = (png: Uint8Array) =>
      sharp(png).extract({ left: 0, top: 0, width: 300, height: 100 }).removeAlpha().raw().toBuffer()
    expect(difference(await head(chinese.png), await head(japanese.png))).toBeGreaterThan(0.001)
  })

  it('tells which characters it could not draw', async () => {
    await painter.draw(titled('매출'), 'en')

    expect(warnings).toContainEqual({ characters: ['매', '출'] })
  })

  it('draws hostile text as text', async () => {
    const { width } = await painter.draw(titled(`</text><script>&amp;"'\u0000\ud800${'<'.repeat(5000)}`), 'en')

    expect(width).toBe(1200)
  })

  it('rejects what it cannot draw and draws the next one', async () => {
    const broken = { drawing: 'trend' } as unknown as ChartRequest // as a stored request of an older version might be

    await expect(painter.draw(broken, 'en')).rejects.toThrow()

    await expect(painter.draw(titled('next'), 'en')).resolves.toMatchObject({ width: 1200 })
  })

  it.each(['exit', 'throw', 'hang'])('rejects when its thread does this: %s, and draws the next one', async mishap => {
    const workerFile = fileURLToPath(new URL('failing-worker.mjs', import.meta.url))
    const frail = createPainter({ timeoutSeconds: 2, workerFile })

    await expect(frail.draw(titled(mishap), 'en')).rejects.toThrow()

    await expect(frail.draw(titled('next'), 'en')).resolves.toMatchObject({ width: 1200 })
    await frail.close()
  })

  it('rejects what is under way when it is closed', async () => {
    const workerFile = fileURLToPath(new URL('failing-worker.mjs', import.meta.url))
    const busy = createPainter({ workerFile })
    const drawn = Promise.allSettled([busy.draw(titled('hang'), 'en'), busy.draw(titled('next'), 'en')])
    await Promise.resolve()

    await busy.close()

    expect((await drawn).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('draws twenty pictures that are asked for at once', async () => {
    const drawn = await Promise.all(
      Array.from({ length: 20 }, (_, index) => painter.draw(titled(`number ${index}`), 'en')),
    )

    expect(new Set(drawn.map(({ png }) => Buffer.from(png).toString('base64'))).size).toBe(20)
  })

  it('draws nothing once it is closed', async () => {
    const closed = createPainter()
    await closed.close()

    await expect(closed.draw(titled('late'), 'en')).rejects.toThrow('closed')
  })
})
