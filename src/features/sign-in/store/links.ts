import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { signInLinks } from '#src/platform/database/schema/index.ts'

/** A link that signs somebody in. */
export type SignInLink = typeof signInLinks.$inferSelect

/** Keeps a link. */
export async function putLink(db: Db, link: Omit<SignInLink, 'usedAt'>): Promise<void> {
  await db.insert(signInLinks).values(link)
}

/** A link that still opens; `null`: unknown, too old or used. */
export async function findFreshLink(db: Db, hash: string, now: Date): Promise<SignInLink | null> {
  const [row] = await db.select().from(signInLinks).where(fresh(hash, now)).limit(1)
  return row ?? null
}

/** Uses a link up; `null` when it is unknown, too old, or somebody was first. */
export async function useLink(db: Db, hash: string, now: Date): Promise<SignInLink | null> {
  const [row] = await db.update(signInLinks).set({ usedAt: now }).where(fresh(hash, now)).returning()
  return row ?? null
}

function fresh(hash: string, now: Date) {
  return and(eq(signInLinks.hash, hash), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, now))
}

/** Forgets links that ran out before a moment. Returns how many. */
export async function pruneLinks(db: Db, before: Date): Promise<number> {
  return (await db.delete(signInLinks).where(lt(signInLinks.expiresAt, before)).returning({ hash: signInLinks.hash }))
    .length
}
