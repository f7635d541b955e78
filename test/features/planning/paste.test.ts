import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import type { Store } from '#src/domain/place.ts'
import { type PlanRow, planTotals, readPaste, typedValue } from '#src/features/planning/index.ts'

const usual = { timeZone: 'UTC', demo: false, aliases: [] as string[] }
const stores = [
  { ...usual, id: 1, slug: 'west', name: 'West Coast', platform: 'amazon', market: 'us', currency: 'USD' },
  {
    ...usual,
    id: 2,
    slug: 'hana',
    name: '花屋 楽天店',
    platform: 'rakuten',
    market: 'jp',
    currency: 'JPY',
    aliases: ['花屋'],
  },
  { ...usual, id: 3, slug: 'kyoto', name: 'Kyoto', platform: 'yahoo', market: 'jp', currency: 'JPY' },
]
const kpiOf = (id: string) => {
  const kpi = builtInKpis.find(one => one.id === id)
  if (!kpi) throw new Error(`There is no ${id}`)
  return kpi
}
const parts = { kpis: builtInKpis, stores, kpi: kpiOf('sales'), year: 2027 }
const read = (text: string) => {
  const { entries, problems, sums } = readPaste(text, parts)
  return {
    entries: entries.map(({ kpi, store, month, value }) => [kpi.id, store.slug, month.slice(0, 7), value]),
    problems,
    sums,
  }
}

describe('a table from a spreadsheet', () => {
  it.each([
    ['店舗\t1月\nhana\t500', '単位：千円', 500_000],
    ['店舗\t1月\nhana\t1,200', '（単位：万円）', 12_000_000],
    ['店舗\t1月\nhana\t300万', '単位：千円', 3_000_000], // says its own
    ['店舗\t1月（百万円）\nhana\t5', '', 5_000_000],
  ])('is read in the unit of its headings: %j under %j', (table, title, value) => {
    const { entries, problems } = read(title === '' ? table : `${title}\n${table}`)
    expect([problems, entries]).toEqual([[], [['sales', 'hana', '2027-01', value]]])
  })

  it('is refused where its unit is another currency than that of the store, or two columns could be the targets', () => {
    expect(read('单位：万元\n店铺\t1月\nhana\t5').problems[0]?.why.en).toMatch(/in JPY, not in CNY/)
    expect(read('Store\tJan\tJan\nwest\t5\t6')).toMatchObject({ entries: [], problems: [{ row: 1 }] })
    expect(read('Store\tJan\tJan\nwest\t5\t6').problems[0]?.why.en).toMatch(/2027-01 stands over two columns/)
  })

  it.each([
    ['English', 'Store\tJan\tFeb-27\nWest Coast\t$1,200\t1.2M'],
    ['Chinese', '店铺\t1月\t二月\nwest\t1200\t120万'],
    [
      'Japanese, with the title above',
      '2027年 計画\n\n店舗名\t2027年1月\t2027/02\nＷＥＳＴ　ＣＯＡＳＴ\t１，２００\t120万',
    ],
    [
      'other columns in front, in another order',
      'No.\tFeb 2027\tCurrency\tshop\t01/2027\n7\t1 200 000\tUSD\tWest Coast\t1200.00',
    ],
    ['an empty corner', '\t202701\t202702\nwest\tUSD 1200\t1200k'],
    ['a row for each month', 'Month\tTarget\tStore\n2\t1.2M\twest\nJanuary\t1200\twest'],
    ['commas and quotes', 'Store,Jan,Feb\n"West Coast","1,200","1,200,000"'],
    ['a year merged over its months', '\t2026\t\t2027年\t\n店铺\t11月\t12月\t1月\t2月\nwest\t-\t-\t1,200\t120万'],
    [
      'targets beside what was reached, the groups merged above',
      'Store\tTarget 2027\t\tActual\t\n\tJan\tFeb\tJan\tFeb\nwest\t1,200\t1.2M\t7\t8',
    ],
    [
      'targets beside what was reached below each month, and sums of quarters',
      '店舗\t1月\t\t2月\t\t1Q合計\n\t目標\t実績\t目標\t実績\t\nwest\t1,200\t7\t120万\t8\t1,201,200',
    ],
    ['amounts in a unit that the headings say', 'Plan (in thousands)\nStore\tJan\tFeb\nwest\t1.2\t1,200'],
    [
      'twelve bare months',
      `Store\t${Array.from({ length: 12 }, (_, at) => at + 1).join('\t')}\nwest\t1200\t1200000${'\t-'.repeat(10)}`,
    ],
  ])('is read: %s', (_what, text) => {
    const { entries, problems } = read(text)
    expect(problems).toEqual([])
    expect(entries.sort()).toEqual([
      ['sales', 'west', '2027-01', 1200_00],
      ['sales', 'west', '2027-02', 1_200_000_00],
    ])
  })

  it('names KPIs in any language, and merged cells hold for the rows below', () => {
    const { entries, problems } = read(
      '店铺\t指标\t1月\n花屋\t销售额\t500万\n\t広告費用対効果\t3.5\nWest Coast\tACoS (%)\t8%\n\tSales\t5万',
    )
    expect(problems).toEqual([])
    expect(entries).toEqual([
      ['sales', 'hana', '2027-01', 5_000_000],
      ['roas', 'hana', '2027-01', 3.5],
      ['acos', 'west', '2027-01', 0.08],
      ['sales', 'west', '2027-01', 50_000_00],
    ])
  })

  it('leaves out sums, empty cells and dashes, and says which rows were sums', () => {
    const { entries, problems, sums } = read(
      'Store\tJan\tFeb\tTotal\nwest\t100\t\t100\nkyoto\t–\t—\t0\n合计\t100\t0\t100\nJapan total\t1\t2\t3',
    )
    expect(entries).toEqual([['sales', 'west', '2027-01', 100_00]])
    expect([problems, sums]).toEqual([[], [4, 5]])
  })

  it.each([
    ['a store that nobody knows', 'nowhere\t\t100', /nowhere/],
    ['no store', '\t\t100', /names no store/],
    ['a KPI that nobody knows', 'west\tGlory\t100', /Glory/],
    ['no number', 'west\tsales\tmany', /“many” is no number/],
    ['an error of the spreadsheet', 'west\tsales\t#REF!', /#REF!/],
    ['another currency', 'west\tsales\t¥5000', /USD/],
    ['money for a rate', 'west\tacos\t$5', /not an amount of money/],
    ['a bare number for a rate', 'west\tacos\t8', /Do you mean 8%/],
    ['less than nothing', 'west\tsales\t-5', /negative/],
    ['nothing', 'west\tsales\t0', /above 0/],
    ['parts of a yen', 'hana\tsales\t5.5', /decimals/],
  ])('says what is wrong with a row and keeps the others: %s', (_what, row, why) => {
    const { entries, problems } = read(`Store\tKPI\tJan\nkyoto\tsales\t1\n${row}\nwest\tsales\t2`)
    expect(entries).toEqual([
      ['sales', 'kyoto', '2027-01', 1],
      ['sales', 'west', '2027-01', 200],
    ])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ row: 3, text: row.trimEnd() === row ? row : row })
    expect(problems[0]?.why.en).toMatch(why)
    for (const text of Object.values(problems[0]?.why ?? {})) expect(text).not.toBe('')
  })

  it('without headings asks for them, and takes whatever else is pasted', () => {
    expect(read('west\t100\t200').problems[0]?.why.en).toContain('headings')
    expect(read('')).toEqual({ entries: [], problems: [], sums: [] })
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => void readPaste(text, parts)))
  })

  it('loses no row: each gives targets, a reason, or is a sum or empty', () => {
    const cell = fc.constantFrom('', '5万', '8%', '¥100', 'x', '-', '1,000', '合計')
    const name = fc.constantFrom('west', '花屋', 'kyoto', 'nowhere', '合计', '')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, cell, cell), { minLength: 1, maxLength: 12 }), rows => {
        const { entries, problems, sums } = readPaste(
          `Store\tJan\tFeb\n${rows.map(row => row.join('\t')).join('\n')}\nwest\t1\t1`,
          parts,
        )
        const empty = rows.filter(
          ([store, ...cells]) =>
            (cells.every(one => one === '' || one === '-') && store !== 'nowhere' && store !== '合计') ||
            [store, ...cells].every(one => one === ''),
        ).length
        const used = new Set([...problems.map(({ row }) => row), ...sums]).size
        expect(entries.length + used).toBeGreaterThanOrEqual(rows.length - empty)
      }),
    )
  })
})

describe('sums of a sheet', () => {
  const rates = [
    { from: 'USD', to: 'JPY', since: '2027-01-01', rate: '150.5', demo: false },
    { from: 'USD', to: 'JPY', since: '2027-07-01', rate: '140', demo: false },
  ]
  const rowOf = (kpi: string, store: Store, values: readonly (number | null)[]): PlanRow => ({
    kpi: kpiOf(kpi),
    store,
    owner: null,
    cells: values.map((value, at) => ({ month: `2027-${String(at + 1).padStart(2, '0')}-01`, value, own: true })),
  })
  const year = fc.array(fc.option(fc.integer({ min: 0, max: 1e12 })), { minLength: 12, maxLength: 12 })
  const plus = (values: readonly (number | null | undefined)[]) =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

  it('agree: a market is the sum of its stores, a year of its months, in one currency and in several', () => {
    fc.assert(
      fc.property(year, year, year, (west, hana, kyoto) => {
        const rows = stores.map((store, at) => rowOf('sales', store, [west, hana, kyoto][at] ?? []))
        const { sums, all } = planTotals(rows, { rates, base: 'JPY' })
        const japan = sums.find(sum => sum.market === 'jp')
        expect(plus([japan?.year])).toBe(plus([...hana, ...kyoto]))
        for (const sum of sums) expect(plus([sum.year])).toBe(plus(sum.months))
        expect(plus([all?.year])).toBe(plus(all?.months ?? []))
        for (const [at, month] of (all?.months ?? []).entries())
          expect(plus([month])).toBe(
            plus([japan?.months[at]]) + Math.floor((west[at] ?? 0) * (at < 6 ? 1.505 : 1.4) + 0.5 + 1e-9),
          )
      }),
    )
  })

  it('are not made of rates and levels, and not of currencies without a rate', () => {
    const [west, hana] = stores
    if (!west || !hana) throw new Error('no stores')
    expect(planTotals([rowOf('acos', west, [0.1]), rowOf('acos', hana, [0.2])], { rates, base: 'JPY' })).toMatchObject({
      additive: false,
      sums: [],
      all: null,
    })
    const total = planTotals([rowOf('sales', west, [100]), rowOf('sales', hana, [200])], { rates: [], base: 'JPY' })
    expect(total).toMatchObject({ all: null, missing: ['USD'] })
    expect(total.sums).toHaveLength(2)
  })
})

it('a value is written so that chat reads the same again, and never as a year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.constantFrom(...stores), (minor, store) => {
      const text = typedValue(minor, kpiOf('sales'), store.currency)
      expect(text).not.toMatch(/^\d{4}$/)
      expect(read(`Store\tJan\n${store.slug}\t${text.includes(',') ? `"${text}"` : text}`).entries).toEqual([
        ['sales', store.slug, '2027-01', minor],
      ])
    }),
  )
  expect(typedValue(0.085, kpiOf('acos'), null)).toBe('8.5%')
})
