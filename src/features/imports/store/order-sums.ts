import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { fileLines, stateRank } from './order-lines.ts'

/** What a row says that is the sum of an order. Minor units. */
export interface SaidSum {
  readonly store: string
  readonly orderId: string
  readonly says: string
}

/** The same beside what the lines of the order come to. */
export interface OrderSum extends SaidSum {
  readonly lines: string
}

/**
 * Takes lines away that are the sum of their order by their shape: the only one without SKU, and as much as the others together.
 * Where most orders of the file that have such a line prove it, with two other lines or more, it is one in all of them, also where
 * it is another amount: what it adds up has changed since. What it says of the state of the order stays with the lines that say
 * nothing themselves. @returns those that were taken away
 */
export async function takeOutOrderSums(db: Db, importId: number, numbered: boolean): Promise<readonly OrderSum[]> {
  if (!(await hasBoth(db, importId))) return []
  const rows = await db.execute<{ store: string; order_id: string; says: string; lines: string }>(sql`
    with lines as (
      select store, order_id, sku, state, status, coalesce((m->>'sales')::numeric, 0) as sales from (${fileLines(importId, numbered)}) as l
    ), orders as (
      select store, order_id, count(*) as lines, count(*) filter (where sku = '') as without,
        sum(sales) filter (where sku = '') as says, sum(sales) filter (where sku <> '') as sum,
        max(state) filter (where sku = '') as state, max(status) filter (where sku = '') as status,
        max(${stateRank(sql`state`)}) filter (where sku <> '') as worst from lines group by 1, 2
    ), judged as materialized (
      select *, lines > 2 as open, lines > 2 and says <> 0 and says = sum as proves from orders where without = 1 and lines > 1
    ), file as (select count(*) filter (where proves) as proved, count(*) filter (where open) as open from judged),
    sums as (select j.* from judged j, file where proves or (proved > 0 and proved * 2 >= file.open)),
    told as (
      update import_lines l set state = sums.state, status = sums.status from sums
      where l.import_id = ${importId} and l.sku <> '' and l.state is null and l.store = sums.store and l.order_id = sums.order_id
        and ${stateRank(sql`sums.state`)} > coalesce(worst, 0)
    ),
    gone as (
      delete from import_lines l using sums
      where l.import_id = ${importId} and l.sku = '' and l.store = sums.store and l.order_id = sums.order_id
    )
    select store, order_id, trim_scale(says)::text as says, trim_scale(sum)::text as lines from sums order by 1, 2`)
  return rows.map(({ order_id: orderId, ...row }) => ({ ...row, orderId }))
}

/** Lines without SKU tell nothing where all lines are such, or none. */
async function hasBoth(db: Db, importId: number): Promise<boolean> {
  const [row] = await db.execute<{ both: boolean }>(sql`
    select exists (select from import_lines where import_id = ${importId} and sku = '')
      and exists (select from import_lines where import_id = ${importId} and sku <> '') as both`)
  return row?.both === true
}

/** What the lines come to of orders whose sum stands in a row of its own. Orders without any line come to 0. */
export async function linesOfSums(db: Db, importId: number, said: readonly SaidSum[]): Promise<readonly OrderSum[]> {
  if (said.length === 0) return []
  const rows = await db.execute<{ store: string; order_id: string; says: string; lines: string }>(sql`
    select w.store, w."orderId" as order_id, w.says, trim_scale(coalesce(sum((l.m->>'sales')::numeric), 0))::text as lines
    from jsonb_to_recordset(${JSON.stringify(said)}::text::jsonb) as w(store text, "orderId" text, says text)
    left join import_lines l on l.import_id = ${importId} and l.store = w.store and l.order_id = w."orderId"
    group by 1, 2, 3 order by 1, 2`)
  return rows.map(({ order_id: orderId, ...row }) => ({ ...row, orderId }))
}
