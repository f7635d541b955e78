import { describe, expect, it } from 'vitest'
import { plan } from '#src/charts/draw.ts'
import type { PictureModel } from '#src/charts/picture/picture.ts'
import { colours, page } from '#src/charts/theme.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { bars, overview } from './samples.ts'

const textsOf = (model: PictureModel) => model.texts.map(text => text.text)

describe('an overview', () => {
  it('has a panel with name, value and change for each of twelve KPIs', () => {
    const texts = textsOf(plan(overview(12), 'zh-CN'))

    expect(texts).toEqual(expect.arrayContaining(['净销售额', '订单数', '库存可售天数', '350万日元', '28.1天']))
  })

  it('shows no more than twelve', () => {
    const panels = [...overview(12).panels, ...overview(12).panels]

    expect(textsOf(plan(overview(0, { panels }), 'en')).filter(text => text === 'Orders')).toHaveLength(1)
  })

  it('colours a change by whether it is good and points where it goes', () => {
    const [panel] = overview(1).panels
    const change = { value: 0.12, kind: 'relative', good: false } as const
    const model = plan(overview(1, { panels: panel ? [{ ...panel, change }] : [] }), 'en')

    expect(model.texts.find(text => text.text === '+12%')?.fill).toBe(colours.bad)
    const arrow = model.shapes.find(shape => shape.kind === 'polygon')
    const [left, , tip] = arrow?.kind === 'polygon' ? arrow.points : []
    expect(tip?.[1]).toBeLessThan(left?.[1] ?? 0)
  })

  it('fills the attainment bar in the share of the target, never beyond', () => {
    const [panel] = overview(1).panels
    const widths = [0.5, 1, 1.2].map(attainment => {
      const model = plan(overview(1, { panels: panel ? [{ ...panel, attainment }] : [] }), 'en')
      const barBoxes = model.shapes.filter(shape => shape.kind === 'box' && shape.height === 9)
      return barBoxes.map(shape => (shape.kind === 'box' ? shape.width : 0))
    })

    expect(widths).toEqual([
      [1080, 540],
      [1080, 1080],
      [1080, 1080],
    ])
  })

  it('shows a dash and an empty line where nothing is known', () => {
    const [panel] = overview(1).panels
    const unknown = { value: null, attainment: null, points: [], target: null }
    const change = { value: null, kind: 'relative', good: null } as const
    const model = plan(overview(1, { panels: panel ? [{ ...panel, ...unknown, change }] : [] }), 'en')

    expect(textsOf(model)).toContain('–')
    expect(model.plots[0]?.lines).toEqual([])
  })

  it('keeps gaps in the small lines', () => {
    expect(plan(overview(1), 'en').plots[0]?.lines.filter(line => line.role === 'main')).toHaveLength(2)
  })

  it('keeps every text inside the picture, with long names in every language', () => {
    const panels = overview(12).panels.map(panel => ({
      ...panel,
      label: verbatim('广告销售成本比 Advertising cost '.repeat(9)),
    }))

    const model = plan(overview(0, { panels }), 'en')

    for (const text of model.texts) expect(text.x).toBeLessThanOrEqual(page.width - page.margin)
  })
})

describe('bars', () => {
  it('start at zero and carry name and value', () => {
    const model = plan(bars(), 'ja')

    expect(model.plots[0]?.rects.every(rect => rect.x === 0)).toBe(true)
    expect(textsOf(model)).toEqual(expect.arrayContaining(['楽天市場 旗艦店', '980万円', '今週', '先週']))
  })

  it('have a tick at the value to compare with, also without a bar', () => {
    const rules = plan(bars(), 'en').plots[0]?.rules.filter(rule => rule.x !== 0) ?? []

    expect(rules).toHaveLength(7)
  })

  it('show a dash where nothing is known', () => {
    expect(textsOf(plan(bars(), 'en'))).toContain('–')
  })

  it('reach to the left of zero for a loss', () => {
    const model = plan(bars({ bars: [{ label: 'a', value: -50, compare: 20, good: false }] }), 'en')

    expect(model.plots[0]?.across).toEqual([-50, 20])
  })

  it('count the rows that have no room', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({
      label: `s${index}`,
      value: 20 - index,
      compare: null,
      good: null,
    }))

    expect(textsOf(plan(bars({ bars: many }), 'zh-CN'))).toContain('另有 5 项')
  })

  it('say that there is nothing to compare', () => {
    expect(textsOf(plan(bars({ bars: [] }), 'en'))).toContain('No data for this period yet')
  })
})
