import { sql } from 'drizzle-orm'
import type { FoundStore } from '#src/contracts/connector.ts'
import type { KeptSaid } from '#src/contracts/said.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A feed of a demo store as it stands. */
export interface DemoFeed {
  readonly connector: string
  readonly storeId: number
  readonly found: FoundStore
  /** Its grant has ended; all others share one that is good. */
  readonly isExpired: boolean
  readonly feed: string
  /** Name of its source. */
  readonly source: string
  readonly pieces: readonly DemoPiece[]
  readonly since: string
  readonly through: string
  readonly fault: { readonly kind: string; readonly text: KeptSaid; readonly pausedUntil: Date | null } | null
}

/** A stretch of history. */
export interface DemoPiece {
  readonly fromDay: string
  readonly toDay: string
  /** When it was asked for, and when it came or will come. */
  readonly askedAt: string
  readonly at: string
  readonly done: boolean
}

/** Writes grants, connected stores, the work that is done and to do, and how every feed stands. */
export async function writeConnections(db: Db, feeds: readonly DemoFeed[], now: Date): Promise<void> {
  const rows = JSON.stringify(feeds)
  const given = sql`jsonb_to_recordset(${rows}::text::jsonb) as g(connector text, "storeId" int, found jsonb,
    "isExpired" boolean, feed text, source text, pieces jsonb, since date, through date, fault jsonb)`
  const at = sql`${now.toISOString()}::timestamptz`
  const statements = [
    sql`insert into connections (connector, fingerprint, state, checked_at)
      select distinct connector, connector || '/' || "isExpired",
        case when "isExpired" then 'needs_consent' else 'active' end, ${at} from ${given}`,
    sql`insert into connection_stores (connector, external_id, connection_id, store_id, found)
      select distinct g.connector, g.found ->> 'externalId', c.id, g."storeId", g.found from ${given}
      join connections c on c.fingerprint = g.connector || '/' || g."isExpired"`,
    sql`insert into pulls (connection_store_id, feed, from_day, to_day, kind, priority, state, created_at, ended_at, not_before)
      select s.id, g.feed, p."fromDay", p."toDay", 'backfill', 20,
        case when p.done then 'done' else 'waiting' end, p."askedAt", case when p.done then p.at end,
        case when not p.done then p.at end
      from ${given} join connection_stores s on s.store_id = g."storeId" and s.connector = g.connector
      cross join jsonb_to_recordset(g.pieces) as p("fromDay" date, "toDay" date, "askedAt" timestamptz,
        at timestamptz, done boolean)`,
    sql`insert into feed_states (connection_store_id, feed, last_ok_at, error_kind, error, paused_until)
      select s.id, g.feed, ${at}, g.fault ->> 'kind', g.fault ->> 'text', (g.fault ->> 'pausedUntil')::timestamptz
      from ${given} join connection_stores s on s.store_id = g."storeId" and s.connector = g.connector`,
    sql`insert into sources (key, name) select distinct connector || '/' || feed, source from ${given} on conflict do nothing`,
    sql`insert into day_coverage (store_id, source_id, day, state, checked_at)
      select g."storeId", o.id, d.day, 'final', ${at} from ${given} join sources o on o.key = g.connector || '/' || g.feed
      cross join lateral (values (g.since), (g.through)) as d(day)`,
  ]
  for (const statement of statements) await db.execute(statement)
}

/** Takes all of it away. */
export async function removeConnections(db: Db, connector: string): Promise<void> {
  const own = sql`(select id from sources where key like ${`${connector}/%`})`
  await db.execute(sql`delete from connections where connector = ${connector}`)
  await db.execute(sql`delete from day_coverage where source_id in ${own}`)
  await db.execute(sql`delete from metric_day where source_id in ${own}`)
  await db.execute(sql`delete from sources where id in ${own}`)
}
