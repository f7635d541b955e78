import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** How far a company is, without the demo's. */
export interface CompanyState {
  /** Real stores with at least one figure. */
  readonly stores: number
  /** Different lines about figures that were answered to one person. */
  readonly asked: number
  readonly targets: number
  readonly digests: number
  readonly people: number
}

/** Reads how far a company is; `personId`: whose questions are counted. */
export async function readCompany(db: Db, personId: number): Promise<CompanyState> {
  const [row] = await db.execute(sql`
    select
      (select count(*)::int from stores s where not s.demo
        and exists (select from metric_day m where m.store_id = s.id)) as stores,
      (select count(distinct line)::int from audit where person_id = ${personId} and outcome = 'ok'
        and verb in ('status', 'trend', 'compare', 'why', 'top')) as asked,
      (select count(*)::int from targets t where split_part(t.place, '/', 1) not in
        (select 'store:' || slug from stores where demo)
        and coalesce(t.set_by, t.owner_id, 0) not in (select id from people where demo)) as targets,
      (select count(*)::int from schedules d join channels c on c.id = d.channel_id
        where d.kind = 'digest' and not c.demo and not d.paused) as digests,
      (select count(*)::int from people where active and not demo) as people`)
  const count = (name: string) => Number(row?.[name] ?? 0)
  const [stores, asked, targets] = [count('stores'), count('asked'), count('targets')]
  return { stores, asked, targets, digests: count('digests'), people: count('people') }
}
