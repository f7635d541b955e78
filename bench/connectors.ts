import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { parsePeriod } from '#src/domain/period/index.ts'
import { defaultKpis } from '#src/features/figures/default-kpis.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { ensureSource } from '#src/features/ingest/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { type BenchRow, inMegabytes, inMilliseconds, percentile } from './row.ts'
import { beside, startChild } from './support/child.ts'
import { withDatabase } from './support/database.ts'
import { type OrdersMarket, startOrdersMarket } from './support/orders-market.ts'

/** Order lines of 24 months; `BENCH_ORDER_LINES` names fewer. Budgets are those of the design, for a million. */
const lines = Number(process.env.BENCH_ORDER_LINES ?? 1_000_000)
const [days, maxMinutes, maxBytes, maxMinutesToday, maxStatusMs] = [729, 30, 400_000_000, 5, 60]
const zone = 'America/Los_Angeles'
/** Sources besides the connector's orders, so that a store has five. */
const others = ['push/traffic', 'push/ads', 'push/stock', 'push/service']
const reads = 100

/**
 * A shop is connected and two years of its orders are fetched by a process of its own, at the rates that the marketplace
 * publishes (`BENCH_BUDGETS=wide`: at any rate).
 */
export async function run(): Promise<readonly BenchRow[]> {
  const market = await startOrdersMarket(Math.ceil(lines / days))
  try {
    return await withDatabase(database => measure(database, market))
  } finally {
    await market.close()
  }
}

async function measure(database: Database, market: OrdersMarket): Promise<readonly BenchRow[]> {
  const { db, url } = database
  const today = localDay(new Date(), zone)
  const worker = startChild(beside(import.meta.url, 'support/sync-worker'), {
    BENCH_DATABASE: url,
    BENCH_MARKET: market.url,
    BENCH_SINCE: shiftDays(today, -days + 1),
  })
  const gone = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  const seen = { complete: false, peak: 0, todayMs: Number.NaN, openThen: 0 }
  worker.on('message', (message: { readonly complete?: boolean }) => {
    seen.complete ||= message.complete === true
  })
  const begun = performance.now()
  while (worker.exitCode === null && worker.signalCode === null) {
    seen.peak = Math.max(seen.peak, await peakBytes(worker))
    if (Number.isNaN(seen.todayMs) && (await isThere(db, today))) {
      seen.todayMs = performance.now() - begun
      seen.openThen = await openPieces(db)
    }
    await pause(250)
  }
  await gone
  const minutes = (performance.now() - begun) / 60_000
  if (!seen.complete) throw new Error('the history did not become complete')
  await requireExact(db, market)
  return [...syncRows(market, minutes, seen), await statusRow(db, today)]
}

function syncRows(market: OrdersMarket, minutes: number, seen: { peak: number; todayMs: number; openThen: number }) {
  const none = { peer: null, ratio: null }
  const per = Math.round(market.told() / (minutes * 60))
  const rows: BenchRow[] = [
    {
      name: `${market.told().toLocaleString('en')} order lines of 24 months, connected to complete (${per} a second)`,
      ours: `${minutes.toFixed(1)} min`,
      budget: `≤ ${maxMinutes} min`,
      ok: minutes <= maxMinutes,
      ...none,
    },
    {
      name: 'memory of the process at its highest',
      ours: inMegabytes(seen.peak),
      budget: `≤ ${inMegabytes(maxBytes)}`,
      ok: seen.peak <= maxBytes,
      ...none,
    },
    {
      name: `today's figures after connecting, ${seen.openThen} pieces of history still open`,
      ours: `${(seen.todayMs / 1_000).toFixed(1)} s`,
      budget: `≤ ${maxMinutesToday} min`,
      ok: seen.todayMs <= maxMinutesToday * 60_000,
      ...none,
    },
  ]
  return rows
}

/** Highest resident memory so far; 0 where the system does not tell. */
async function peakBytes({ pid }: ChildProcess): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
}

async function isThere(db: Db, today: string): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from metric_day where sku = '' and day >= ${shiftDays(today, -1)}::date
    and (m->>'orders')::numeric > 0 limit 1`)
  return rows.length > 0
}

async function openPieces(db: Db): Promise<number> {
  const [row] = await db.execute(
    sql`select count(*)::int as open from pulls where kind = 'backfill' and state = 'waiting'`,
  )
  return Number(row?.open)
}

/** What is stored is what was told, line by line. */
async function requireExact(db: Db, market: OrdersMarket): Promise<void> {
  const [row] = await db.execute(
    sql`select sum((m->>'order_lines')::numeric)::int as lines from metric_day where sku = ''`,
  )
  const [kept] = await db.execute(sql`select count(*)::int as lines from order_ledger where order_id like '111-%'`)
  if (Number(kept?.lines) > market.told() || Number(row?.lines) < Number(kept?.lines)) {
    throw new Error(`told ${market.told()} lines, kept ${kept?.lines}, counted ${row?.lines}`)
  }
}

async function statusRow(db: Db, today: string): Promise<BenchRow> {
  const [store] = await listStores(db)
  if (!store) throw new Error('no store was connected')
  for (const [index, key] of others.entries()) {
    const { id } = await ensureSource(db, key)
    await db.execute(sql`insert into metric_day (store_id, source_id, sku, day, m)
      select ${store.id}::int, ${id}::int, case when k = 0 then '' else 'SKU-' || k end, ${today}::date - d,
        jsonb_build_object(${measureOf(index)}::text, d + k)
      from generate_series(0, ${days - 1}::int) d, generate_series(0, 50) k`)
  }
  await db.execute(sql`vacuum analyze metric_day`)
  const figures = createFigures(db)
  const [catalog, now] = [await figures.catalog(), new Date()]
  const reader = { stores: [store], demo: false }
  const place = { kind: 'store', slug: store.slug } as const
  const times: number[] = []
  for (let i = 0; i < reads + 5; i++) {
    const period = parsePeriod(['yesterday', 'mtd', 'last month'][i % 3] ?? '', today)
    if (!period) throw new Error('no such period')
    const start = performance.now()
    const kpis = await defaultKpis(db, catalog, await figures.resolve(reader, place))
    await figures.read(reader, { kpis, place, period, now })
    if (i >= 5) times.push(performance.now() - start)
  }
  const p95 = percentile(times, 0.95)
  const name = `status of the store with five sources, p95 of ${reads}`
  const ok = p95 <= maxStatusMs
  return { name, ours: inMilliseconds(p95), peer: null, ratio: null, budget: `≤ ${maxStatusMs} ms`, ok }
}

function measureOf(index: number): string {
  return ['sessions', 'ad_spend', 'stock_on_hand', 'messages_received'][index] ?? 'sessions'
}
