import { describe, expect, it } from 'vitest'
import { buildCatalog } from '#src/domain/catalog.ts'
import { DefinitionError, validateKpi } from '#src/domain/custom-kpi.ts'
import { FormulaError } from '#src/domain/formula/index.ts'
import { builtInKpis, findBuiltInKpi } from '#src/domain/kpis/index.ts'
import { breaks, limitsFor, platformLimits } from '#src/domain/limits/index.ts'
import { roundMinor, toMajor, toMinor } from '#src/domain/money.ts'
import { nearestName } from '#src/domain/names.ts'

const draft = { id: 'margin_per_order', formula: '(net_sales - cogs) / orders', label: '每单毛利' }

describe('a KPI of a customer', () => {
  it('is completed and then is like any other', () => {
    const kpi = validateKpi({ ...draft, unit: 'money', aliases: [' 单毛利 ', ''] }, builtInKpis)

    expect(kpi).toMatchObject({ id: 'margin_per_order', theme: 'custom', unit: 'money', aliases: ['单毛利'] })
    expect(kpi.label.ja).toBe('每单毛利')
  })

  it.each([
    ['a bad id', { ...draft, id: 'Margin!' }],
    ['a name that a built-in KPI has', { ...draft, label: '売上' }],
    ['an id that a built-in KPI has', { ...draft, id: 'acos' }],
    ['an alias that a built-in KPI has, spaced differently', { ...draft, aliases: ['Conversion-Rate'] }],
    ['an unknown sample', { ...draft, minimumSample: { measure: 'sessons', count: 3 } }],
  ])('is refused for %s', (_what, bad) => {
    expect(() => validateKpi(bad, builtInKpis)).toThrow(DefinitionError)
  })

  it.each(['net_sales / 0', 'net_sales / (1 - 1)', '1 + net_sales / -0', 'max(orders, net_sales / (days - days))'])(
    'divides by no zero: %s',
    formula => {
      expect(() => validateKpi({ ...draft, formula }, builtInKpis)).toThrow('divides by zero')
    },
  )

  it.each(['net_sales / (days - 1)', 'net_sales / optional(orders)', 'net_sales / (orders - units)'])(
    'may divide by what is zero at times: %s',
    formula => {
      expect(validateKpi({ ...draft, formula }, builtInKpis).formula).toBe(formula)
    },
  )

  it('is refused for a formula that does not compile', () => {
    expect(() => validateKpi({ ...draft, formula: 'net_sale / orders' }, builtInKpis)).toThrow(FormulaError)
  })

  it('may be defined anew under its own names', () => {
    const first = validateKpi(draft, builtInKpis)

    expect(validateKpi({ ...draft, formula: 'cogs / orders' }, [...builtInKpis, first]).formula).toBe('cogs / orders')
  })
})

describe('the catalog', () => {
  const kpi = validateKpi(draft, builtInKpis)
  const later = { ...kpi, formula: 'cogs / orders' }
  const parts = { stores: [], people: [] }
  const history = [
    { kpi, validFrom: '2026-01-01', withdrawn: false },
    { kpi: later, validFrom: '2026-06-01', withdrawn: false },
  ]

  it('knows built-in KPIs and the customer’s as they stand today', () => {
    expect(buildCatalog({ ...parts, definitions: history, today: '2026-03-01' }).findKpi(kpi.id)?.formula).toBe(
      kpi.formula,
    )
    expect(buildCatalog({ ...parts, definitions: history, today: '2026-06-01' }).findKpi(kpi.id)?.formula).toBe(
      'cogs / orders',
    )
    expect(buildCatalog({ ...parts, definitions: history }).kpis.length).toBe(builtInKpis.length + 1)
    expect(buildCatalog({ ...parts, definitions: [] }).findKpi('sales')?.formula).toBe('net_sales')
    expect(buildCatalog({ ...parts, definitions: [] }).findKpi('nothing')).toBeNull()
  })

  it('forgets a withdrawn KPI', () => {
    const withdrawn = [...history, { kpi: later, validFrom: '2026-07-01', withdrawn: true }]

    expect(buildCatalog({ ...parts, definitions: withdrawn }).findKpi(kpi.id)).toBeNull()
  })
})

describe('the limits of platforms', () => {
  it('speak of KPIs that exist, say where they stand, and are rates or stars', () => {
    for (const limit of platformLimits) {
      expect(findBuiltInKpi(limit.kpiId)?.unit).toMatch(/ratio|stars/)
      expect(limit.source.ja).not.toBe(limit.source.en)
    }
  })

  it('stand on the side that is good for the KPI', () => {
    const wrong = platformLimits.filter(limit => {
      const better = findBuiltInKpi(limit.kpiId)?.better
      return limit.comparison.startsWith('<') ? better !== 'lower' : better !== 'higher'
    })

    expect(wrong).toEqual([])
  })

  it('hold for the markets they name', () => {
    expect(limitsFor({ platform: 'walmart', market: 'us' }).find(it => it.kpiId === 'valid_tracking_rate')?.limit).toBe(
      0.99,
    )
    expect(limitsFor({ platform: 'walmart', market: 'ca' }).find(it => it.kpiId === 'valid_tracking_rate')?.limit).toBe(
      0.85,
    )
    expect(limitsFor({ platform: 'shopify', market: 'us' })).toEqual([])
  })

  it.each([
    ['<', 0.01, true],
    ['<', 0.0099, false],
    ['<=', 0.01, false],
    ['<=', 0.0101, true],
    ['>=', 0.01, false],
    ['>=', 0.0099, true],
    ['>', 0.01, true],
    ['>', 0.0101, false],
  ] as const)('0.01 with %s is broken by %d: %s', (comparison, value, broken) => {
    const [limit] = platformLimits
    if (limit === undefined) throw new Error('There are no limits')
    expect(breaks({ ...limit, comparison, limit: 0.01 }, value)).toBe(broken)
  })
})

describe('minor units', () => {
  it('are exact both ways', () => {
    expect(toMinor('12.34', 'USD')).toBe('1234')
    expect(toMinor('12.345', 'USD')).toBe('1234.5')
    expect(toMinor('5000', 'JPY')).toBe('5000')
    expect(toMinor('-0.1', 'USD')).toBe('-10')
    expect(toMinor('123456789012345678.99', 'USD')).toBe('12345678901234567899')
    expect(toMajor('1234', 'USD')).toBe('12.34')
    expect(roundMinor('2.5')).toBe('3')
    expect(roundMinor('-2.5')).toBe('-3')
    expect(() => toMinor('12,34', 'USD')).toThrow('Invalid number')
  })
})

describe('the nearest name', () => {
  it('is the one with the fewest typing errors, if any is near', () => {
    expect(nearestName('convertion rate', ['conversion_rate', 'cart_rate'])).toBe('conversion_rate')
    expect(nearestName('zzz', ['orders', 'units'])).toBeNull()
  })
})
