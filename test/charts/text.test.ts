import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTypesetter } from '#src/charts/text/typesetter.ts'
import { locales } from '#src/i18n/locale.ts'

const style = { size: 20 }

describe('the typesetter', () => {
  it('knows that a Chinese character is as wide as it is high and a letter is narrower', () => {
    const setter = createTypesetter('zh-CN')

    expect(setter.width('销售', style)).toBe(40)
    expect(setter.width('sales', style)).toBeLessThan(60)
    expect(setter.width('sales', { size: 20, bold: true })).toBeGreaterThan(setter.width('sales', style))
  })

  it.each([
    ['㈱髙島屋 ①～－', 'ja'],
    ['销售额“¥”——〇', 'zh-CN'],
    ['Jing’an · €5 – Đà Nẵng Łódź', 'en'],
    ['李堃玥 张镕', 'zh-CN'],
    ['🎉 done', 'en'],
  ] as const)('can draw %s', (text, locale) => {
    const setter = createTypesetter(locale)

    expect(setter.clean(text)).toBe(text)
    expect(setter.missing()).toEqual([])
  })

  it('puts a question mark for what no face has, and names it', () => {
    const setter = createTypesetter('ja')

    expect(setter.clean('매출 A')).toBe('?? A')
    expect(setter.missing()).toEqual(['매', '출'])
  })

  it('takes a skin tone or a variation selector for nothing of its own', () => {
    const setter = createTypesetter('en')

    expect(setter.clean('👍🏽 ☀️')).toBe('👍 ☀')
    expect(setter.missing()).toEqual([])
  })

  it('does not start a line with what closes a sentence', () => {
    const setter = createTypesetter('ja')

    expect(setter.wrap('売上が増えた。在庫', style, [120, 120])).toEqual(['売上が増え', 'た。在庫'])
  })

  it('breaks English between words', () => {
    expect(createTypesetter('en').wrap('sold out twice', style, [80, 80])).toEqual(['sold out', 'twice'])
  })

  it('never sets a line wider than its room, and loses nothing without saying so', () => {
    const setter = createTypesetter('en')
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('销售额', '（株）', 'ショップ。', 'revenue', '👍')), {
      maxLength: 40,
    })

    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 400 }), (parts, room) => {
        const text = setter.clean(parts.join(' '))
        const lines = setter.wrap(text, style, [room, room])

        for (const line of lines) expect(setter.width(line, style)).toBeLessThanOrEqual(room)
        const whole = lines.join('').replaceAll(/\s/gu, '') === text.replaceAll(/\s/gu, '')
        expect(whole || (lines.at(-1) ?? '').endsWith('…')).toBe(true)
      }),
    )
  })

  it('measures the words of all three languages', () => {
    for (const locale of locales) expect(createTypesetter(locale).width('KPI 销售 売上', style)).toBeGreaterThan(100)
  })
})
