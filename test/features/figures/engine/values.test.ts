import { expect, it } from 'vitest'
import { dayPeriod, monthOf, rangePeriod } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { kpi, sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, readerOf } from './support.ts'

const { addStore, read, write, figures } = company(await testDatabase())
const threeDays = rangePeriod('2017-11-01', '2017-11-03')

it('divides the sums of all stores and days, never averages of ratios', async () => {
  const [a, b] = [await addStore(), await addStore()]
  await write(a, { '2017-11-01': { orders: 1, sessions: 100 }, '2017-11-02': { orders: 30, sessions: 300 } })
  await write(b, { '2017-11-01': { orders: 9, sessions: 600 } })

  const figure = await read({ kpi: sampleKpis.conversion, stores: [a, b], period: threeDays })

  expect(figure.value).toBe(0.04) // 40 / 1000; the mean of the ratios would be 0.042
})

it('takes numerator and denominator of a ratio from the same days', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { orders: 10, sessions: 200 }, '2017-11-02': { sessions: 800 } })

  const figure = await read({ kpi: sampleKpis.conversion, stores: [store], period: threeDays })

  expect(figure.value).toBe(0.05)
  expect(figure.quality).toMatchObject({ daysWithData: 1, daysExpected: 3, missing: ['2017-11-02', '2017-11-03'] })
})

it('cannot judge a ratio without a denominator, and says 0 where only the numerator is', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { orders: 0, sessions: 0 }, '2017-11-02': { orders: 0, sessions: 50 } })

  const without = await read({ kpi: sampleKpis.conversion, stores: [store], period: dayPeriod('2017-11-01') })
  const zero = await read({ kpi: sampleKpis.conversion, stores: [store], period: dayPeriod('2017-11-02') })
  const nothing = await read({ kpi: sampleKpis.sales, stores: [store], period: dayPeriod('2017-11-02') })

  expect([without.value, zero.value, nothing.value]).toEqual([null, 0, null])
})

it('keeps fractions of a cent until the sum is done', async () => {
  const store = await addStore()
  await write(store, {
    '2017-11-01': { net_sales: '1000.1' },
    '2017-11-02': { net_sales: '2000.2' },
    '2017-11-03': { net_sales: '0.0000000001' },
  })

  const figure = await read({ kpi: sampleKpis.sales, stores: [store], period: threeDays })

  expect(figure.value).toBe(3000.3000000001)
  expect(figure.currency).toBe('USD')
})

it('adds up amounts beyond what a binary number holds exactly', async () => {
  const store = await addStore()
  await write(store, {
    '2017-11-01': { net_sales: '9007199254740993' },
    '2017-11-02': { net_sales: '-9007199254740992' },
  })

  expect((await read({ kpi: sampleKpis.sales, stores: [store], period: threeDays })).value).toBe(1)
})

it('takes the last known value of a level and adds stores, never days', async () => {
  const [a, b] = [await addStore(), await addStore()]
  const stock = kpi({ id: 'stock', formula: 'stock_on_hand', unit: 'count' })
  await write(a, { '2017-11-01': { stock_on_hand: 500 }, '2017-11-02': { stock_on_hand: 480 } })
  await write(b, { '2017-11-01': { stock_on_hand: 20 }, '2017-11-03': { stock_on_hand: 15 } })

  const figure = await read({ kpi: stock, stores: [a, b], period: threeDays })

  expect(figure.value).toBe(495)
  expect(figure.quality).toMatchObject({ daysWithData: 1, daysExpected: 2, missing: ['2017-11-03'] })
})

it('lets a level stand for two weeks and no longer', async () => {
  const store = await addStore()
  const stock = kpi({ id: 'stock', formula: 'stock_on_hand', unit: 'count' })
  await write(store, { '2017-11-01': { stock_on_hand: 500 } })

  const near = await read({ kpi: stock, stores: [store], period: dayPeriod('2017-11-14') })
  const far = await read({ kpi: stock, stores: [store], period: dayPeriod('2017-11-15') })

  expect([near.value, far.value]).toEqual([500, null])
})

it('averages a level over the days that have it', async () => {
  const store = await addStore()
  const turnover = kpi({ id: 'turnover', formula: 'mean(stock_value) / (cogs / days)', unit: 'days', better: 'lower' })
  await write(store, {
    '2017-11-01': { stock_value: 1000, cogs: 10 },
    '2017-11-02': { stock_value: 3000, cogs: 20 },
    '2017-11-03': { cogs: 30 },
  })

  const figure = await read({ kpi: turnover, stores: [store], period: threeDays })

  expect(figure.value).toBe(100) // 2000 / (60 / 3)
})

it('reaches back before the period for a trailing sum', async () => {
  const store = await addStore()
  const cover = kpi({ id: 'cover', formula: 'stock_on_hand / (trailing(units, 4) / 4)', unit: 'days', better: 'band' })
  await write(store, {
    '2017-10-30': { units: 1000 },
    '2017-10-31': { units: 3 },
    '2017-11-01': { units: 5 },
    '2017-11-02': { units: 4 },
    '2017-11-03': { units: 8, stock_on_hand: 60 },
  })

  const figure = await read({ kpi: cover, stores: [store], period: dayPeriod('2017-11-03') })

  expect(figure.value).toBe(12) // 60 / (20 / 4)
})

it('counts a measure that a formula can do without as nothing where no source tells it', async () => {
  const store = await addStore()
  const profit = kpi({ id: 'profit', formula: 'net_sales - cogs - optional(storage_cost)' })
  await write(store, {
    '2017-11-01': { net_sales: 1000, cogs: 600 },
    '2017-11-02': { net_sales: 1000, cogs: 600, storage_cost: 50 },
    '2017-11-03': { net_sales: 1000 },
  })

  const figure = await read({ kpi: profit, stores: [store], period: threeDays })

  expect(figure.value).toBe(750)
  expect(figure.quality).toMatchObject({ daysWithData: 2, daysExpected: 3 })
})

it('believes the source of the highest rank, measure by measure, and never adds two sources up', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { net_sales: 900, sessions: 40 } }, { source: 'push/erp', rank: 50 })
  await write(store, { '2017-11-01': { net_sales: 1000 } }, { source: 'record', rank: 90 })
  const sessions = kpi({ id: 'sessions', formula: 'sessions', unit: 'count' })

  const day = dayPeriod('2017-11-01')
  const values = [
    await read({ kpi: sampleKpis.sales, stores: [store], period: day }),
    await read({ kpi: sessions, stores: [store], period: day }),
  ]

  expect(values.map(figure => figure.value)).toEqual([1000, 40])
})

it('reads a SKU from the rows of the SKU and the store from its own', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { orders: 5, net_sales: 500 } })
  await write(store, { '2017-11-01': { net_sales: 120 } }, { sku: 'FUR-1', source: 'file/orders' })
  const place = { kind: 'store', slug: store.slug, sku: 'FUR-1' } as const

  const figure = await read({ kpi: sampleKpis.sales, stores: [store], place, period: dayPeriod('2017-11-01') })

  expect(figure.value).toBe(120)
  expect(figure.place.label.en).toBe(`${store.slug} · FUR-1`)
})

it('compares with the same weekdays before: amounts in relation, rates as a difference', async () => {
  const store = await addStore()
  await write(store, {
    '2017-11-06': { net_sales: 1000, orders: 10, sessions: 400 },
    '2017-11-13': { net_sales: 1200, orders: 12, sessions: 300 },
  })

  const sales = await read({ kpi: sampleKpis.sales, stores: [store], period: dayPeriod('2017-11-13') })
  const conversion = await read({ kpi: sampleKpis.conversion, stores: [store], period: dayPeriod('2017-11-13') })

  expect(sales.comparison).toMatchObject({ value: 1000, change: 0.2, kind: 'relative', period: { from: '2017-11-06' } })
  expect(conversion.comparison?.change).toBeCloseTo(0.015, 12)
  expect(conversion.comparison?.kind).toBe('points')
})

it('does not hold an amount against days that hardly have data', async () => {
  const store = await addStore()
  await write(store, { '2017-10-27': { net_sales: 1 } })
  await write(store, { '2017-11-01': { net_sales: 5 }, '2017-11-02': { net_sales: 5 }, '2017-11-03': { net_sales: 5 } })

  const figure = await read({ kpi: sampleKpis.sales, stores: [store], period: threeDays })

  expect(figure.comparison).toMatchObject({ value: 1, change: null })
})

it('never shows a store that the reader may not see', async () => {
  const [mine, other] = [await addStore(), await addStore()]
  await write(mine, { '2017-11-01': { net_sales: 100 } })
  await write(other, { '2017-11-01': { net_sales: 900 } })

  const all = await read({ kpi: sampleKpis.sales, stores: [mine], period: monthOf('2017-11-01') })
  const hidden = figures.resolve(readerOf([mine]), { kind: 'store', slug: other.slug })

  expect(all.value).toBe(100)
  await expect(hidden).rejects.toThrow(UserError)
})

it('adds demo and real stores never up, but shows each by name', async () => {
  const [real, demo] = [await addStore(), await addStore({ demo: true })]
  await write(real, { '2017-11-01': { net_sales: 100 } })
  await write(demo, { '2017-11-01': { net_sales: 900 } })
  const reader = { stores: [real, demo], demo: false }
  const request = { kpis: [sampleKpis.sales], period: dayPeriod('2017-11-01'), now: new Date() }

  const [total] = await figures.read(reader, { ...request, place: { kind: 'all' } })
  const [named] = await figures.read(reader, { ...request, place: { kind: 'store', slug: demo.slug } })

  expect([total?.value, named?.value]).toEqual([100, 900])
})

it('knows a store that was made just now', async () => {
  const store = await addStore()

  const catalog = await figures.catalog()

  expect(catalog.stores.map(({ slug }) => slug)).toContain(store.slug)
  expect(catalog.findKpi('sales')?.unit).toBe('money')
})
