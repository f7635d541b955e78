import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { eachDay } from '#src/domain/days.ts'
import { ensureSource, writeInTransaction } from '#src/features/ingest/index.ts'
import { listDifferences, reconcile, stateFileOf } from '#src/features/reconciliation/index.ts'
import { createStore, type StoredStore } from '#src/features/stores/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const now = new Date('2026-06-10T20:00:00Z')
const days = eachDay('2026-05-01', '2026-05-31')
const cents = (at: number) => 10_000 + at * 137
let store: StoredStore

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, stores, sources, metric_day, imports, import_lines, import_rows, stated_totals, differences, day_coverage restart identity cascade',
  )
  store = await createStore(db, {
    ...{ slug: 'pier-9', name: 'Pier 9', platform: 'amazon', market: 'us', currency: 'USD' },
    timeZone: 'America/Los_Angeles',
  })
  const source = await ensureSource(db, 'amazon/orders', 'Orders')
  const rows = days.map((day, at) => ({
    ...{ storeId: store.id, sku: '', day },
    measures: { net_sales: String(cents(at)), orders: '3', refunds_amount: '250', tax_amount: String(500 + at) },
  }))
  await db.transaction(tx =>
    writeInTransaction(tx, { sourceId: source.id, rows, now, mode: 'replace-days', finalAfterDays: 1, history: true }),
  )
})

/** What a file says that has its sales so. */
async function compared(sales: (at: number) => number | null, head = 'Day,Net sales,Orders') {
  const lines = days.flatMap((day, at) => {
    const value = sales(at)
    return value === null ? [] : [`${day},${(value / 100).toFixed(2)},3`]
  })
  const path = join(await mkdtemp(join(tmpdir(), 'reconcile-')), 'report.csv')
  await writeFile(path, `${[head, ...lines].join('\n')}\n`)
  const told = await stateFileOf(db, { store: 'Pier 9', month: '2026-05', path }, now)
  const log = { info: () => {}, error: () => {} }
  await reconcile({ db, connectors: [], env: {}, secretKey: '', now: () => now, log }, store, {
    from: '2026-05-01',
    to: '2026-05-31',
  })
  const list = await listDifferences(db, { storeId: store.id })
  return { told, of: (measure: string) => list.find(one => one.measure === measure) }
}

describe('a file of the marketplace beside our month', () => {
  it.each<[string, (at: number) => number | null, string]>([
    ['the same', cents, 'none'],
    ['without refunds taken off', at => cents(at) + 250, 'refunds'],
    ['with tax', at => cents(at) + 500 + at, 'tax'],
  ])('that has sales %s is found out', async (_, sales, kind) => {
    const { told, of } = await compared(sales)

    expect(told).toEqual({ days: 31, of: 31 })
    expect(JSON.stringify(of('net_sales')?.reason)).toContain(kind)
    expect(of('orders')?.reason.kind).toBe('none')
  })

  it('changes no figure of ours', async () => {
    await compared(at => cents(at) * 2)

    const rows = await db.execute(
      sql`select count(*)::int as n, count(distinct source_id)::int as sources from metric_day`,
    )
    expect(rows[0]).toEqual({ n: 31, sources: 1 })
  })

  it.each([
    ['nowhere', '2026-05', 'no store'],
    ['Pier 9', '2026-13', 'no month'],
    ['Pier 9', '2026-05', 'no file'],
  ])('is refused in words for %s %s', async (name, month, words) => {
    await expect(stateFileOf(db, { store: name, month, path: '/nowhere.csv' }, now)).rejects.toThrow(words)
  })
})
