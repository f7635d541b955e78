import { sql } from 'drizzle-orm'
import { measures } from '#src/domain/measures/index.ts'
import { parsePeriod } from '#src/domain/period/index.ts'
import { defaultKpis } from '#src/features/figures/default-kpis.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type BenchRow, inMilliseconds, percentile } from './row.ts'
import { addStores, withDatabase } from './support/database.ts'

const storeCount = 50
const skusPerStore = 200
const dayCount = 400
const measureCount = 30
const reads = 60
/** Design rule: p95 of a store's status at 4 M rows and 120 M values. */
const budgetMs = 60

/** A store's scorecard while four million rows of thirty figures are stored. */
export async function run(): Promise<readonly BenchRow[]> {
  return withDatabase(async ({ db }) => {
    const start = performance.now()
    const stores = await addStores(db, storeCount)
    await fill(db)
    process.stderr.write(`status: filled four million rows in ${Math.round((performance.now() - start) / 1000)} s\n`)
    const figures = createFigures(db)
    const now = new Date('2026-02-04T17:00:00Z')
    const catalog = await figures.catalog()
    const reader = { stores, demo: false }
    const read = async (i: number, words: string) => {
      const store = stores[i % stores.length]
      const period = parsePeriod(words, '2026-02-04')
      if (!store || !period) throw new Error('Nothing to read')
      const place = { kind: 'store', slug: store.slug } as const
      const kpis = await defaultKpis(db, catalog, await figures.resolve(reader, place))
      await figures.read(reader, { kpis, place, period, now })
    }
    const rows: BenchRow[] = []
    for (const words of ['yesterday', 'mtd', '2026-01']) rows.push(await measure(words, i => read(i, words)))
    return rows
  })
}

async function measure(words: string, read: (i: number) => Promise<void>): Promise<BenchRow> {
  const times: number[] = []
  for (let i = 0; i < reads + 5; i++) {
    const start = performance.now()
    await read(i)
    if (i >= 5) times.push(performance.now() - start)
  }
  const p95 = percentile(times, 0.95)
  return {
    name: `status of one store at 4 M rows, ${words}, p95 of ${reads}`,
    ours: inMilliseconds(p95),
    peer: null,
    ratio: null,
    budget: `≤ ${budgetMs} ms`,
    ok: p95 <= budgetMs,
  }
}

/** Day by day, as figures come in; store rows beside their SKUs. */
async function fill(db: Db): Promise<void> {
  const source = await ensureSource(db, 'push/erp')
  const pairs = measures.slice(0, measureCount).map(({ id }, n) => `'${id}', (d * 7 + k * 3 + ${n})`)
  const figures = sql.raw(`jsonb_build_object(${pairs.join(', ')})`)
  for (let from = 0; from < dayCount; from += 50) {
    await db.execute(sql`
      insert into metric_day (store_id, source_id, sku, day, m)
      select s.id, ${source.id}::int, case when k = 0 then '' else 'SKU-' || k end, date '2025-01-01' + d, ${figures}
      from generate_series(${from}::int, ${from + 49}::int) d, stores s, generate_series(0, ${skusPerStore}::int) k
      order by d, s.id, k`)
  }
  await db.execute(sql`vacuum analyze metric_day`)
}
