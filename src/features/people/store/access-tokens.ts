import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { accessTokens } from '#src/platform/database/schema/index.ts'

/** A token that serves, without what opens it. */
export interface AccessToken {
  readonly id: number
  readonly personId: number
  readonly createdAt: Date
  readonly expiresAt: Date
  /** `null`: never. */
  readonly lastUsedAt: Date | null
}

/** Keeps the hash of a token. */
export async function insertToken(
  db: Db,
  token: {
    readonly personId: number
    readonly purpose: string
    readonly hash: string
    readonly createdAt: Date
    readonly expiresAt: Date
  },
): Promise<void> {
  await db.insert(accessTokens).values(token)
}

/** The token with a hash that still serves; `null` when there is none. */
export async function findToken(db: Db, purpose: string, hash: string, now: Date): Promise<AccessToken | null> {
  const [row] = await db
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.hash, hash), standing(purpose, now)))
    .limit(1)
  return row ?? null
}

/** The tokens of a person that still serve, oldest first. */
export async function listTokens(
  db: Db,
  purpose: string,
  personId: number,
  now: Date,
): Promise<readonly AccessToken[]> {
  return db
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.personId, personId), standing(purpose, now)))
    .orderBy(accessTokens.id)
}

/** Writes down that a token was used. */
export async function markUsed(db: Db, id: number, now: Date): Promise<void> {
  await db.update(accessTokens).set({ lastUsedAt: now }).where(eq(accessTokens.id, id))
}

/** Ends all tokens of a person; answers how many. */
export async function revokeTokens(db: Db, purpose: string, personId: number, now: Date): Promise<number> {
  const gone = await db
    .update(accessTokens)
    .set({ revokedAt: now })
    .where(and(eq(accessTokens.personId, personId), standing(purpose, now)))
    .returning({ id: accessTokens.id })
  return gone.length
}

function standing(purpose: string, now: Date) {
  return and(eq(accessTokens.purpose, purpose), isNull(accessTokens.revokedAt), gt(accessTokens.expiresAt, now))
}
