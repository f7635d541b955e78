import { sql } from 'drizzle-orm'
import type { Budget } from '#src/contracts/connector.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How many pulls of each feed ended, by outcome. */
export async function endedPulls(db: Db) {
  const rows = await db.execute(sql`
    select s.connector, p.feed, p.state as outcome, count(*) as count from pulls p
    join connection_stores s on s.id = p.connection_store_id where p.state <> 'waiting' group by 1, 2, 3 order by 1, 2, 3`)
  return rows.map(row => ({
    connector: String(row.connector),
    feed: String(row.feed),
    outcome: String(row.outcome),
    count: Number(row.count),
  }))
}

/** How long the next call of each budget that was used has to wait: the longest of all grants and stores. */
export async function budgetWaits(
  db: Db,
  budgets: readonly (Pick<Budget, 'id' | 'burst' | 'perSecond'> & { readonly connector: string })[],
) {
  const rows = await db.execute(sql`
    with known as (select * from jsonb_to_recordset(${JSON.stringify(budgets)}::text::jsonb)
      as k(connector text, id text, burst numeric, "perSecond" numeric))
    select k.connector, k.id, max(greatest(0,
      (1 - least(k.burst, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) * k."perSecond")) / k."perSecond",
      extract(epoch from coalesce(b.blocked_until, clock_timestamp()) - clock_timestamp()))) as seconds
    from call_budgets b join known k on b.key = k.connector || '/' || k.id or b.key like k.connector || '/' || k.id || '/%'
    group by 1, 2 order by 1, 2`)
  return rows.map(row => ({
    connector: String(row.connector),
    budget: String(row.id),
    seconds: Math.round(Number(row.seconds)),
  }))
}
