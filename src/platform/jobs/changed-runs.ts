import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** Posts of weeks and months are corrected for so many days (judgement: later nobody reads them). */
export const longPostDays = 7
/** A post is corrected at most so often (judgement: a number that keeps moving is one for the next report). */
export const maxCorrections = 3

/** Notes for the posts about these days of these stores that their figures changed. */
export async function noteChangedDays(
  db: Db,
  days: readonly { readonly storeId: number; readonly day: string }[],
  now: Date,
): Promise<void> {
  if (days.length === 0) return
  const at = sql`${now.toISOString()}::timestamptz`
  const changed = JSON.stringify(days.map(({ storeId, day }) => ({ store: storeId, day })))
  await db.execute(sql`
    with touched as (
      select r.id from schedule_runs r
      where r.posted is not null and r.state = 'planned' and r.corrections < ${maxCorrections}
        and r.due_at > ${at} - ${longPostDays}::int * interval '1 day'
        and exists (select 1 from jsonb_to_recordset(${changed}::jsonb) as d(store int, day date)
          where d.day between (r.posted->>'from')::date and (r.posted->>'to')::date
            and r.posted->'stores' @> to_jsonb(d.store))
      order by r.id for update
    )
    update schedule_runs r set changed_at = ${at}, changed_since = coalesce(r.changed_since, ${at}), try_at = ${at}
    from touched where r.id = touched.id`)
}
