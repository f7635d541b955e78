import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { storableJson } from '#src/platform/database/storable.ts'

/** A delivery that was taken and whose worker is lost. */
export interface LostDelivery {
  readonly key: string
  readonly payload: unknown
  readonly attempts: number
}

/** How a delivery is taken. */
export interface Taking {
  readonly messenger: string
  readonly key: string
  readonly payload: unknown
  readonly now: Date
  /** For how long nobody else takes it, unless the lease is extended. */
  readonly leaseMs: number
  /** A delivery that was begun so often is not begun again. */
  readonly most: number
}

/** Leases run by the database's clock, which all replicas share. */
const leaseEnd = (ms: number) => sql`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`

/**
 * Stores a delivery before anybody says that we have it: `true` for the first to do so among all replicas, and for the
 * first to come after its worker was lost. `false`: it is done, or somebody works on it.
 */
export async function takeDelivery(db: Db, { messenger, key, payload, now, leaseMs, most }: Taking): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into inbox (messenger, key, payload, at, lease_until, attempts)
    values (${messenger}, ${key}, ${storableJson(payload)}::jsonb, ${now.toISOString()}::timestamptz,
      ${leaseEnd(leaseMs)}, 1)
    on conflict (messenger, key) do update set lease_until = excluded.lease_until, attempts = inbox.attempts + 1
      where inbox.lease_until <= clock_timestamp() and inbox.attempts < ${most}
    returning key`)
  return rows.length === 1
}

/** Says that the worker is alive. */
export async function extendTaking(db: Db, messenger: string, key: string, leaseMs: number): Promise<void> {
  await db.execute(sql`update inbox set lease_until = ${leaseEnd(leaseMs)}
    where messenger = ${messenger} and key = ${key} and lease_until is not null`)
}

/** The work is done: what was said is forgotten, the key stays, so that a redelivery does nothing. */
export async function finishTaking(db: Db, messenger: string, key: string): Promise<void> {
  await db.execute(sql`update inbox set lease_until = null, payload = null
    where messenger = ${messenger} and key = ${key}`)
}

/** Takes over deliveries below a prefix whose worker is lost, oldest first; what was begun too often is given up. */
export async function takeLost(
  db: Db,
  { messenger, prefix, leaseMs, most }: Pick<Taking, 'messenger' | 'leaseMs' | 'most'> & { readonly prefix: string },
): Promise<readonly LostDelivery[]> {
  const lost = sql`messenger = ${messenger} and starts_with(key, ${prefix}) and lease_until <= clock_timestamp()`
  await db.execute(sql`update inbox set lease_until = null, payload = null where ${lost} and attempts >= ${most}`)
  const rows = await db.execute(sql`
    with lost as (
      select messenger, key from inbox where ${lost} order by at, key limit 20 for update skip locked
    ), taken as (
      update inbox i set lease_until = ${leaseEnd(leaseMs)}, attempts = i.attempts + 1
      from lost where i.messenger = lost.messenger and i.key = lost.key
      returning i.key, i.payload, i.attempts, i.at
    )
    select key, payload, attempts from taken order by at, key`)
  return rows.map(row => ({ key: String(row.key), payload: row.payload, attempts: Number(row.attempts) }))
}

/** Forgets deliveries that came before an instant; answers how many. */
export async function pruneInbox(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`delete from inbox where at < ${before.toISOString()}::timestamptz returning key`)
  return rows.length
}
