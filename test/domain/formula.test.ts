import { Big } from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFormula, compileFormula, explainFormula, FormulaError, type Need } from '#src/domain/formula/index.ts'

type Known = Readonly<Record<string, number | string | null>>

function values(known: Known) {
  return (need: Need) => {
    const value = known[need.measure]
    return value === undefined || value === null ? null : Big(value)
  }
}

function compute(formula: string, known: Known, days = 30): number | null {
  return compileFormula(formula).evaluate(values(known), { days })
}

function fault(source: string): FormulaError {
  const error = checkFormula(source)
  if (error === null) throw new Error(`${source} was accepted`)
  return error
}

describe('a formula', () => {
  it.each([
    ['ad_spend / ad_sales', { ad_spend: 25, ad_sales: 100 }, 0.25],
    ['1 + 2 * orders - -units', { orders: 3, units: 4 }, 11],
    ['(1 + 2) * orders / 4', { orders: 8 }, 6],
    ['net_sales - cogs - ad_spend', { net_sales: 10, cogs: 3, ad_spend: 2 }, 5],
    ['min(orders, units, 7) + max(orders, 2)', { orders: 3, units: 9 }, 6],
    ['abs(orders - units)', { orders: 3, units: 9 }, 6],
    ['round(net_sales / orders, 1)', { net_sales: 10, orders: 8 }, 1.3],
    ['orders >= 3 ? units : 0', { orders: 3, units: 9 }, 9],
    ['orders != 3 ? units : orders < 2 ? 1 : 2', { orders: 3, units: 9 }, 2],
    ['stock_value / (cogs / days)', { stock_value: 300, cogs: 90 }, 100],
  ])('computes %s', (formula, known, expected) => {
    expect(compute(formula, known)).toBe(expected)
  })

  it('is null, never 0, where a denominator is zero or a measure is missing', () => {
    expect(compute('orders / sessions', { orders: 3, sessions: 0 })).toBeNull()
    expect(compute('orders / sessions', { orders: 0, sessions: 0 })).toBeNull()
    expect(compute('orders / sessions', { orders: 3 })).toBeNull()
    expect(compute('orders + units', { orders: 3 })).toBeNull()
    expect(compute('max(orders, units)', { orders: 3 })).toBeNull()
    expect(compute('orders > 1 ? 1 : 2', {})).toBeNull()
  })

  it('is 0 where the numerator is 0 and the denominator is not', () => {
    expect(compute('orders / sessions', { orders: 0, sessions: 5 })).toBe(0)
  })

  it('counts an optional measure that nobody reports as 0', () => {
    expect(compute('net_sales - optional(duty_cost)', { net_sales: 5 })).toBe(5)
    expect(compute('net_sales / optional(duty_cost)', { net_sales: 5 })).toBeNull()
  })

  it('computes with exact decimals', () => {
    expect(compute('net_sales + cogs', { net_sales: '0.1', cogs: '0.2' })).toBe(0.3)
    const exact = compileFormula('net_sales * 3').evaluateExact(values({ net_sales: '12345678901234567.89' }), {
      days: 1,
    })
    expect(exact?.toFixed()).toBe('37037036703703703.67')
  })

  it('gives the same ratio for a group as the sums of its parts do', () => {
    const formula = compileFormula('orders / sessions')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 9999 })), { minLength: 1 }), parts => {
        const orders = parts.reduce((sum, [part]) => sum + part, 0)
        const sessions = parts.reduce((sum, [, part]) => sum + part, 0)
        expect(formula.evaluate(values({ orders, sessions }), { days: 1 })).toBeCloseTo(orders / sessions, 12)
      }),
    )
  })

  it('computes as JavaScript does where both are exact', () => {
    const sign = fc.constantFrom('+', '-', '*')
    const term = fc.oneof(fc.nat(50).map(String), fc.constantFrom('orders', 'units'))
    fc.assert(
      fc.property(term, fc.array(fc.tuple(sign, term), { maxLength: 12 }), (first, rest) => {
        const source = [first, ...rest.flat(), '+ orders'].join(' ')
        const expected = Number(Function('orders', 'units', `return ${source}`)(7, 11))
        expect(compute(source, { orders: 7, units: 11 })).toBe(expected)
      }),
    )
  })
})

describe('what a formula needs', () => {
  it('is each measure once, levels by their last value', () => {
    expect(compileFormula('stock_on_hand / (trailing(units, 28) / 28) + stock_on_hand').needs).toEqual([
      { measure: 'stock_on_hand', aggregate: 'last' },
      { measure: 'units', aggregate: 'trailing', days: 28 },
    ])
    expect(compileFormula('mean(stock_value) / cogs').needs.map(need => need.aggregate)).toEqual(['mean', 'sum'])
  })

  it('is required when one place requires it', () => {
    expect(compileFormula('optional(cogs) + cogs').needs).toEqual([{ measure: 'cogs', aggregate: 'sum' }])
    expect(compileFormula('optional(cogs) + units').needs[0]?.optional).toBe(true)
  })
})

describe('names in a formula', () => {
  it.each([
    ['广告花费 / 广告销售额'],
    ['広告費 ÷ 広告経由売上'],
    ['（広告費）／（广告销售额）'],
    ['ad spend / Ad Sales'],
    ['AD_SPEND/ad-attributed sales'.replace('-', ' ')],
  ])('are understood in any language: %s', formula => {
    expect(compileFormula(formula).needs.map(need => need.measure)).toEqual(['ad_spend', 'ad_sales'])
  })

  it('lead to the nearest known measure when they are wrong', () => {
    const error = fault('net_sales / (ordrs + 1)')

    expect(error).toMatchObject({ index: 13, found: 'ordrs', suggestion: 'orders' })
    expect(error.text.en).toContain('Did you mean orders?')
    expect(error.text['zh-CN']).toContain('orders')
    expect(error.text.ja).toContain('net_sales / («ordrs» + 1)')
    expect(fault('販売個 + 1').suggestion).toBe('units')
  })
})

describe('an error in a formula', () => {
  it.each([
    ['', 0, ''],
    ['   ', 0, ''],
    ['orders +', 8, ''],
    ['(orders', 7, ''],
    ['orders)', 6, ')'],
    ['orders units', 7, 'units'],
    ['orders / / units', 9, '/'],
    ['orders, units', 6, ','],
    ['min(orders,, units)', 11, ','],
    ['orders > 1', 0, 'orders'],
    ['orders ? 1 : 2', 0, 'orders'],
    ['max', 0, 'max'],
    ['max(orders)', 0, 'max'],
    ['sum(orders)', 0, 'sum'],
    ['1 + 2', 0, '1 + 2'],
    ['last(orders)', 0, 'last'],
    ['trailing(stock_on_hand, 7)', 0, 'trailing'],
    ['trailing(units, 0)', 0, 'trailing'],
    ['trailing(units, units)', 0, 'trailing'],
    ['round(units, 11)', 0, 'round'],
    ['optional(1)', 0, 'optional'],
    ['1e5 * orders', 0, '1e5'],
    ['orders * 8%', 10, '%'],
  ])('in “%s” points at its place', (source, index, found) => {
    expect(fault(source)).toMatchObject({ index, found })
  })

  it('is written in three languages', () => {
    const { text } = fault('orders +')

    expect(new Set(Object.values(text)).size).toBe(3)
  })
})

describe('a hostile formula', () => {
  it.each([
    ['constructor'],
    ['__proto__'],
    ['toString()'],
    ['constructor(orders)'],
    ['__proto__(orders)'],
    ['orders.constructor'],
    ['orders["constructor"]'],
    ['orders = 1'],
    ['orders; units'],
    ['this'],
    ['process'],
    ['globalThis + orders'],
    ['`orders`'],
    ["'orders'"],
    ['[orders]'],
    ['{}'],
    ['orders => units'],
    ['orders || units'],
    ['!orders'],
    ['x0'],
    ['(orders)(units)'],
    ['orders(units)'],
    ['min(orders, units)(1)'],
    ['orders\u0000'],
    ['\u202eorders'],
  ])('is refused: %s', source => {
    expect(checkFormula(source)).toBeInstanceOf(FormulaError)
  })

  it('is refused by length, depth and size before anything recurses', () => {
    expect(fault('('.repeat(20_000)).index).toBe(500)
    expect(fault(`${'('.repeat(41)}orders${')'.repeat(41)}`)).toMatchObject({ index: 40, found: '(' })
    expect(checkFormula(`${'('.repeat(40)}orders${')'.repeat(40)}`)).toBeNull()
    expect(fault(`orders${'+1'.repeat(150)}`).text.en).toContain('more than 200 parts')
    expect(fault(`1${'?1:1'.repeat(120)}`)).toBeInstanceOf(FormulaError)
  })

  it('never fails in another way than with a FormulaError', () => {
    const pieces = fc.constantFrom(
      ...'orders units ( ) + - * / , ? : < > == 1 2.5 min max last . [ ] " \' 売上 ；'.split(' '),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map(list => list.join(' ')),
        ),
        source => {
          const error = checkFormula(source)
          if (error !== null) expect(error.index).toBeLessThanOrEqual(Math.max(source.length, 500))
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('a formula in words', () => {
  it.each([
    ['ad_spend / ad_sales', 'Ad spend ÷ ad sales', '広告費 ÷ 広告経由売上', '广告花费 ÷ 广告销售额'],
    ['(net_sales - cogs) / net_sales', '(Net sales − cost of goods sold) ÷ net sales', null, null],
    ['net_sales - (cogs - ad_spend)', 'Net sales − (cost of goods sold − ad spend)', null, null],
    ['net_sales - (cogs * 2)', 'Net sales − cost of goods sold × 2', null, null],
    ['orders > 0 ? units : 0', 'If orders > 0 then units, otherwise 0', null, '若订单数 > 0，则为 销量，否则为 0'],
    ['trailing(units, 28) / 28', 'Units of the last 28 days ÷ 28', '直近28日間の販売個数 ÷ 28', '近28天销量 ÷ 28'],
    ['1 - sku_out_of_stock / sku_active', null, null, '1 − 期末缺货SKU数 ÷ 期末在售SKU数'],
  ])('%s', (formula, en, ja, zh) => {
    const words = explainFormula({ formula })

    if (en !== null) expect(words.en).toBe(en)
    if (ja !== null) expect(words.ja).toBe(ja)
    if (zh !== null) expect(words['zh-CN']).toBe(zh)
  })
})
