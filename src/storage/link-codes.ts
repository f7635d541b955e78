import { and, eq, gt, isNotNull } from 'drizzle-orm'
import type { Db } from '#src/storage/db.ts'
import { claims } from '#src/storage/schema.ts'

/** Keeps whom a one-time code stands for. The key names the code without telling it. */
export async function putLinkCode(db: Db, key: string, personId: number, now: Date): Promise<void> {
  await db.insert(claims).values({ key, at: now, answer: { personId } })
}

/** Takes a code, so that it never serves again: the person it stands for, `null` for one that is unknown or too old. */
export async function takeLinkCode(db: Db, key: string, since: Date): Promise<number | null> {
  const [row] = await db
    .delete(claims)
    .where(and(eq(claims.key, key), gt(claims.at, since), isNotNull(claims.answer)))
    .returning({ answer: claims.answer })
  const answer: unknown = row?.answer
  const id = typeof answer === 'object' && answer !== null && 'personId' in answer ? answer.personId : null
  return typeof id === 'number' ? id : null
}
