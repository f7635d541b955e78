import { and, desc, eq, lt } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { ownMessages } from '#src/platform/database/schema/index.ts'

/** A message of a conversation that only we keep. */
export interface OwnMessage {
  readonly id: string
  readonly channel: string
  readonly at: Date
  readonly body: unknown
}

/** Adds a message, or replaces the one with the same id where it stands. */
export async function putOwnMessage(db: Db, messenger: string, message: OwnMessage): Promise<void> {
  await db
    .insert(ownMessages)
    .values({ messenger, ...message })
    .onConflictDoUpdate({ target: [ownMessages.messenger, ownMessages.id], set: { body: message.body } })
}

/** A message by its id, `null` when there is none. */
export async function findOwnMessage(db: Db, messenger: string, id: string): Promise<OwnMessage | null> {
  const rows = await db
    .select()
    .from(ownMessages)
    .where(and(eq(ownMessages.messenger, messenger), eq(ownMessages.id, id)))
  return rows[0] ?? null
}

/** The newest messages of a conversation, oldest of them first. */
export async function listOwnMessages(
  db: Db,
  messenger: string,
  channel: string,
  limit: number,
): Promise<OwnMessage[]> {
  const rows = await db
    .select()
    .from(ownMessages)
    .where(and(eq(ownMessages.messenger, messenger), eq(ownMessages.channel, channel)))
    .orderBy(desc(ownMessages.seq))
    .limit(limit)
  return rows.reverse()
}

/** Forgets messages older than an instant; answers how many. */
export async function pruneOwnMessages(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(ownMessages).where(lt(ownMessages.at, before)).returning({ id: ownMessages.id })
  return gone.length
}
