import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { listDirtyDays, listKnownDays, markDirtyDays } from '#src/features/ingest/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()

beforeEach(async () => {
  await truncate(db, 'metric_day, dirty_days, stores, sources restart identity')
  await db.execute(sql`
    insert into stores (slug, name, platform, market, currency, time_zone, aliases)
    select 'store-' || n, 'Store ' || n, 'other', 'us', 'USD', 'UTC', '{}' from generate_series(1, 3) n`)
  await db.execute(sql`
    insert into sources (key, name, last_seen_at) values
      ('push/a', 'A', '2026-11-20'), ('push/b', 'B', null), ('push/gone', 'Gone', '2025-01-01')`)
})

/** Rows as `store source sku day`. */
async function store(...rows: readonly string[]): Promise<void> {
  for (const row of rows) {
    const [storeId = '', sourceId = '', sku = '', day = ''] = row.split(' ')
    await db.execute(sql`insert into metric_day (store_id, source_id, sku, day, m)
      values (${Number(storeId)}, ${Number(sourceId)}, ${sku === '-' ? '' : sku}, ${day}, '{"orders": 1}')`)
  }
}

describe('days that have figures', () => {
  it('are those of the store itself, from any source, once, from a day on', async () => {
    await store('1 1 - 2026-11-18', '1 2 - 2026-11-18', '1 1 - 2026-11-19', '1 1 X 2026-11-19', '1 1 - 2026-11-01')
    await store('2 2 - 2026-11-20', '3 1 - 2026-11-20')

    const known = await listKnownDays(db, [1, 2], '2026-11-10')

    expect([...known].map(([id, days]) => [id, [...days].sort()])).toEqual([
      [1, ['2026-11-18', '2026-11-19']],
      [2, ['2026-11-20']],
    ])
  })

  it('are also those of SKUs where a source tells nothing that adds up to figures of the store', async () => {
    await store('1 1 - 2026-11-18', '1 2 X 2026-11-17', '1 2 Y 2026-11-19', '2 3 X 2026-11-19')

    const known = await listKnownDays(db, [1, 2], '2026-11-10')

    expect([...known].map(([id, days]) => [id, [...days].sort()])).toEqual([
      [1, ['2026-11-17', '2026-11-18', '2026-11-19']],
    ])
  })

  it('are put on the list once each, between two days', async () => {
    await store('1 1 - 2026-11-18', '1 2 - 2026-11-18', '1 2 - 2026-11-19', '1 1 - 2026-11-21', '2 1 - 2026-11-18')

    await markDirtyDays(db, [1], '2026-11-18', '2026-11-20')
    await markDirtyDays(db, [1], '2026-11-18', '2026-11-19')

    expect((await listDirtyDays(db)).map(({ storeId, day }) => `${storeId} ${day}`)).toEqual([
      '1 2026-11-18',
      '1 2026-11-19',
    ])
  })
})
