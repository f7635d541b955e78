import { and, eq } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { messages } from '#src/platform/database/schema/index.ts'

/** A message that stands in a channel. */
export interface StandingMessage {
  readonly ref: string
  readonly revision: number
  readonly updatedAt: Date
}

/** The message about a subject in a channel; `null` when nothing was said there. */
export async function findStandingMessage(db: Db, channelId: number, subject: string): Promise<StandingMessage | null> {
  const [row] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.channelId, channelId), eq(messages.subject, subject)))
    .limit(1)
  return row ? { ref: row.ref, revision: row.revision, updatedAt: row.updatedAt } : null
}
