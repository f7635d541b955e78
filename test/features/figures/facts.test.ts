import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { readFirstDays, readSkuDays, readStoreDays } from '#src/features/figures/store/facts.ts'
import { haveOneSource, readSkuTotals } from '#src/features/figures/store/sku-totals.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { skus, sources } from '#src/platform/database/schema/index.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const plain = { platform: 'other', market: 'us', currency: 'USD', timeZone: 'UTC' }
const low = await ensureSource(db, 'push/low')
const high = await ensureSource(db, 'push/high')
await db.update(sources).set({ rank: 80, provisionalDays: 2 }).where(eq(sources.id, high.id))
let count = 0

type Row = readonly [sku: string, day: string, measures: Readonly<Record<string, string>>]

async function store(rows: readonly Row[], more: readonly Row[] = [], now = '2026-11-01T00:00:00Z') {
  const made = await createStore(db, { ...plain, slug: `s${++count}`, name: 'S' })
  for (const [source, list] of [
    [low, rows],
    [high, more],
  ] as const) {
    const observations = list.map(([sku, day, measures]) => ({ storeId: made.id, sku, day, measures }))
    await writeObservations(db, { sourceId: source.id, rows: observations, mode: 'merge', now: new Date(now) })
  }
  return made.id
}

it('merges sources measure by measure, the higher rank first', async () => {
  const id = await store(
    [['', '2026-10-01', { net_sales: '900', sessions: '40' }]],
    [['', '2026-10-01', { net_sales: '1000.25' }]],
  )

  const [day, ...others] = await readStoreDays(db, {
    storeIds: [id],
    from: '2026-10-01',
    to: '2026-10-31',
    measures: ['net_sales', 'sessions', 'orders'],
  })

  expect(others).toEqual([])
  expect(day).toMatchObject({ storeId: id, sku: '', day: '2026-10-01' })
  expect(day?.find('net_sales')).toEqual({
    value: '1000.25',
    updatedAt: Date.parse('2026-11-01'),
    corrected: false,
    provisionalDays: 2,
  })
  expect(day?.find('sessions')).toMatchObject({ value: '40', provisionalDays: 0 })
  expect([day?.find('orders'), day?.find('ad_spend')]).toEqual([null, null])
})

it('keeps every digit', async () => {
  const value = '12345678901234567890.000000000000000001'
  const id = await store([['', '2026-10-01', { net_sales: value }]])

  const [day] = await readStoreDays(db, {
    storeIds: [id],
    from: '2026-10-01',
    to: '2026-10-01',
    measures: ['net_sales'],
  })

  expect(day?.find('net_sales')?.value).toBe(value)
})

it('reads several spans, and only the stores, SKUs and measures asked for', async () => {
  const id = await store([
    ['', '2026-10-01', { net_sales: '1' }],
    ['', '2026-10-05', { net_sales: '5' }],
    ['', '2026-10-09', { net_sales: '9' }],
    ['A', '2026-10-05', { net_sales: '3' }],
  ])
  const spans = [
    { from: '2026-10-01', to: '2026-10-02' },
    { from: '2026-10-08', to: '2026-10-09' },
  ]

  const days = await readStoreDays(db, { storeIds: [id], spans, measures: ['net_sales'] })
  const ofSku = await readSkuDays(db, {
    storeIds: [id],
    spans: [{ from: '2026-10-01', to: '2026-10-09' }],
    measures: ['net_sales'],
    sku: 'A',
  })

  expect(days.map(day => day.day)).toEqual(['2026-10-01', '2026-10-09'])
  expect(ofSku.map(day => [day.day, day.sku, day.find('net_sales')?.value])).toEqual([['2026-10-05', 'A', '3']])
  expect(await readStoreDays(db, { storeIds: [], spans, measures: ['net_sales'] })).toEqual([])
})

it('knows the first day of each measure', async () => {
  const id = await store([
    ['', '2026-10-03', { net_sales: '1' }],
    ['', '2026-10-05', { net_sales: '5', sessions: '7' }],
    ['A', '2026-10-01', { units: '3' }],
  ])

  const first = await readFirstDays(db, { storeIds: [id], measures: ['net_sales', 'sessions', 'orders'] })

  expect(first.map(({ measure, day }) => [measure, day]).sort()).toEqual([
    ['net_sales', '2026-10-03'],
    ['sessions', '2026-10-05'],
  ])
})

it('adds SKUs up exactly, takes the last of a level and the mean of its days', async () => {
  const id = await store([
    ['A', '2026-10-01', { net_sales: '0.1', stock_on_hand: '10' }],
    ['A', '2026-10-02', { net_sales: '0.2', stock_on_hand: '7' }],
    ['A', '2026-10-03', { net_sales: '5' }],
    ['B', '2026-10-02', { stock_on_hand: '3' }],
    ['B', '2026-11-02', { net_sales: '99' }],
  ])
  await db.insert(skus).values({ storeId: id, sku: 'A', name: 'Chair' })

  const totals = await readSkuTotals(
    db,
    {
      storeIds: [id],
      from: '2026-10-01',
      to: '2026-10-31',
      measures: [
        { measure: 'net_sales', aggregate: 'sum' },
        { measure: 'stock_on_hand', aggregate: 'last' },
        { measure: 'stock_on_hand', aggregate: 'mean' },
      ],
    },
    true,
  )

  expect([...totals].sort((a, b) => (a.sku < b.sku ? -1 : 1))).toEqual([
    { storeId: id, sku: 'A', name: 'Chair', values: ['5.3', '7', '8.5'] },
    { storeId: id, sku: 'B', name: null, values: [null, '3', '3'] },
  ])
})

it('does not add a SKU up twice that two sources know', async () => {
  const id = await store(
    [['A', '2026-10-01', { net_sales: '100', units: '2' }]],
    [['A', '2026-10-01', { net_sales: '110' }]],
  )

  const totals = await readSkuTotals(
    db,
    {
      storeIds: [id],
      from: '2026-10-01',
      to: '2026-10-31',
      measures: [
        { measure: 'net_sales', aggregate: 'sum' },
        { measure: 'units', aggregate: 'sum' },
      ],
    },
    await haveOneSource(db, [id]),
  )

  expect(totals).toEqual([{ storeId: id, sku: 'A', name: null, values: ['110', '2'] }])
})
