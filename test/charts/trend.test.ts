import { describe, expect, it } from 'vitest'
import { plan } from '#src/charts/draw.ts'
import type { PictureModel } from '#src/charts/picture/picture.ts'
import { colours, page } from '#src/charts/theme.ts'
import type { ChartRequest } from '#src/domain/chart.ts'
import { type Locale, locales, verbatim } from '#src/i18n/locale.ts'
import { daysFrom, lineTrend, monthTrend, wave } from './samples.ts'

const picture = (request: ChartRequest, locale: Locale = 'en') => plan(request, locale)
const textsOf = (model: PictureModel) => model.texts.map(text => text.text)
const linesOf = (model: PictureModel, role: string) =>
  model.plots.flatMap(plot => plot.lines.filter(line => line.role === role))
const axisOf = (model: PictureModel) => model.plots[0]?.up

describe('the line', () => {
  it('never bridges a day without data', () => {
    const model = picture(lineTrend([5, 6, null, 7, 8, 9]))

    expect(linesOf(model, 'main').map(line => line.points.map(([x]) => x))).toEqual([
      [0, 1],
      [3, 4, 5],
    ])
  })

  it('never bridges a day that the data do not name', () => {
    const points = [
      { day: '2026-11-01', value: 1 },
      { day: '2026-11-02', value: 2 },
      { day: '2026-11-04', value: 3 },
    ]

    const model = picture(lineTrend([], { lines: [{ label: verbatim('a'), points }] }))

    expect(linesOf(model, 'main').map(line => line.points.map(([x]) => x))).toEqual([[0, 1]])
  })

  it('shows a day between two gaps as a dot', () => {
    const values = Array.from({ length: 30 }, (_, day) => (day === 10 || day === 12 ? null : day + 1))

    const model = picture(lineTrend(values))

    expect(model.plots[0]?.dots.map(dot => dot.x)).toEqual([11, 29])
  })

  it('is dashed up to days that are not final, and says so', () => {
    const model = picture(monthTrend(), 'zh-CN')

    const dashed = linesOf(model, 'main').filter(line => line.dash.length > 0)
    expect(dashed.map(line => line.points.map(([x]) => x))).toEqual([[27, 28, 29]])
    expect(textsOf(model)).toContain('数据未定')
  })

  it('is grey where there are too few cases, and says so', () => {
    const points = daysFrom('2026-11-01', 20).map((day, index) => ({ day, value: index, dim: index > 15 }))

    const model = picture(lineTrend([], { lines: [{ label: verbatim('a'), points }] }))

    expect(linesOf(model, 'main').map(line => line.stroke)).toEqual([colours.main, colours.dim])
    expect(textsOf(model)).toContain('too few cases to judge')
  })

  it('carries its last value and the names of what it is compared with', () => {
    expect(textsOf(picture(monthTrend(), 'ja'))).toEqual(expect.arrayContaining(['60.5万円', '11月', '前の同曜日']))
  })

  it('says in words that there is nothing to draw', () => {
    expect(textsOf(picture(lineTrend([null, null, null]), 'ja'))).toContain('この期間のデータはまだありません')
  })

  it('shows every value of a week', () => {
    expect(textsOf(picture(lineTrend([120, 140, 90, 160, 155, 200, 180])))).toEqual(
      expect.arrayContaining(['120', '140', '90', '160', '155', '200', '180']),
    )
  })
})

describe('the axis', () => {
  it('starts at zero for amounts', () => {
    expect(axisOf(picture(lineTrend([60, 100, 80])))?.[0]).toBe(0)
  })

  it('zooms in on amounts that hardly vary', () => {
    expect(axisOf(picture(lineTrend([1000, 1010, 1005])))?.[0]).toBeGreaterThan(900)
  })

  it('goes below zero for a loss', () => {
    const model = picture(lineTrend([-30_000, 20_000], { unit: 'money', currency: 'USD' }))

    expect(axisOf(model)?.[0]).toBeLessThanOrEqual(-30_000)
    expect(textsOf(model)).toEqual(expect.arrayContaining(['-200', '0', '200', 'USD']))
  })

  it('has room for the target', () => {
    const target = [{ day: '2026-11-01', value: 900 }]

    expect(axisOf(picture(lineTrend([10, 20], { target })))?.[1]).toBeGreaterThanOrEqual(900)
  })

  it.each([
    ['en', ['0', '200K', '400K', '600K', '800K']],
    ['ja', ['0', '20万', '40万', '60万', '80万']],
    ['zh-CN', ['0', '20万', '40万', '60万', '80万']],
  ] as const)('is labelled short in %s', (locale, labels) => {
    expect(textsOf(picture(monthTrend(), locale))).toEqual(expect.arrayContaining([...labels]))
  })

  it('names the currency once', () => {
    const captions = (subtitle: string) =>
      textsOf(picture(monthTrend({ subtitle: verbatim(subtitle) }))).filter(text => text === 'JPY')

    expect([captions('Amazon JP'), captions('Amazon JP · JPY')]).toEqual([['JPY'], []])
  })

  it('shows rates in percent', () => {
    expect(textsOf(picture(lineTrend([0.02, 0.031], { unit: 'ratio' })))).toEqual(expect.arrayContaining(['2%', '3%']))
  })

  it.each([
    [7, 'Mon Nov 2'],
    [30, 'Nov 23'],
    [90, 'Nov 16'],
    [400, 'Mar'],
  ])('labels %i days so that %s can be read, without labels that touch', (count, label) => {
    const model = picture(lineTrend(Array.from({ length: count }, (_, index) => 50 + 50 * wave(index))))

    const labels = model.texts.filter(text => text.size === 25 && text.anchor === 'middle').sort((a, b) => a.x - b.x)
    expect(labels.map(text => text.text)).toContain(label)
    for (const [index, text] of labels.slice(1).entries()) expect(text.x - (labels[index]?.x ?? 0)).toBeGreaterThan(40)
  })
})

describe('the target', () => {
  it('is a dashed line that steps where the target changes', () => {
    const [line] = linesOf(picture(monthTrend()), 'target')

    expect(line?.points).toEqual([
      [-0.5, 480_000],
      [14.5, 480_000],
      [14.5, 540_000],
      [29.5, 540_000],
    ])
    expect(line?.dash.length).toBeGreaterThan(0)
  })

  it('stands with its value at the end of the line', () => {
    expect(textsOf(picture(monthTrend(), 'ja'))).toEqual(expect.arrayContaining(['目標', '54万円']))
  })

  it('reads as a limit where lower is better', () => {
    const target = [{ day: '2026-11-01', value: 0.25 }]

    expect(textsOf(picture(lineTrend([0.2], { unit: 'ratio', better: 'lower', target })))).toContain('≤ 25%')
  })

  it('fills a band', () => {
    const target = daysFrom('2026-11-01', 3).map(day => ({ day, value: 30, high: 45 }))

    const model = picture(lineTrend([35, 40, 50], { unit: 'days', better: 'band', target }))

    expect(model.plots[0]?.rects).toEqual([{ x: -0.5, x2: 2.5, y: 30, y2: 45, fill: colours.targetBand }])
    expect(textsOf(model)).toContain('30 days–45 days')
  })
})

describe('notes', () => {
  it('are numbered by their days and explained with days, text and author', () => {
    const texts = textsOf(picture(monthTrend(), 'zh-CN'))

    expect(texts.filter(text => text === '1' || text === '2' || text === '3')).toHaveLength(6)
    expect(texts).toEqual(expect.arrayContaining(['11/3–11/5', '仓库盘点，发货延迟一天，广告预算减半', '王小明']))
  })

  it('keep to two lines and say that they were cut', () => {
    const notes = [{ from: '2026-11-03', to: '2026-11-03', text: '測'.repeat(5000), author: 'Ann' }]

    const lines = textsOf(picture(monthTrend({ notes }))).filter(text => text.startsWith('測'))

    expect(lines).toHaveLength(2)
    expect(lines[1]?.endsWith('…')).toBe(true)
  })

  it('are left out when they do not touch the days shown', () => {
    const notes = [{ from: '2026-09-01', to: '2026-10-31', text: 'long ago', author: 'Ann' }]

    expect(textsOf(picture(monthTrend({ notes })))).not.toContain('long ago')
  })

  it('explain the newest six and count the others', () => {
    const days = daysFrom('2026-11-01', 12)
    const notes = days.map(day => ({ from: day, to: day, text: `note of ${day}`, author: 'Ann' }))

    const texts = textsOf(picture(monthTrend({ notes })))

    expect(texts.filter(text => text.startsWith('note of'))).toEqual(days.slice(6).map(day => `note of ${day}`))
    expect(texts).toContain('+6 earlier notes')
  })

  it('do not cover each other when they start on the same day', () => {
    const notes = Array.from({ length: 6 }, (_, index) => ({
      from: '2026-11-29',
      to: '2026-11-30',
      text: `${index}`,
      author: '',
    }))

    const circles = picture(monthTrend({ notes })).shapes.filter(shape => shape.kind === 'circle' && shape.y < 250)

    const places = circles.map(shape => (shape.kind === 'circle' ? shape.x : 0)).sort((a, b) => a - b)
    for (const [index, x] of places.slice(1).entries()) expect(x - (places[index] ?? 0)).toBeGreaterThanOrEqual(36)
  })
})

describe('special days', () => {
  it('are shaded and named as far as there is room', () => {
    const texts = textsOf(picture(monthTrend(), 'ja'))

    expect(texts).toEqual(expect.arrayContaining(['文化の日', '独身の日', 'ブラックフライデー']))
    expect(texts).not.toContain('勤労感謝の日')
  })

  it('are named once when they are several days in a row', () => {
    const label = { en: 'National Day', ja: '国慶節', 'zh-CN': '国庆节' }
    const shades = daysFrom('2026-11-04', 7).map(day => ({ from: day, to: day, kind: 'holiday' as const, label }))

    expect(textsOf(picture(monthTrend({ shades }), 'zh-CN')).filter(text => text === '国庆节')).toHaveLength(1)
  })

  it('leaves weekends out of a year', () => {
    const days = daysFrom('2025-11-01', 400)
    const shades = days.slice(0, 2).map(day => ({ from: day, to: day, kind: 'weekend' as const }))
    const points = days.map(day => ({ day, value: 1 }))

    expect(picture(lineTrend([], { lines: [{ label: verbatim('a'), points }], shades })).plots[0]?.rects).toEqual([])
  })
})

describe('hostile text', () => {
  const hostile = `<script>alert("1")</script> & \n\u0000\u202e\ud800 ${'x'.repeat(5000)}`
  const request = monthTrend({
    title: verbatim(hostile),
    subtitle: verbatim(hostile),
    stamp: verbatim(hostile),
    notes: [{ from: '2026-11-03', to: '2026-11-03', text: hostile, author: hostile }],
    lines: [{ label: verbatim(hostile), points: monthTrend().lines[0]?.points ?? [] }],
  })

  it.each(locales)('stays inside the picture and on its lines in %s', locale => {
    const model = picture(request, locale)

    expect(model.height).toBeLessThan(1100)
    for (const text of model.texts) {
      expect(text.x).toBeGreaterThanOrEqual(0)
      expect(text.x).toBeLessThanOrEqual(page.width)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      expect(text.text).not.toMatch(/[\u0000-\u001f\u202e\ud800-\udfff]/)
    }
  })
})
