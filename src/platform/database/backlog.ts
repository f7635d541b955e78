import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/** State of the outbox and the database. */
export interface Backlog {
  readonly version: string
  readonly migrations: number
  /** Messages that are due and not sent, and for how long the oldest of them. */
  readonly waiting: number
  readonly oldestMinutes: number
  /** Messages given up within the last day. */
  readonly failed: number
}

/** Looks at the outbox with one query. */
export async function deliveryBacklog(db: Db, now: Date): Promise<Backlog> {
  const at = sql`${now.toISOString()}::timestamptz`
  const [row] = await db.execute<{
    version: string
    migrations: number
    waiting: number
    oldest: number
    failed: number
  }>(sql`
    select current_setting('server_version') as version,
      (select count(*)::int from drizzle.__drizzle_migrations) as migrations,
      count(*) filter (where state = 'waiting' and not_before <= ${at})::int as waiting,
      coalesce(extract(epoch from ${at} - min(not_before) filter (where state = 'waiting')) / 60, 0)::int as oldest,
      count(*) filter (where state = 'failed' and created_at > ${at} - interval '1 day')::int as failed
    from deliveries where state = 'waiting' or (state = 'failed' and created_at > ${at} - interval '1 day')`)
  return {
    version: row?.version ?? '',
    migrations: row?.migrations ?? 0,
    waiting: row?.waiting ?? 0,
    oldestMinutes: Math.max(row?.oldest ?? 0, 0),
    failed: row?.failed ?? 0,
  }
}

/** Whether nobody and nothing was ever stored: no person, no store. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ used: boolean }>(
    sql`select exists (select from people) or exists (select from stores) as used`,
  )
  return row?.used === false
}
