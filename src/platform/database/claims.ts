import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { claims } from './schema/index.ts'

/** Takes a key for good: `true` for the first caller among all replicas, `false` for everybody after. */
export async function claim(db: Db, key: string, now: Date): Promise<boolean> {
  const rows = await db.insert(claims).values({ key, at: now }).onConflictDoNothing().returning({ key: claims.key })
  return rows.length === 1
}

/**
 * Takes a delivery of a platform for good, without waiting for the disk: a platform gives up after seconds. A crash of
 * the database may forget the last half second; what was answered by then is not delivered again.
 */
export async function claimDelivery(db: Db, key: string, now: Date): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into claims (key, at)
    select ${key}, ${now.toISOString()}::timestamptz from (select set_config('synchronous_commit', 'off', true)) as quick
    on conflict do nothing returning key`)
  return rows.length === 1
}

/** Takes a key over from whoever claimed it before an instant and never answered: `true` for the first to do so. */
export async function takeOverClaim(db: Db, key: string, before: Date, now: Date): Promise<boolean> {
  const rows = await db
    .update(claims)
    .set({ at: now })
    .where(and(eq(claims.key, key), isNull(claims.answer), lt(claims.at, before)))
    .returning({ key: claims.key })
  return rows.length === 1
}

/** Keeps the answer to an idempotent request, to be given again. */
export async function keepAnswer(db: Db, key: string, answer: unknown): Promise<void> {
  await db.update(claims).set({ answer }).where(eq(claims.key, key))
}

/** The kept answer of a claimed key: `undefined` when the key was never claimed, `null` while there is no answer yet. */
export async function findAnswer(db: Db, key: string): Promise<unknown> {
  const [row] = await db.select({ answer: claims.answer }).from(claims).where(eq(claims.key, key)).limit(1)
  return row === undefined ? undefined : row.answer
}

/** Gives a key back, for work that did not come about. */
export async function releaseClaim(db: Db, key: string): Promise<void> {
  await db.delete(claims).where(eq(claims.key, key))
}

/** Forgets keys older than an instant; answers how many. */
export async function pruneClaims(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(claims).where(lt(claims.at, before)).returning({ key: claims.key })
  return gone.length
}
