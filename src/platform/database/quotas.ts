import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/** Part of an allowance. */
export interface Spending {
  /** Names the allowance and its time, such as `urgent/2026-11`. */
  readonly key: string
  readonly amount: number
  /** All that may be spent. */
  readonly limit: number
  /** When nobody asks for it any more. */
  readonly until: Date
}

/** Takes part of an allowance that all replicas share, in one statement: `false` when not enough of it is left. */
export async function spend(db: Db, { key, amount, limit, until }: Spending): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into counters (key, used, until)
    select ${key}, ${amount}::int, ${until.toISOString()}::timestamptz where ${amount}::int <= ${limit}::int
    on conflict (key) do update set used = counters.used + excluded.used
      where counters.used + excluded.used <= ${limit}::int
    returning key`)
  return rows.length === 1
}

/** Forgets allowances whose time is over; answers how many. */
export async function pruneCounters(db: Db, now: Date): Promise<number> {
  const rows = await db.execute(sql`delete from counters where until < ${now.toISOString()}::timestamptz returning key`)
  return rows.length
}
