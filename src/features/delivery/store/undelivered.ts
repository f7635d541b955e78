import { sql } from 'drizzle-orm'
import { parseAlertSubject } from '#src/domain/alerts/alert-subject.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A message that was sent and came back. */
export interface CameBack {
  readonly id: number
  /** What it was about, such as `alert/42/call/3/step/1`. */
  readonly subject: string
}

/**
 * Marks what a channel was sent as failed, so that it is seen and can be sent again: the message whose reference holds a
 * text, or where that is not known the newest one. `null`: there is none.
 */
export async function failSent(
  db: Db,
  channelId: number,
  refPart: string | null,
  error: string,
): Promise<CameBack | null> {
  const rows = await db.execute(sql`
    update deliveries set state = 'failed', fault = 'unreachable', error = ${error.slice(0, 300)}
    where id = (
      select d.id from deliveries d
      left join messages m on m.channel_id = d.channel_id and m.subject = d.subject
      where d.channel_id = ${channelId} and d.state = 'sent'
        and (${refPart}::text is null or strpos(coalesce(m.ref, ''), ${refPart ?? ''}) > 0)
      order by d.id desc limit 1)
    returning id, subject`)
  const [row] = rows
  return row ? { id: Number(row.id), subject: String(row.subject) } : null
}

/**
 * Lets the next step of the escalation of open alerts be taken now: those of a subject such as `alert/42` or
 * `alert-group/7`. Answers whether there were any.
 */
export async function escalateNow(db: Db, subject: string, now: Date): Promise<boolean> {
  const about = parseAlertSubject(subject)
  if (about === null) return false
  const theirs = about.kind === 'alert' ? sql`id = ${about.id}` : sql`group_id = ${about.id}`
  const rows = await db.execute(sql`
    update alerts set escalate_at = ${now.toISOString()}::timestamptz
    where ${theirs} and state = 'open' and snoozed_until is null
      and (escalate_at is not null or escalation = 0) returning id`)
  return rows.length > 0
}
