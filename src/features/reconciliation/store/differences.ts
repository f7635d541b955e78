import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Covered } from '#src/domain/reconciliation/covered.ts'
import type { Reason } from '#src/domain/reconciliation/find-reason.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A difference as it is kept. */
export interface Difference {
  readonly id: number
  readonly storeId: number
  /** First day of the month. */
  readonly month: Day
  readonly measure: string
  /** Exact; `null`: we have nothing. */
  readonly ours: string | null
  readonly theirs: string
  readonly reason: Reason
  /** The days that were compared; `null`: looked at before that was kept. */
  readonly covered: Covered | null
  readonly state: 'open' | 'accepted' | 'pulling' | 'gone'
}

/** Keeps a difference; one that was accepted stays so while both figures stay what they were. */
export async function putDifference(db: Db, found: Omit<Difference, 'id' | 'state'>, now: Date): Promise<void> {
  const { storeId, month, measure, ours, theirs, reason, covered } = found
  const state = reason.kind === 'none' ? 'gone' : 'open'
  await db.execute(sql`
    insert into differences as d (store_id, month, measure, ours, theirs, reason, state, found_at)
    values (${storeId}, ${month}::date, ${measure}, ${ours}::numeric, ${theirs}::numeric,
      ${JSON.stringify({ ...reason, covered })}::text::jsonb, ${state}, ${now.toISOString()}::timestamptz)
    on conflict (store_id, month, measure) do update set ours = excluded.ours, theirs = excluded.theirs,
      reason = excluded.reason, found_at = excluded.found_at,
      state = case when excluded.state = 'open' and d.state = 'accepted' and d.ours is not distinct from excluded.ours
        and d.theirs = excluded.theirs then 'accepted' else excluded.state end`)
}

/** Differences of a month of a store, or of all, the open ones first. */
export async function listDifferences(
  db: Db,
  of: { readonly storeId?: number; readonly month?: Day; readonly id?: number } = {},
): Promise<readonly Difference[]> {
  const rows = await db.execute(sql`
    select id, store_id, month::text, measure, ours::text, theirs::text, reason, state from differences
    where (${of.storeId ?? null}::int is null or store_id = ${of.storeId ?? null}::int)
      and (${of.month ?? null}::date is null or month = ${of.month ?? null}::date)
      and (${of.id ?? null}::int is null or id = ${of.id ?? null}::int)
    order by state = 'open' desc, month desc, store_id, id limit 200`)
  return rows.map(row => ({
    id: Number(row.id),
    storeId: Number(row.store_id),
    month: String(row.month),
    measure: String(row.measure),
    ours: row.ours === null ? null : String(row.ours),
    theirs: String(row.theirs),
    reason: row.reason as Reason, // written by `putDifference`, as the days beside it
    covered: (row.reason as { covered?: Covered }).covered ?? null,
    state: row.state as Difference['state'], // an enum of the schema
  }))
}

/** Somebody decided. */
export async function decide(db: Db, id: number, state: 'accepted' | 'pulling', by: number | null): Promise<void> {
  await db.execute(sql`update differences set state = ${state}, decided_by = ${by}::int where id = ${id}`)
}

/** Days of a month that a store's sources say are not whole, or may still change. */
export async function dayStates(
  db: Db,
  storeId: number,
  span: { readonly from: Day; readonly to: Day },
): Promise<ReadonlyMap<Day, 'partial' | 'complete' | 'final'>> {
  const rows = await db.execute(sql`
    select day::text, min(case state when 'partial' then 0 when 'complete' then 1 else 2 end) as least from day_coverage
    where store_id = ${storeId} and day between ${span.from}::date and ${span.to}::date group by day`)
  const names = ['partial', 'complete', 'final'] as const
  return new Map(rows.map(row => [String(row.day), names[Number(row.least)] ?? 'partial']))
}
