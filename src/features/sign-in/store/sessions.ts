import { and, desc, eq, gt, isNull, lt, ne, or } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { webSessions } from '#src/platform/database/schema/index.ts'

/** A browser that is, or was, signed in. */
export type WebSession = typeof webSessions.$inferSelect

/** Keeps a session. */
export async function putSession(db: Db, session: Omit<WebSession, 'id' | 'endedAt'>): Promise<WebSession> {
  const [row] = await db.insert(webSessions).values(session).returning()
  if (!row) throw new Error('A new session came back empty')
  return row
}

/** The session of a cookie; `null`: unknown, ended or run out. */
export async function findOpenSession(db: Db, hash: string, now: Date): Promise<WebSession | null> {
  const [row] = await db
    .select()
    .from(webSessions)
    .where(and(eq(webSessions.hash, hash), isOpen(now)))
    .limit(1)
  return row ?? null
}

/** The open sessions of a person, the last seen first. */
export function listOpenSessions(db: Db, personId: number, now: Date): Promise<readonly WebSession[]> {
  return db
    .select()
    .from(webSessions)
    .where(and(eq(webSessions.personId, personId), isOpen(now)))
    .orderBy(desc(webSessions.seenAt), desc(webSessions.id))
}

/** Notes that a browser was here; it then stays signed in until `expiresAt`. */
export async function touchSession(db: Db, id: number, seenAt: Date, expiresAt: Date): Promise<void> {
  await db.update(webSessions).set({ seenAt, expiresAt }).where(eq(webSessions.id, id))
}

/** Ends sessions of a person: one, or all but one. Returns how many were open. */
export async function closeSessions(
  db: Db,
  personId: number,
  which: { readonly only?: number; readonly except?: number },
  now: Date,
): Promise<number> {
  const { only, except } = which
  const rows = await db
    .update(webSessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(webSessions.personId, personId),
        isOpen(now),
        only === undefined ? undefined : eq(webSessions.id, only),
        except === undefined ? undefined : ne(webSessions.id, except),
      ),
    )
    .returning({ id: webSessions.id })
  return rows.length
}

function isOpen(now: Date) {
  return and(isNull(webSessions.endedAt), gt(webSessions.expiresAt, now))
}

/** Forgets sessions that ended before a moment. Returns how many. */
export async function pruneSessions(db: Db, before: Date): Promise<number> {
  const over = or(lt(webSessions.endedAt, before), lt(webSessions.expiresAt, before))
  return (await db.delete(webSessions).where(over).returning({ id: webSessions.id })).length
}
