import { beforeAll, expect, it } from 'vitest'
import { compare } from '#commands/figures/compare.ts'
import { status } from '#commands/figures/status.ts'
import { why } from '#commands/figures/why.ts'
import { eachDay } from '#src/domain/days.ts'
import { monthOf, weekOf } from '#src/domain/period/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { periodCard, periodReport } from '#src/features/reports/index.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-12-02T09:00:00Z')
const { say } = talkTo(db, [compare, status, why], now)
const stores: StoredStore[] = []

/** Rates are known from October on; the weekdays that November is held against begin in September. */
beforeAll(async () => {
  await addPerson(db, 'Owner')
  const source = await ensureSource(db, 'file/test', 'Test file')
  for (const [slug, currency, market] of [
    ['kyoto', 'JPY', 'jp'],
    ['texas', 'USD', 'us'],
  ] as const) {
    const store = await addStore(db, slug, { currency, market, timeZone: 'UTC' })
    stores.push(store)
    const rows = eachDay('2026-09-01', '2026-12-01')
      .filter(day => slug !== 'kyoto' || day !== '2026-11-10')
      .map(day => {
        const at = Number(day.slice(8)) + (day >= '2026-11-01' ? 9 : 0)
        const money = { net_sales: `${9_000 + at * 100}`, ad_sales: `${3_000 + at}`, ad_spend: `${800 + at * 7}` }
        const counts = { orders: `${9 + at}`, sessions: '400', ad_clicks: '400', units: '9', stock_on_hand: '500' }
        return { storeId: store.id, sku: '', day, measures: { ...money, ...counts } }
      })
    await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now })
  }
  await setRate(db, { from: 'JPY', to: 'USD', since: '2026-10-01', rate: '0.0066', by: null })
})

const rateAsked = /No exchange rate from JPY to USD on 2026-09-\d\d\. Set one .*rate JPY USD <rate> 2026-09-/

it.each(['status sales all 2026-11', 'why sales all 2026-11 2026-09', 'compare sales all 2026-11 2026-09'])(
  'names the rate for want of which nothing can be compared, and how it is set: %s',
  async line => {
    const text = textOf(await say(line))

    expect(text).toMatch(rateAsked)
    expect(text).not.toContain('too few figures')
    expect(text).not.toContain('nothing to compare with')
  },
)

it('tells why by all that is there where there is no change', async () => {
  const value = /Value:?\s+(\$[\d.,]+)/.exec(textOf(await say('status sales all 2026-11')))?.[1]

  expect(textOf(await say('why sales all 2026-11 2026-09'))).toContain(`Sales ${value}`)
})

it('names the side that lacks figures', async () => {
  expect(textOf(await say('compare sales kyoto 2026-11-10 2026-10-10'))).toContain('too few figures in Tue, Nov 10')
})

it('tells no parts of a total that cannot be compared, as if one store were all', async () => {
  const request = { reader: { stores, demo: false }, place: { kind: 'all' }, now } as const
  const read = async (period: ReturnType<typeof monthOf>) =>
    textOf(periodCard(await periodReport({ db, figures: createFigures(db) }, { ...request, period }), { zone: 'UTC' }))

  expect(await read(monthOf('2026-11-01'))).not.toContain('Against the same weekdays before')
  expect(await read(monthOf('2026-11-01'))).toMatch(rateAsked)
  const week = await read(weekOf('2026-11-23'))
  expect(week).toContain('Against the same weekdays before')
  expect(week).toContain('Data still missing: Kyoto (Days of cover looks back to Nov 10)')
  expect(week).not.toMatch(/of \d{2,} stores/)
})

it('tells rates in points alone, and of markets what they were and are', async () => {
  const text = textOf(await say('why acos all 2026-11-20'))

  expect(text).toMatch(/^ACoS [\d.]+%, [\d.]+% in [^\n]*: [+-][\d.]+ pt$/m)
  expect(text).toMatch(/(?:Japan|US)[^\d–]*[\d.]+% → [\d.]+%/)
})

it.each([
  ['en', /not listed, as the two periods cannot be compared/],
  ['ja', /両期間を比較できないため/],
  ['zh-CN', /两期无法对比/],
] as const)('lists no movers of a period that cannot be compared, and says so: %s', async (locale, said) => {
  const request = { reader: { stores, demo: false }, place: { kind: 'all' }, now } as const
  const read = async (period: ReturnType<typeof monthOf>) =>
    periodCard(await periodReport({ db, figures: createFigures(db) }, { ...request, period }), { zone: 'UTC' })
  const text = textOf(await read(monthOf('2026-11-01')), locale)

  expect(text).toMatch(said)
  expect(text).not.toMatch(/: gained most|: lost most|伸びが大きい|落ち込みが大きい|增长最多|下降最多/)
  expect(textOf(await read(weekOf('2026-11-23')), locale)).not.toMatch(said)
})
