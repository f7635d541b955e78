import { Big } from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFormula, type Fraction, fractionOf, type Need, toNumber } from '#src/domain/formula/index.ts'

const decimals = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 999 }), fc.nat(3))
  .map(([negative, whole, rest, digits]) => {
    const part = digits === 0 ? '' : `.${String(rest).padStart(3, '0').slice(0, digits)}`
    return `${negative ? '-' : ''}${whole}${part}`
  })

const formulas = fc.constantFrom(
  'orders / units',
  '(orders + units) / (units - sessions)',
  '1 - orders / units',
  '100 * (orders - units) / (orders + units + sessions)',
  'orders / 24 * units / (sessions * days - orders / 24)',
  '-orders - optional(units)',
  'orders * 0.25 + days',
)

describe('a formula in whole numbers', () => {
  it('comes to exactly the same as in decimals, or says that it cannot', () => {
    let said = 0
    fc.assert(
      fc.property(formulas, fc.array(fc.option(decimals), { minLength: 3, maxLength: 3 }), (source, values) => {
        const formula = compileFormula(source)
        const told = formula.needs.map((_, index) => values[index] ?? null)
        const fractions = told.map(value => (value === null ? null : (fractionOf(value) ?? null)))
        const short = formula.shortcut(fractions, 30)
        if (short === undefined) return
        said++
        const toldOf = (need: Need) => {
          const value = told[formula.needs.findIndex(({ measure }) => measure === need.measure)] ?? null
          return value === null ? null : Big(value)
        }
        const exact = formula.evaluateExact(toldOf, { days: 30 })?.toNumber() ?? null // decimals alone
        expect(formula.evaluate(toldOf, { days: 30 })).toBe(exact === null ? null : exact + 0)
        expect(short === null ? null : toNumber(short)).toBe(exact === null ? null : exact + 0)
      }),
      { numRuns: 2000 },
    )
    expect(said).toBeGreaterThan(1000)
  })

  it.each(['12345678901234567', '1e300', '1.5e3', '', 'NaN', '.', '12.'])('leaves %j to decimals', text => {
    expect(fractionOf(text)).toBeUndefined()
  })

  it.each<[string, Fraction]>([
    ['-12', { top: -12, bottom: 1 }],
    ['0.05', { top: 5, bottom: 100 }],
    ['-0.5', { top: -5, bottom: 10 }],
  ])('takes %s as it is', (text, fraction) => {
    expect(fractionOf(text)).toEqual(fraction)
  })

  it('leaves what grows beyond exact whole numbers, conditions and calls to decimals', () => {
    const of = (source: string, ...tops: number[]) =>
      compileFormula(source).shortcut(
        tops.map(top => ({ top, bottom: 1 })),
        1,
      )

    expect(of('orders * units', 2 ** 40, 2 ** 40)).toBeUndefined()
    expect(of('orders > 1 ? 2 : 3', 5)).toBeUndefined()
    expect(of('max(orders, 2)', 5)).toBeUndefined()
    expect(of('orders / units', 1, 0)).toBeNull()
  })
})
