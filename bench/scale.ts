import { sql } from 'drizzle-orm'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { measures } from '#src/domain/measures/index.ts'
import { parsePeriod } from '#src/domain/period/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import { createFigures, type Figures } from '#src/features/figures/figures.ts'
import { listKnownDays } from '#src/features/ingest/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { type Db, openDatabase } from '#src/platform/database/db.ts'
import { type BenchRow, inMilliseconds, median, timed } from './row.ts'
import { addStores, withDatabase } from './support/database.ts'

/** The company: 500 stores with 2,000 SKUs each over 400 days, of which these stores have all their SKUs stored. */
const storeCount = 500
const sampledStores = 2
const skusPerStore = 2_000
/** Figures of a store's day, and of a SKU's. */
const [storeFigures, skuFigures] = [30, 6]
/** Days of history at which the same reads are done; the newest are there first. */
const histories = [50, 100, 200, 400] as const
const sizes = [1, 10, 100, 500] as const
const last = '2026-02-04'
const now = new Date('2026-02-04T17:00:00Z')
/** Judgement: what a read may take more with eight times the history, and a store may cost more among many. */
const flat = 1.6
const kpiIds = ['sales', 'orders', 'units', 'sessions', 'conversion_rate', 'aov']

/** What a read costs: pages of the database, which no other work on the machine changes, and milliseconds. */
interface Cost {
  readonly pages: number
  readonly ms: number
}

/** What reading costs while history grows, and the more stores are asked for. */
export async function run(): Promise<readonly BenchRow[]> {
  return withDatabase(async ({ db, url }) => {
    const stores = await addStores(db, storeCount)
    const single = openDatabase(url, { max: 1 }) // one session, whose pages are counted
    const before = new Map<string, Cost>()
    const rows: BenchRow[] = []
    let held = 0
    for (const days of histories) {
      await fill(db, held, days)
      held = days
      for (const [name, cost] of await readsOf(single.db, stores)) {
        rows.push(historyRow(name, days, cost, before.get(name) ?? null))
        if (!before.has(name)) before.set(name, cost)
      }
    }
    const sized = await bySize(single.db, stores)
    await single.close()
    return [...rows.sort((a, b) => order(a) - order(b)), ...sized]
  })
}

const reads = ['one store', 'top SKUs', 'days of figures']

function order({ name }: BenchRow): number {
  return reads.findIndex(read => name.includes(read))
}

/** What each read costs. */
async function readsOf(db: Db, stores: readonly Store[]): Promise<readonly (readonly [string, Cost])[]> {
  const figures = createFigures(db)
  const [first] = stores
  const period = parsePeriod('7d', last)
  const earlier = parsePeriod('2026-01-20..2026-01-26', last)
  const sales = builtInKpis.find(kpi => kpi.id === 'sales')
  if (!first || !period || !earlier || !sales) throw new Error('Nothing to read')
  const reader = { stores, demo: false }
  const place: Place = { kind: 'store', slug: first.slug }
  const movers = { kpi: sales, place, by: 'sku', period, before: earlier, limit: 10, now } as const
  const ids = stores.map(store => store.id)
  return [
    ['status of one store', await often(db, () => status(figures, [first], place), 30)],
    ['top SKUs of a store with 2,000', await often(db, () => figures.movers(reader, movers), 7)],
    ['days of figures, 500 stores', await often(db, () => listKnownDays(db, ids, '2026-01-28'), 7)],
  ]
}

/** A card of some KPIs in the month so far. */
function status(figures: Figures, stores: readonly Store[], place: Place): Promise<unknown> {
  const period = parsePeriod('mtd', last)
  if (!period) throw new Error('No period')
  const kpis = builtInKpis.filter(kpi => kpiIds.includes(kpi.id))
  return figures.read({ stores, demo: false }, { kpis, place, period, now })
}

async function often(db: Db, step: () => Promise<unknown>, times: number): Promise<Cost> {
  await step()
  const took: number[] = []
  const before = await pagesRead(db)
  for (let i = 0; i < times; i++) took.push(await timed(step))
  return { pages: Math.round((await pagesRead(db)) / times - before / times), ms: median(took) }
}

/** Pages that this database has read so far, from memory or disk. */
async function pagesRead(db: Db): Promise<number> {
  await db.execute(sql`select pg_stat_force_next_flush()`)
  const [row] = await db.execute(sql`
    select (blks_hit + blks_read)::text as pages from pg_stat_database where datname = current_database()`)
  return Number(row?.pages)
}

function said({ pages, ms }: Cost): string {
  return `${pages} pages, ${inMilliseconds(ms)}`
}

function historyRow(name: string, days: number, cost: Cost, before: Cost | null): BenchRow {
  const times = before === null ? null : Math.round((cost.pages / before.pages) * 100) / 100
  const isLast = days === histories.at(-1)
  return {
    name: `${name}, ${days} days of history`,
    ours: said(cost),
    peer: null,
    ratio: times,
    budget: isLast ? `≤ ${flat} × the pages of ${histories[0]} days` : '',
    ok: isLast && times !== null ? times <= flat : null,
  }
}

/** The same card over more and more stores. */
async function bySize(db: Db, stores: readonly Store[]): Promise<readonly BenchRow[]> {
  const figures = createFigures(db)
  const rows: BenchRow[] = []
  let one: number | null = null
  for (const size of sizes) {
    const times = size > 100 ? 5 : 15
    const cost = await often(db, () => status(figures, stores.slice(0, size), { kind: 'all' }), times)
    one ??= cost.pages
    const each = cost.pages / size
    rows.push({
      name: `status of ${size} stores together`,
      ours: said(cost),
      peer: null,
      ratio: Math.round((each / one) * 100) / 100,
      budget: size === 1 ? '' : '≤ 1 × the pages of one store, each',
      ok: size === 1 ? null : each <= one,
    })
  }
  return rows
}

/** Adds older days, made by the database, day by day as figures come in. */
async function fill(db: Db, from: number, to: number): Promise<void> {
  const source = await ensureSource(db, 'push/erp')
  const start = performance.now()
  const pairs = measures.slice(0, storeFigures).map(({ id }, n) => `'${id}', (d * 7 + s.id + k * 3 + ${n})`)
  const whole = sql.raw(`jsonb_build_object(${pairs.join(', ')})`)
  const part = sql.raw(`jsonb_build_object(${pairs.slice(0, skuFigures).join(', ')})`)
  let count = 0
  for (let first = from; first < to; first += 25) {
    const found = await db.execute(sql`
      insert into metric_day (store_id, source_id, sku, day, m)
      select s.id, ${source.id}::int, case when k = 0 then '' else 'SKU-' || k end, ${last}::date - d,
        case when k = 0 then ${whole} else ${part} end
      from generate_series(${first}::int, ${Math.min(to, first + 25) - 1}::int) d, stores s
      cross join lateral generate_series(0, case when s.id <= ${sampledStores} then ${skusPerStore}::int else 0 end) k
      order by d desc, s.id, k`)
    count += found.count
  }
  await db.execute(sql`vacuum analyze metric_day`)
  const seconds = (performance.now() - start) / 1000
  process.stderr.write(`scale: ${count} rows in ${seconds.toFixed(0)} s, ${to} days stand\n`)
}
