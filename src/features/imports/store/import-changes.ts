import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** A row of figures as it stands, with everything that a restore needs. */
const standing = sql`jsonb_build_object('m', t.m, 'derived', t.derived, 'updated_at', t.updated_at,
  'corrected_at', t.corrected_at, 'was', t.was)`

/**
 * The figures of all days that an import touches, from its source. Totals and SKUs apart, for each has an index in which a day
 * of a store is one step; as a join the planner, who knows nothing of what was just written, compares every day with every other.
 */
function touched(importId: number, sourceId: number): SQL {
  const at = (skus: SQL) => sql`
    select t.* from days d cross join lateral (
      select * from metric_day
      where store_id = d.store_id and source_id = ${sourceId}::int and day = d.day and ${skus} offset 0
    ) as t`
  return sql`(
    with days as materialized (
      select distinct s.id as store_id, r.day from import_rows r join stores s on s.slug = r.store where r.import_id = ${importId}
    )
    ${at(sql`sku = ''`)} union all ${at(sql`sku <> ''`)}
  ) as t`
}

/** Notes what stands before the import writes; how many rows that are. */
export async function rememberBefore(tx: Db, importId: number, sourceId: number): Promise<number> {
  const { count } = await tx.execute(sql`
    insert into import_changes (import_id, store_id, source_id, sku, day, before)
    select ${importId}::int, t.store_id, t.source_id, t.sku, t.day, ${standing} from ${touched(importId, sourceId)}`)
  return count
}

/** Notes what stands after it wrote, and forgets what it did not change. */
export async function rememberAfter(tx: Db, importId: number, sourceId: number): Promise<void> {
  await tx.execute(sql`
    insert into import_changes (import_id, store_id, source_id, sku, day, after)
    select ${importId}::int, t.store_id, t.source_id, t.sku, t.day, ${standing} from ${touched(importId, sourceId)}
    on conflict (import_id, store_id, source_id, sku, day) do update set after = excluded.after`)
  await tx.execute(sql`delete from import_changes where import_id = ${importId} and before is not distinct from after`)
}

/** Something that changed the figures of an import since. */
export interface LaterChange {
  /** The import that did; `null` when it was none. */
  readonly importId: number | null
  readonly fileName: string | null
}

/** Whether what the import wrote still stands; the newest later change where not. */
export async function findLaterChange(tx: Db, importId: number): Promise<LaterChange | null> {
  const [row] = await tx.execute<{ later: number | null; file_name: string | null }>(sql`
    select later.id as later, later.file_name from import_changes c
    left join metric_day t
      on t.store_id = c.store_id and t.source_id = c.source_id and t.sku = c.sku and t.day = c.day
    left join lateral (
      select i.id, i.file_name from import_changes l join imports i on i.id = l.import_id
      where i.state = 'applied' and i.id <> c.import_id and l.store_id = c.store_id and l.source_id = c.source_id
        and l.sku = c.sku and l.day = c.day
        and i.applied_at >= (select applied_at from imports where id = c.import_id)
      order by i.applied_at desc, i.id desc limit 1
    ) as later on true
    where c.import_id = ${importId} and (case when t.m is not null then ${standing} end) is distinct from c.after
    order by later.id desc nulls last limit 1`)
  return row ? { importId: row.later, fileName: row.file_name } : null
}

/** Ids of stores whose figures an import changed. */
export async function storesChanged(tx: Db, importId: number): Promise<readonly number[]> {
  const rows = await tx.execute<{ store_id: number }>(
    sql`select distinct store_id from import_changes where import_id = ${importId}`,
  )
  return rows.map(row => row.store_id)
}

/** An import that was undone needs its memory no more. */
export async function forgetChanges(tx: Db, importId: number): Promise<void> {
  await tx.execute(sql`delete from import_changes where import_id = ${importId}`)
}
