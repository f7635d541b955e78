import { Big } from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minorDigits, toMajor, toMinor } from '#src/domain/money.ts'

const amount = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 2 ** 40 }), fc.stringMatching(/^\d{0,7}$/), fc.nat({ max: 3 }))
  .map(([minus, whole, fraction, zeros]) => {
    const digits = `${'0'.repeat(zeros)}${whole}${fraction === '' ? '' : `.${fraction}`}`
    return minus ? `-${digits}` : digits
  })

describe('amounts in minor units', () => {
  it('are what arithmetic says, for every way a decimal is written and every currency', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom('USD', 'JPY', 'KWD', 'IDR'), (text, currency) => {
        const exact = Big(text).times(Big(10).pow(minorDigits(currency)))

        expect(toMinor(text, currency)).toBe(exact.eq(0) ? '0' : exact.toFixed())
        expect(Big(toMajor(toMinor(text, currency), currency)).eq(text)).toBe(true)
      }),
    )
  })

  it('keep what is smaller, and read exponents', () => {
    expect([toMinor('12.345', 'USD'), toMinor('1e3', 'JPY'), toMinor('-0.001', 'USD')]).toEqual([
      '1234.5',
      '1000',
      '-0.1',
    ])
  })

  it('of no number are refused', () => {
    expect(() => toMinor('twelve', 'USD')).toThrow()
  })
})
