import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** A grant and what is known of its end. */
export interface Grant {
  readonly id: number
  readonly connector: string
  readonly state: string
  /** What ends -> ISO moment. */
  readonly expires: Readonly<Record<string, string>>
  /** `null`: never looked at. */
  readonly checkedAt: Date | null
}

/** All grants that were taken. */
export async function listGrants(db: Db): Promise<readonly Grant[]> {
  const rows =
    await db.execute(sql`select id, connector, state, expires, extract(epoch from checked_at) * 1000 as checked
    from connections where state <> 'draft' order by id`)
  return rows.map(row => ({
    id: Number(row.id),
    connector: String(row.connector),
    state: String(row.state),
    expires: row.expires as Readonly<Record<string, string>>, // written by `keepEndings`
    checkedAt: row.checked === null ? null : new Date(Number(row.checked)),
  }))
}

/** Takes the check of a grant for this process: `true` for one of all replicas, where the last is older. */
export async function takeCheck(db: Db, id: number, before: Date, now: Date): Promise<boolean> {
  const rows = await db.execute(sql`update connections set checked_at = ${now.toISOString()}::timestamptz
    where id = ${id} and coalesce(checked_at, '-infinity') < ${before.toISOString()}::timestamptz returning id`)
  return rows.length > 0
}

/** Keeps what ends. */
export async function keepEndings(db: Db, id: number, expires: Readonly<Record<string, string>>): Promise<void> {
  await db.execute(sql`update connections set expires = ${JSON.stringify(expires)}::text::jsonb where id = ${id}`)
}
