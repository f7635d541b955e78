import { beforeAll, describe, expect, it } from 'vitest'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { alike, dayPeriod, monthOf, type Period, rangePeriod, weekOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { kpi, sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, readerOf } from './support.ts'

const { addStore, write, figures } = company(await testDatabase())
/** Sunday evening in Los Angeles, Monday morning in Tokyo: the last day of the week and nearly of the month. */
const now = new Date('2026-11-30T02:00:00Z')
const today = '2026-11-29'
let stores: readonly Store[]

const spend = kpi({ id: 'ad_spend', formula: 'ad_spend', better: 'lower' })
const rate = kpi({ id: 'acos', formula: 'ad_spend / ad_sales', unit: 'ratio', better: 'lower' })

/** Every day has another figure, and the running one stands out. */
beforeAll(async () => {
  const zones = [
    ['America/Los_Angeles', 'USD'],
    ['America/New_York', 'USD'],
    ['Asia/Tokyo', 'USD'],
  ] as const
  stores = await Promise.all(zones.map(([timeZone, currency]) => addStore({ timeZone, currency })))
  for (const [at, store] of stores.entries()) {
    for (const sku of ['', 'A', 'B']) {
      const days: Record<string, Record<string, number>> = {}
      for (let day = new Date('2026-09-20'); day <= new Date('2026-11-30'); day.setUTCDate(day.getUTCDate() + 1)) {
        const key = day.toISOString().slice(0, 10)
        const value = (key >= today ? 90_000 : day.getUTCDate()) * (at + 1)
        days[key] = { net_sales: value, ad_spend: value / 2, ad_sales: value * 2 }
      }
      await write(store, days, { sku })
    }
  }
})

/** Periods whose last day runs somewhere, that run themselves, and that are over. */
const periods: readonly (readonly [string, Period, Period])[] = [
  ['the week on its last day', weekOf(today, today), weekOf('2026-11-22', today)],
  ['the week that ended elsewhere', weekOf(today, '2026-11-30'), weekOf('2026-11-22', '2026-11-30')],
  ['the month so far', monthOf(today, today), monthOf('2026-10-15', today)],
  ['days up to today', rangePeriod('2026-11-10', today), rangePeriod('2026-10-10', '2026-10-29')],
  ['the running day', dayPeriod(today), dayPeriod('2026-11-22')],
  ['days that are over', rangePeriod('2026-11-10', '2026-11-20'), rangePeriod('2026-10-10', '2026-10-20')],
]

describe.each(periods)('parts of %s', (_, period, before) => {
  it.each([
    ['sales', sampleKpis.sales],
    ['spend', spend],
    ['a rate', rate],
  ] as const)('count the days that the totals count, of %s', async (_name, asked: Kpi) => {
    const request = { kpi: asked, place: { kind: 'all' }, period, before, now } as const
    const reader = readerOf(stores)
    const parts = await figures.parts(reader, { ...request, by: 'store' })
    const read = async (span: Period, slug?: string) => {
      const place = slug === undefined ? request.place : ({ kind: 'store', slug } as const)
      const [figure] = await figures.read(reader, { kpis: [asked], place, period: span, now })
      return figure?.value ?? null
    }

    for (const part of parts) {
      const [store] = part.place.stores
      const isCounted = part.value !== null
      if (isCounted) expect(part.value).toBe(await read(period, store?.slug))
      expect(part.before).toBe(await read(before, store?.slug))
    }
    if (asked === rate) return
    expect(parts.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(await read(period))
    expect(parts.reduce((sum, part) => sum + (part.before ?? 0), 0)).toBe(await read(before))
  })

  it('by SKU add up to twice what the stores have, which each of two SKUs has', async () => {
    const request = { kpi: sampleKpis.sales, place: { kind: 'all' }, period, before, now } as const
    const reader = readerOf(stores)
    const sum = async (by: 'store' | 'sku') =>
      (await figures.parts(reader, { ...request, by })).reduce((all, { value }) => all + (value ?? 0), 0)

    expect(await sum('sku')).toBe(2 * (await sum('store')))
  })
})

it('cuts a named period on its last day like one that runs, and the one beside it to as many days', () => {
  const [week, former] = alike(weekOf(today, today), weekOf('2026-11-22', today), today)
  const [month, earlier] = alike(monthOf('2026-11-30', '2026-11-30'), monthOf('2026-10-15', '2026-11-30'), '2026-11-30')
  const [own, other] = alike(rangePeriod('2026-11-01', today), rangePeriod('2026-10-01', '2026-10-29'), today)
  const over = alike(weekOf('2026-11-22', today), weekOf('2026-11-15', today), today)

  expect([week.to, former.to]).toEqual(['2026-11-28', '2026-11-21'])
  expect([month.to, earlier.to]).toEqual(['2026-11-29', '2026-10-29'])
  expect([own.to, other.to]).toEqual(['2026-11-28', '2026-10-28'])
  expect(over.map(({ to }) => to)).toEqual(['2026-11-22', '2026-11-15'])
})
