import { expect, it } from 'vitest'
import { dayPeriod, rangePeriod } from '#src/domain/period/index.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { writeSetting } from '#src/platform/database/settings.ts'
import { sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, readerOf } from './support.ts'

const { db, addStore, read, write, figures } = company(await testDatabase())
const { sales, acos, conversion } = sampleKpis
const twoDays = rangePeriod('2017-11-01', '2017-11-02')
const rate = (from: string, to: string, since: string, value: string, demo = false) =>
  setRate(db, { from, to, since, rate: value, by: null, demo })

await rate('JPY', 'USD', '2017-10-01', '0.009')
await rate('JPY', 'USD', '2017-11-02', '0.01')
await rate('USD', 'CNY', '2017-10-01', '6.5')

it('leaves stores of one currency in it', async () => {
  const [a, b] = [await addStore({ currency: 'JPY' }), await addStore({ currency: 'JPY' })]
  for (const store of [a, b]) await write(store, { '2017-11-01': { net_sales: 5000 } })

  const figure = await read({ kpi: sales, stores: [a, b], period: twoDays })

  expect(figure).toMatchObject({ value: 10_000, currency: 'JPY', rates: [] })
})

it('adds currencies up in the base currency, each day at the rate valid on it, and tells the rates', async () => {
  const [us, jp] = [await addStore(), await addStore({ currency: 'JPY' })]
  await write(us, { '2017-11-01': { net_sales: 10_000 } })
  await write(jp, { '2017-11-01': { net_sales: 10_000 }, '2017-11-02': { net_sales: 5000 } })

  const figure = await read({ kpi: sales, stores: [us, jp], period: twoDays })

  // 100.00 USD + 10,000 yen at 0.009 (90.00 USD) + 5,000 yen at 0.01 (50.00 USD), in cents
  expect(figure).toMatchObject({ value: 24_000, currency: 'USD' })
  expect(figure.rates).toEqual([
    { from: 'JPY', to: 'USD', rate: '0.009', since: '2017-10-01' },
    { from: 'JPY', to: 'USD', rate: '0.01', since: '2017-11-02' },
  ])
})

it('converts numerator and denominator of a ratio of money alike', async () => {
  const [us, jp] = [await addStore(), await addStore({ currency: 'JPY' })]
  await write(us, { '2017-11-01': { ad_spend: 1000, ad_sales: 10_000 } })
  await write(jp, { '2017-11-01': { ad_spend: 4000, ad_sales: 10_000 } })

  const figure = await read({ kpi: acos, stores: [us, jp], period: twoDays })

  expect(figure.value).toBe(4600 / 19_000) // 10 + 36 dollars over 100 + 90 dollars
  expect(figure.currency).toBeNull()
  expect(figure.rates).toHaveLength(1)
})

it('needs no rate where no money is added up', async () => {
  const [us, jp] = [await addStore(), await addStore({ currency: 'KRW' })]
  for (const store of [us, jp]) await write(store, { '2017-11-01': { orders: 2, sessions: 100 } })

  expect(await read({ kpi: conversion, stores: [us, jp], period: twoDays })).toMatchObject({ value: 0.02, rates: [] })
})

it('finds a way over a third currency, and back along a rate', async () => {
  const [us, cn] = [await addStore(), await addStore({ currency: 'CNY' })]
  await write(us, { '2017-11-01': { net_sales: 100 } })
  await write(cn, { '2017-11-01': { net_sales: 65_000 } })

  const inDollars = await read({ kpi: sales, stores: [us, cn], period: twoDays })

  expect(inDollars.value).toBeCloseTo(10_100, 9) // 650.00 CNY are 100.00 USD
  expect(inDollars.rates).toEqual([{ from: 'USD', to: 'CNY', rate: '6.5', since: '2017-10-01' }])
})

it('gives no value and says which rate is missing, instead of adding yen to won', async () => {
  const [us, kr] = [await addStore(), await addStore({ currency: 'KRW' })]
  for (const store of [us, kr]) await write(store, { '2017-11-01': { net_sales: 100 } })

  const figure = await read({ kpi: sales, stores: [us, kr], period: twoDays })

  expect(figure.value).toBeNull()
  expect(figure.problem?.en).toContain('No exchange rate from KRW to USD on 2017-11-01')
})

it('does not use a rate before its date', async () => {
  const [us, jp] = [await addStore(), await addStore({ currency: 'JPY' })]
  for (const store of [us, jp]) await write(store, { '2017-09-01': { net_sales: 100 } })

  expect((await read({ kpi: sales, stores: [us, jp], period: dayPeriod('2017-09-01') })).value).toBeNull()
})

it('never uses a rate of the demo company for real stores', async () => {
  await rate('EUR', 'USD', '2017-01-01', '1.2', true)
  const [us, eu] = [await addStore(), await addStore({ currency: 'EUR' })]
  const [demoUs, demoEu] = [await addStore({ demo: true }), await addStore({ demo: true, currency: 'EUR' })]
  for (const store of [us, eu, demoUs, demoEu]) await write(store, { '2017-11-01': { net_sales: 100 } })

  const real = await read({ kpi: sales, stores: [us, eu], period: twoDays })
  const demo = await read({ kpi: sales, stores: [demoUs, demoEu], period: twoDays })

  expect([real.value, demo.value]).toEqual([null, 220])
})

it('holds a target in another currency against the figure at the same rates', async () => {
  const jp = await addStore({ currency: 'JPY' })
  await write(jp, { '2017-11-02': { net_sales: 5000 } })
  await addTarget(db, {
    kpiId: 'sales',
    place: `store:${jp.slug}`,
    period: 'day',
    value: 10_000,
    currency: 'USD',
    validFrom: '2017-11-01',
    setBy: null,
  })
  const place = { kind: 'store', slug: jp.slug } as const

  const figure = await read({ kpi: sales, stores: [jp], place, period: dayPeriod('2017-11-02') })

  expect(figure.target?.value).toBeCloseTo(10_000, 9) // 100.00 USD are 10,000 yen
  expect(figure.target?.attainment).toBeCloseTo(0.5, 9)
})

it('ranks the stores that moved most in one currency', async () => {
  const [us, jp] = [await addStore({ slug: 'us' }), await addStore({ slug: 'jp', currency: 'JPY' })]
  await write(us, { '2017-11-01': { net_sales: 100 }, '2017-11-08': { net_sales: 400 } })
  await write(jp, { '2017-11-01': { net_sales: 5000 }, '2017-11-08': { net_sales: 4000 } })
  const [period, before] = [dayPeriod('2017-11-08'), dayPeriod('2017-11-01')]
  const request = {
    kpi: sales,
    place: { kind: 'all' },
    by: 'store',
    period,
    before,
    limit: 5,
    now: new Date(),
  } as const

  const movers = await figures.movers(readerOf([us, jp]), request)

  expect(movers.map(({ place, change, currency }) => [place.key, change, currency])).toEqual([
    ['store:us', 300, 'USD'],
    ['store:jp', -500, 'USD'], // 45.00 USD before, 40.00 USD after
  ])
})

it('ranks SKUs in one currency across a day on which the rate changes', async () => {
  const [us, jp] = [await addStore({ slug: 'us2' }), await addStore({ slug: 'jp2', currency: 'JPY' })]
  await write(us, { '2017-11-02': { net_sales: 10 } }, { sku: 'A' })
  await write(jp, { '2017-11-01': { net_sales: 1000 }, '2017-11-02': { net_sales: 1000 } }, { sku: 'B' })
  await write(jp, { '2017-10-01': { net_sales: 400 }, '2017-10-02': { net_sales: 600 } }, { sku: 'C' })
  const before = rangePeriod('2017-10-01', '2017-10-02')
  const request = {
    kpi: sales,
    place: { kind: 'all' },
    by: 'sku',
    period: twoDays,
    before,
    limit: 2,
    now: new Date(),
  } as const

  const movers = await figures.movers(readerOf([us, jp]), request)

  expect(movers.map(({ place, value, before: then, change }) => [place.key, value, then, change])).toEqual([
    ['store:jp2/sku:B', 1900, 0, 1900],
    ['store:jp2/sku:C', 0, 900, -900],
  ])
})

it('adds up in the base currency that the team has set', async () => {
  await writeSetting(db, 'base_currency', 'JPY')
  const [us, jp] = [await addStore(), await addStore({ currency: 'JPY' })]
  await write(us, { '2017-11-02': { net_sales: 10_000 } })
  await write(jp, { '2017-11-02': { net_sales: 500 } })

  const figure = await read({ kpi: sales, stores: [us, jp], period: dayPeriod('2017-11-02') })

  expect(figure).toMatchObject({ value: 10_500, currency: 'JPY' })
})
