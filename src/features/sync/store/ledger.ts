import { sql } from 'drizzle-orm'
import { daysOfLine } from '#src/domain/orders/fold-days.ts'
import type { OrderLine } from '#src/domain/orders/order-line.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { storableJson } from '#src/platform/database/storable.ts'

/** Whose lines. */
export interface LedgerOf {
  readonly storeId: number
  readonly sourceId: number
  readonly timeZone: string
}

/** Keeps the newest version of each line and answers the local days that have to be added up again. */
export async function putLines(db: Db, of: LedgerOf, lines: readonly OrderLine[]): Promise<readonly Day[]> {
  const newest = new Map<string, OrderLine>()
  for (const line of lines) {
    const key = JSON.stringify([line.orderId, line.lineId])
    const known = newest.get(key)
    if (!known || Date.parse(known.changedAt) <= Date.parse(line.changedAt)) newest.set(key, line)
  }
  const all = [...newest.values()]
  const touched = new Set<Day>()
  for (let at = 0; at < all.length; at += atOnce) {
    for (const day of await putSome(db, of, all.slice(at, at + atOnce))) touched.add(day)
  }
  return [...touched].sort()
}

/** Judgement: so many lines a statement keep memory flat. */
const atOnce = 2_000

async function putSome(db: Db, of: LedgerOf, lines: readonly OrderLine[]): Promise<readonly Day[]> {
  const rows = lines.map(line => ({
    o: line.orderId,
    l: line.lineId,
    c: new Date(line.changedAt).toISOString(),
    d: daysOfLine(line, of.timeZone),
    line,
  }))
  const touched = await db.execute(sql`
    with given as materialized (
      select o, l, c::timestamptz as c, array(select jsonb_array_elements_text(d)::date) as d, line
      from jsonb_to_recordset(${storableJson(rows)}::text::jsonb) as g(o text, l text, c text, d jsonb, line jsonb)
    ), old as materialized (
      select e.days from given g cross join lateral (
        select days from order_ledger where store_id = ${of.storeId} and source_id = ${of.sourceId}
          and order_id = g.o and line_id = g.l offset 0
      ) as e
    ), written as (
      insert into order_ledger as e (store_id, source_id, order_id, line_id, changed_at, days, line)
      select ${of.storeId}::int, ${of.sourceId}::int, o, l, c, d, line from given order by o, l
      on conflict (store_id, source_id, order_id, line_id) do update
        set changed_at = excluded.changed_at, days = excluded.days, line = excluded.line
        where e.changed_at <= excluded.changed_at
      returning 1
    )
    select distinct day::text as day from (select unnest(d) as day from given union select unnest(days) from old) as all_days
    where (select count(*) from written) >= 0 order by 1`)
  return touched.map(row => String(row.day))
}

/** All lines of orders that have a figure on one of the days. */
export async function linesOfDays(db: Db, of: LedgerOf, days: readonly Day[]): Promise<readonly OrderLine[]> {
  if (days.length === 0) return []
  // Each order is looked up by itself: a plan made of stale statistics would look through the ledger for each
  const rows = await db.execute(sql`
    with wanted as materialized (
      select distinct order_id from order_ledger where store_id = ${of.storeId} and source_id = ${of.sourceId}
        and days && array(select jsonb_array_elements_text(${JSON.stringify(days)}::text::jsonb)::date)
    )
    select lines.line from wanted cross join lateral (
      select l.line_id, l.line from order_ledger l
      where l.store_id = ${of.storeId} and l.source_id = ${of.sourceId} and l.order_id = wanted.order_id offset 0
    ) as lines order by wanted.order_id, lines.line_id`)
  return rows.map(row => row.line as OrderLine) // written by `putLines`
}

/** Which of the days have lines that are no longer kept. */
export async function prunedDays(db: Db, of: LedgerOf, days: readonly Day[]): Promise<ReadonlySet<Day>> {
  if (days.length === 0) return new Set()
  const rows = await db.execute(sql`select day::text as day from day_coverage
    where store_id = ${of.storeId} and source_id = ${of.sourceId} and pruned_at is not null
      and day in (select jsonb_array_elements_text(${JSON.stringify(days)}::text::jsonb)::date)`)
  return new Set(rows.map(row => String(row.day)))
}

/** Counts changes that cannot be placed any more. */
export async function countIgnored(
  db: Db,
  of: { readonly connectionStoreId: number; readonly feed: string },
  count: number,
): Promise<void> {
  await db.execute(sql`
    insert into feed_states as f (connection_store_id, feed, late_ignored) values (${of.connectionStoreId}, ${of.feed}, ${count})
    on conflict (connection_store_id, feed) do update set late_ignored = f.late_ignored + ${count}`)
}

/**
 * Forgets lines whose days are all final and older than a day; those days stay as they are from then on. Answers how
 * many lines went.
 */
export async function pruneLedger(db: Db, before: Day): Promise<number> {
  return db.transaction(async tx => {
    await tx.execute(sql`
      update day_coverage c set pruned_at = clock_timestamp() where state = 'final' and day < ${before}::date
        and pruned_at is null and exists (select from order_ledger l where l.store_id = c.store_id
          and l.source_id = c.source_id and l.days && array[c.day])`)
    const rows = await tx.execute(sql`
      delete from order_ledger l where not exists (
        select from unnest(l.days) as d(day) left join day_coverage c
          on c.store_id = l.store_id and c.source_id = l.source_id and c.day = d.day
        where c.pruned_at is null) and l.days[1] < ${before}::date
      returning 1`)
    return rows.length
  })
}

/** Lines of orders of a source that have a figure on one of the days; empty where the source told none. */
export async function ledgerLines(
  db: Db,
  of: { readonly storeId: number; readonly source: string },
  days: readonly Day[],
): Promise<readonly OrderLine[]> {
  const [row] = await db.execute(sql`select id from sources where key = ${of.source}`)
  if (!row) return []
  return linesOfDays(db, { storeId: of.storeId, sourceId: Number(row.id), timeZone: '' }, days)
}

/** The latest order of a store that a connector told; `null`: none is known. `prefix`: of its sources. */
export async function latestOrder(db: Db, storeId: number, prefix: string): Promise<string | null> {
  const [row] = await db.execute(sql`select order_id from order_ledger l join sources s on s.id = l.source_id
    where l.store_id = ${storeId} and starts_with(s.key, ${prefix}) and strpos(order_id, '/') = 0
    order by l.changed_at desc limit 1`)
  return row ? String(row.order_id) : null
}

/** Whether one of some orders is kept of a store. */
export async function knowsAnyOrder(
  db: Db,
  storeId: number,
  prefix: string,
  orderIds: readonly string[],
): Promise<boolean> {
  if (orderIds.length === 0) return false
  const [row] = await db.execute(sql`select 1 from order_ledger l join sources s on s.id = l.source_id
    where l.store_id = ${storeId} and starts_with(s.key, ${prefix})
      and l.order_id in (select jsonb_array_elements_text(${JSON.stringify(orderIds)}::text::jsonb)) limit 1`)
  return row !== undefined
}

/** Forgets all lines of a store: they are in a currency that it does not count in any more. */
export async function forgetLines(db: Db, storeId: number): Promise<void> {
  await db.execute(sql`delete from order_ledger where store_id = ${storeId}`)
}
