import { sql } from 'drizzle-orm'
import type { SlidingPlace } from '#src/chat/messenger.ts'
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

/** Takes one of so many in each stretch of some minutes, counted from the epoch: `false` when none is left in the running one. */
export function spendInWindow(
  db: Db,
  { name, limit, minutes }: { readonly name: string; readonly limit: number; readonly minutes: number },
  now: Date,
): Promise<boolean> {
  const windowMs = minutes * 60_000
  const window = Math.floor(now.getTime() / windowMs)
  return spend(db, { key: `${name}/${window}`, amount: 1, limit, until: new Date((window + 1) * windowMs) })
}

/** Forgets allowances whose time is over; answers how many. */
export async function pruneCounters(db: Db, now: Date): Promise<number> {
  const rows = await db.execute(sql`delete from counters where until < ${now.toISOString()}::timestamptz returning key`)
  return rows.length
}

/** Two that take a new place at the same time may get in each other's way: so often it is tried again. */
const placeTries = 5

/**
 * Takes one place for all replicas: 0, or the seconds until one is free. Each place is a row that is free again so many
 * seconds after it was taken, so that no window of that length ever holds more, wherever it begins.
 */
export async function takePlace(db: Db, { key, most, seconds }: SlidingPlace, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const until = sql`${at} + ${seconds}::float8 * interval '1 second'`
  const names = sql`(select ${key} || '/' || i as key, i from generate_series(0, ${most}::int - 1) i)`
  for (let tries = 0; tries < placeTries; tries += 1) {
    const [row] = await db.execute(sql`
      with free as (
        select c.key from counters c join ${names} n on n.key = c.key where c.until <= ${at}
        order by c.until limit 1 for update of c skip locked
      ), again as (
        update counters c set until = ${until}, used = c.used + 1 from free
        where c.key = free.key and c.until <= ${at} returning c.key
      ), added as (
        insert into counters (key, used, until)
        select n.key, 1, ${until} from ${names} n
        where not exists (select 1 from free) and not exists (select 1 from counters c where c.key = n.key)
        order by n.i limit 1
        on conflict do nothing returning key
      )
      select (select count(*) from again) + (select count(*) from added) as taken,
        (select count(*) from counters c join ${names} n on n.key = c.key) as known,
        (select extract(epoch from min(c.until) - ${at}) from counters c join ${names} n on n.key = c.key) as wait`)
    if (Number(row?.taken) > 0) return 0
    if (Number(row?.known) >= most && Number(row?.wait) > 0) return Math.ceil(Number(row?.wait))
  }
  return 1
}
