import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSignEvidence, decimalSign } from '#src/features/imports/values/decimal-sign.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'

describe('numbers with a decimal point', () => {
  it.each([
    ['1,234.56', '1234.56'],
    ['1234', '1234'],
    ['¥1,234', '1234'],
    ['￥１，２３４', '1234'],
    ['1,234円', '1234'],
    ['1,234.50 元', '1234.5'],
    ['$ 12.30', '12.3'],
    ['US$12', '12'],
    ['USD 12', '12'],
    ['12 EUR', '12'],
    ['8%', '0.08'],
    ['12.5％', '0.125'],
    ['▲500', '-500'],
    ['△ 1,500', '-1500'],
    ['(500)', '-500'],
    ['（1,000）', '-1000'],
    ['-¥500', '-500'],
    ['¥-500', '-500'],
    ['−7', '-7'],
    ['7-', '-7'],
    ['+7', '7'],
    ['1.2万', '12000'],
    ['3億', '300000000'],
    ['0.10', '0.1'],
    ['.5', '0.5'],
    ['007', '7'],
    ['-0', '0'],
    ['3個', '3'],
    ['Rs. 1,200', '1200'],
    ['SR 120.50', '120.5'],
    ['1,234.56 Kč', '1234.56'],
    ['1億2,345万', '123450000'],
    ['3万5千', '35000'],
    ['١٢٣', '123'],
    ['๑๒๓', '123'],
    ['12 szt.', '12'],
    ['12 orders', '12'],
    ['"1,200"', '1200'],
    ['1,200*', '1200'],
    ['CHF 50.-', '50'],
    ['1.234.567,89', '1234567.89'],
  ])('%s is %s', (text, value) => {
    expect(parseDecimal(text)).toBe(value)
  })

  it.each(['', ' ', '-', '–', '—', 'N/A', 'null', 'なし', '无'])('%j is nothing', text => {
    expect(parseDecimal(text)).toBeNull()
  })

  it.each(['abc', '1,23', '12,34.5', '1.2.3', '1e5', '12 34x', '--5', '=SUM(A1)', '1,234,56'])(
    '%s is no number',
    text => {
      expect(parseDecimal(text)).toBeUndefined()
    },
  )
})

describe('numbers with a decimal comma', () => {
  it.each([
    ['1.234,56', '1234.56'],
    ['12,5 €', '12.5'],
    ['1.234', '1234'],
    ['-0,05', '-0.05'],
    ['R$ 1.234,56', '1234.56'],
    ['1 234,50 zł', '1234.5'],
    ['1.234,56 TL', '1234.56'],
    ['1,234.56', '1234.56'],
  ])('%s is %s', (text, value) => {
    expect(parseDecimal(text, ',')).toBe(value)
  })
})

describe('the decimal sign of a file', () => {
  it.each([
    [['1.234,56'], ','],
    [['12,5', '7', '1.234'], ','],
    [['1,234.56', '12,345'], '.'],
    [['12.5', '7'], '.'],
    [['1.234', '5.678'], '.'],
    [['1,234', '5,678'], '.'],
    [['1,5', '2.5', '3.5'], '.'],
    [[], '.'],
  ] as const)('of %j is %s', (numbers, sign) => {
    const evidence = createSignEvidence()
    for (const number of numbers) evidence.add(number)
    expect(decimalSign(evidence.found(), { comma: 0, point: 0 }, undefined)).toBe(sign)
  })
})

it('reads whatever was formatted with groups', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      const value = `${whole}.${String(cents).padStart(2, '0')}`
      const formatted = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(value as unknown as number)
      const german = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(value as unknown as number)
      expect(Number(parseDecimal(formatted))).toBe(Number(value))
      expect(parseDecimal(german, ',')).toBe(parseDecimal(formatted))
    }),
  )
})
