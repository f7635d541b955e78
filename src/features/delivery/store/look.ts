import { sql } from 'drizzle-orm'
import { answerPrefix } from '#src/chat/direct-answers.ts'
import type { Db } from '#src/platform/database/db.ts'
import { channelOf } from '#src/platform/database/notify.ts'
import { deliveryTopic } from './plan.ts'

/** A message that could not be delivered. */
export interface FailedDelivery {
  readonly id: number
  readonly key: string
  readonly channelId: number
  readonly channelName: string
  readonly messenger: string
  readonly fault: string
  readonly error: string
  readonly attempts: number
  readonly createdAt: Date
}

/** Messages that failed for good, newest first. */
export async function listFailed(db: Db, limit: number): Promise<readonly FailedDelivery[]> {
  const rows = await db.execute(sql`
    select d.*, c.name as channel_name, c.messenger from deliveries d join channels c on c.id = d.channel_id
    where d.state = 'failed' order by d.id desc limit ${limit}`)
  return rows.map(row => ({
    id: Number(row.id),
    key: String(row.key),
    channelId: Number(row.channel_id),
    channelName: String(row.channel_name),
    messenger: String(row.messenger),
    fault: String(row.fault),
    error: String(row.error),
    attempts: Number(row.attempts),
    createdAt: new Date(String(row.created_at)),
  }))
}

/** A message whose time has come and that was not sent. */
export interface WaitingDelivery {
  readonly key: string
  readonly channelName: string
  readonly messenger: string
  readonly dueAt: Date
  readonly attempts: number
  /** What the last attempt met; `null`: nothing, or there was none. */
  readonly error: string | null
  /** A worker holds it at this moment. */
  readonly held: boolean
}

/** Messages that are due, oldest first. */
export async function listDue(db: Db, now: Date, limit: number): Promise<readonly WaitingDelivery[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await db.execute(sql`
    select d.key, d.not_before, d.attempts, d.error, d.lease_until > ${at} as held, c.name as channel_name, c.messenger
    from deliveries d join channels c on c.id = d.channel_id
    where d.state = 'waiting' and d.not_before <= ${at} order by d.not_before, d.id limit ${limit}`)
  return rows.map(row => ({
    key: String(row.key),
    channelName: String(row.channel_name),
    messenger: String(row.messenger),
    dueAt: new Date(String(row.not_before)),
    attempts: Number(row.attempts),
    error: row.error === null ? null : String(row.error),
    held: row.held === true,
  }))
}

/** Sends a failed message again from the start, also where nothing arrived any more; `false` when there is no such one. */
export async function retryDelivery(db: Db, id: number, now: Date): Promise<boolean> {
  const rows = await db.execute(sql`
    with again as (
      update deliveries set state = 'waiting', attempts = 0, lease_until = null, fault = null, error = null,
        not_before = ${now.toISOString()}::timestamptz
      where id = ${id} and state = 'failed' returning id, channel_id
    ), tried as (
      update channels c set unreachable_since = null from again where c.id = again.channel_id
    ) select id, pg_notify(${channelOf(deliveryTopic)}, 'null') from again`)
  return rows.length > 0
}

/** Forgets messages that were sent or superseded before an instant; answers how many. */
export async function pruneDeliveries(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`
    delete from deliveries where state in ('sent', 'superseded') and created_at < ${before.toISOString()}::timestamptz
    returning id`)
  return rows.length
}

/** Whether a late answer still waits for a conversation. */
export async function hasWaitingAnswer(
  db: Db,
  to: { readonly messenger: string; readonly workspace: string; readonly externalId: string },
): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from channels c join deliveries d on d.channel_id = c.id
    where c.messenger = ${to.messenger} and c.workspace = ${to.workspace} and c.external_id = ${to.externalId}
      and d.state = 'waiting' and starts_with(d.subject, ${answerPrefix}) limit 1`)
  return rows.length > 0
}

/** The person who answers for an alert that a message is about; `null`: nobody, or no such alert. */
export async function findAlertOwner(db: Db, alertId: number): Promise<number | null> {
  if (!Number.isInteger(alertId)) return null
  const [row] = await db.execute(sql`select owner_id from alerts where id = ${alertId}`)
  return row?.owner_id == null ? null : Number(row.owner_id)
}
