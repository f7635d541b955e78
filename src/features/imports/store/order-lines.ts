import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/**
 * Lines of a file, each with a key within its order: the number that the file gives it, or its SKU and how manieth of
 * them it is. Lines that are alike in number, SKU and amounts are one. `numbered`: some line of the file has a number.
 */
export function fileLines(importId: number, numbered = true): SQL {
  // without numbers no two keys are alike: one sort of all lines less
  if (!numbered) {
    return sql`
      select store, order_id, day, ship_day, sku, sku_name, state, status, m, 'sku:' || sku || '#' ||
        row_number() over (partition by store, order_id, sku order by day, m::text, row) as line
      from import_lines where import_id = ${importId}`
  }
  return sql`
    select distinct on (store, order_id, key) store, order_id, key as line, day, ship_day, sku, sku_name, state, status, m from (
      select l.*, case when line <> ''
        then 'id:' || line || ':' || sku || '#' || dense_rank() over (partition by store, order_id, line, sku order by m::text)
        else 'sku:' || sku || '#' || row_number() over (partition by store, order_id, sku, line order by day, m::text, row)
        end as key
      from import_lines l where import_id = ${importId}
    ) as keyed order by store, order_id, key, row`
}

/**
 * Keeps the lines of an import that is applied, for files that overlap it later. Called while its stores are locked: which file
 * is newer is told by when their figures were written, not by when somebody began.
 */
export async function keepOrderLines(tx: Db, importId: number, shape: string, numbered = true): Promise<void> {
  await tx.execute(sql`
    insert into order_lines (import_id, store_id, order_id, line, shape, day, ship_day, sku, state, m, written_at)
    select ${importId}::int, s.id, l.order_id, l.line, ${shape}, l.day, l.ship_day, l.sku, l.state, l.m, (select clock_timestamp())
    from (${fileLines(importId, numbered)}) as l join stores s on s.slug = l.store`)
}

/** Whether earlier files told orders of the stores that a file speaks of. */
export async function knowOrders(db: Db, importId: number): Promise<boolean> {
  const [row] = await db.execute<{ known: boolean }>(sql`
    select exists (
      select from stores s
      where s.slug in (select distinct store from import_lines where import_id = ${importId})
        and exists (select from order_lines o where o.store_id = s.id)
    ) as known`)
  return row?.known === true
}

/** An import that is undone says nothing of its orders any more. */
export async function forgetOrderLines(tx: Db, importId: number): Promise<void> {
  await tx.execute(sql`delete from order_lines where import_id = ${importId}`)
}

/** The newest file that came into effect after an import and names one of its orders; `null`: none. */
export async function findLaterOrders(
  tx: Db,
  importId: number,
): Promise<{ readonly id: number; readonly fileName: string } | null> {
  const [row] = await tx.execute<{ id: number; file_name: string }>(sql`
    select later.id, later.file_name from imports later join (
      select o.import_id, max(o.written_at) as written_at from order_lines mine
      join order_lines o on o.store_id = mine.store_id and o.order_id = mine.order_id and o.import_id <> mine.import_id
        and (o.written_at, o.import_id) > (mine.written_at, mine.import_id)
      where mine.import_id = ${importId} group by o.import_id
    ) as newer on newer.import_id = later.id
    where later.state = 'applied' order by newer.written_at desc, later.id desc limit 1`)
  return row ? { id: Number(row.id), fileName: row.file_name } : null
}

/** Which order files are in effect; another answer later means that known lines have changed. */
export async function orderFilesInEffect(db: Db): Promise<string> {
  const [row] = await db.execute<{ basis: string | null }>(sql`
    select md5(string_agg(id::text, ',' order by id)) as basis from imports where kind = 'orders' and state = 'applied'`)
  return row?.basis ?? ''
}

/** Lines that are no sales, by the word that says so. */
export interface LeftOut {
  readonly status: string
  readonly lines: number
  readonly orders: number
  /** Minor units by store. */
  readonly amounts: Readonly<Record<string, string>>
}

/** What of a file is no sale: cancelled, unpaid or paid back. */
export async function findNoSales(db: Db, importId: number): Promise<readonly LeftOut[]> {
  const rows = await db.execute<{ status: string; lines: string; orders: string; amounts: Record<string, string> }>(sql`
    with told as (
      select store, order_id, status, coalesce((m->>'sales')::numeric, 0) as sales,
        ${stateOf(sql`(${sql.raw('state')})`)} as state, coalesce((m->>'order:sales')::numeric, 0) as whole,
        max(status) over (partition by store, order_id) as order_status
      from import_lines where import_id = ${importId}
    ), orders as (
      select store, order_id, coalesce(nullif(status, ''), order_status) as status, count(*) as lines,
        sum(sales) + (array_agg(whole order by abs(whole) desc))[1] as amount
      from told where state not in ('sale', 'pending') group by 1, 2, 3
    ), stores as (
      select status, store, sum(lines) as lines, count(*) as orders, trim_scale(sum(amount))::text as amount
      from orders group by status, store
    )
    select status, sum(lines) as lines, sum(orders) as orders, jsonb_object_agg(store, amount) as amounts
    from stores group by status order by 2 desc, 1`)
  return rows.map(row => ({ ...row, lines: Number(row.lines), orders: Number(row.orders) }))
}

const states = sql`array['sale', 'pending', 'refunded', 'unpaid', 'cancelled']`

/** How bad a state is, from 1; `null` where nothing is said. */
export function stateRank(state: SQL): SQL {
  return sql`array_position(${states}, ${state})`
}

/** The state of a line: its own, or what stands worst against the order where the line says nothing. */
export function stateOf(own: SQL): SQL {
  return sql`coalesce(${own}, (${states})[max(${stateRank(own)}) over (partition by store, order_id)], 'sale')`
}
