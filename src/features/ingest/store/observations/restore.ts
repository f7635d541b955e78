import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { firstDayToJudge } from './days-to-judge.ts'

/**
 * Puts figures back as they stood before an import. The caller holds the stores' locks and made sure that what the
 * import wrote still stands.
 * @returns how many rows were put back or taken away
 */
export async function restoreBefore(tx: Db, importId: number, now: Date): Promise<number> {
  await tx.execute(sql`
    delete from metric_day t using import_changes c
    where c.import_id = ${importId} and c.before is null and t.store_id = c.store_id and t.source_id = c.source_id
      and t.sku = c.sku and t.day = c.day`)
  await tx.execute(sql`
    insert into metric_day (store_id, source_id, sku, day, m, derived, updated_at, corrected_at, was)
    select c.store_id, c.source_id, c.sku, c.day, c.before->'m',
      case when jsonb_typeof(c.before->'derived') = 'array' then
        array(select jsonb_array_elements_text(c.before->'derived')) end,
      (c.before->>'updated_at')::timestamptz, (c.before->>'corrected_at')::timestamptz,
      nullif(c.before->'was', 'null')
    from import_changes c where c.import_id = ${importId} and c.before is not null
    order by c.store_id, c.sku, c.day
    on conflict (store_id, source_id, sku, day) do update set m = excluded.m, derived = excluded.derived,
      updated_at = excluded.updated_at, corrected_at = excluded.corrected_at, was = excluded.was`)
  const rows = await tx.execute<{ n: string }>(sql`
    with dirty as (
      insert into dirty_days (store_id, day, at)
      select distinct store_id, day, ${now.toISOString()}::timestamptz from import_changes
      where import_id = ${importId} and day >= ${firstDayToJudge(now)}::date
      order by store_id, day
      on conflict (store_id, day) do update set at = excluded.at
    )
    select count(*) as n from import_changes where import_id = ${importId}`)
  return Number(rows[0]?.n)
}
