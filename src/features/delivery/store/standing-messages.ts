import { and, eq, sql } from 'drizzle-orm'
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

/**
 * What a message is about that is not over: an alert or a group of alerts until all are resolved, a proposal until it is
 * decided, an action until it is done. Calls about an alert are told by what their subject begins with.
 */
const isOpen = sql`case split_part(m.subject, '/', 1)
      when 'alert' then split_part(m.subject, '/', 2) in (select id::text from alerts where state <> 'resolved')
      when 'alert-group' then split_part(m.subject, '/', 2) in (
        select group_id::text from alerts where state <> 'resolved' and group_id is not null)
      when 'proposal' then split_part(m.subject, '/', 2) in (
        select id::text from target_proposals where state = 'waiting')
      when 'action' then split_part(m.subject, '/', 2) in (select id::text from improvements where state = 'open')
      else false end`

/**
 * Forgets where messages stand that were last sent or changed before an instant: whoever wants to change one of them would
 * say it anew. Those about what is still open, and those that the outbox holds, stay. Answers how many.
 */
export async function pruneMessages(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`
    delete from messages m where m.updated_at < ${before.toISOString()}::timestamptz
      and not exists (select 1 from deliveries d where d.channel_id = m.channel_id and d.subject = m.subject)
      and not (${isOpen})
    returning m.subject`)
  return rows.length
}
