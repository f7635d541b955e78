import { sql } from 'drizzle-orm'
import { callsPrefix } from '#src/domain/alerts/alert-subject.ts'
import type { Db } from '#src/platform/database/db.ts'
import { channelOf } from '#src/platform/database/notify.ts'
import { storableJson } from '#src/platform/database/storable.ts'

/** The topic on which planned messages announce themselves to the workers of all replicas. */
export const deliveryTopic = 'deliveries'

/** A message to be sent. */
export interface NewDelivery {
  /** Names the meaning for good: planning it twice is one message. */
  readonly key: string
  readonly channelId: number
  /** What it is about, such as `alert/42`: a later one of the same subject edits the message that stands. */
  readonly subject: string
  readonly revision: number
  /** The card as JSON; storage does not look inside. */
  readonly card: unknown
  /** A card for the thread of the message about another subject; absent: the card stands by itself. */
  readonly reply?: { readonly under: string; readonly card: unknown }
  /** 0 first. */
  readonly urgency: number
  readonly notBefore: Date
}

/**
 * Puts a message into the outbox and wakes the workers when the transaction commits. Older messages of the same channel
 * and subject that nobody has tried to send yet are superseded; one whose attempt is running or ended without an answer
 * stays, because it may stand there already. Answers `false` when the key was planned before.
 */
export async function insertDelivery(db: Db, planned: NewDelivery): Promise<boolean> {
  return (await insertDeliveries(db, [planned])) > 0
}

/** Puts messages about different subjects into the outbox at once; answers how many were not planned before. */
export async function insertDeliveries(db: Db, planned: readonly NewDelivery[]): Promise<number> {
  if (planned.length === 0) return 0
  const rows = await db.execute(sql`
    with planned as (
      select * from jsonb_to_recordset(${storableJson(planned)}::jsonb)
        as planned(key text, "channelId" int, subject text, revision int, card jsonb, reply jsonb, urgency int,
          "notBefore" timestamptz)
    ), gates as (
      insert into channel_gates (channel_id, next_at)
      select distinct "channelId", 'epoch'::timestamptz from planned order by 1 on conflict do nothing
    ), added as (
      insert into deliveries (key, channel_id, subject, revision, card, reply, urgency, not_before, state)
      select key, "channelId", subject, revision, card, reply, urgency, "notBefore", 'waiting' from planned
      on conflict (key) do nothing
      returning id, channel_id, subject
    ), superseded as (
      update deliveries d set state = 'superseded' from added
      where d.channel_id = added.channel_id and d.subject = added.subject and d.state = 'waiting'
        and d.lease_until is null and not d.doubtful
    )
    select id, pg_notify(${channelOf(deliveryTopic)}, 'null') from added`)
  return rows.length
}

/** The highest revision of a subject that was planned, or stands since before the outbox forgot it; `null`: none was. */
export async function lastRevision(db: Db, subject: string): Promise<number | null> {
  const [row] = await db.execute(sql`
    select greatest((select max(revision) from deliveries where subject = ${subject}),
      (select max(revision) from messages where subject = ${subject})) as last`)
  return row?.last == null ? null : Number(row.last)
}

/** The channels in which something about a subject was or will be said, except those that cannot be reached. */
export async function channelsOfSubject(db: Db, subject: string): Promise<readonly number[]> {
  const rows = await db.execute(sql`
    select c.id as channel_id from channels c where c.unreachable_since is null and c.id in (
      select channel_id from deliveries where subject = ${subject}
      union select channel_id from messages where subject = ${subject}) order by 1`)
  return rows.map(row => Number(row.channel_id))
}

/**
 * The channels in which something about a subject was or will be said, and the subjects of the calls about it with
 * theirs; without channels that cannot be reached.
 */
export async function saidAbout(
  db: Db,
  subject: string,
): Promise<{
  readonly channels: readonly number[]
  readonly calls: readonly { readonly channelId: number; readonly subject: string }[]
}> {
  const rows = await db.execute(sql`
    select distinct said.channel_id, said.subject from (
      select channel_id, subject from deliveries where subject = ${subject} or starts_with(subject, ${callsPrefix(subject)})
      union all select channel_id, subject from messages
        where subject = ${subject} or starts_with(subject, ${callsPrefix(subject)})
    ) said join channels c on c.id = said.channel_id where c.unreachable_since is null order by 1, 2`)
  const found = rows.map(row => ({ channelId: Number(row.channel_id), subject: String(row.subject) }))
  const isCall = (one: { readonly subject: string }) => one.subject !== subject
  return { channels: found.filter(one => !isCall(one)).map(one => one.channelId), calls: found.filter(isCall) }
}

/** The subjects that begin with a text, with the channels in which they were or will be said. */
export async function subjectsBelow(
  db: Db,
  prefix: string,
): Promise<readonly { readonly channelId: number; readonly subject: string }[]> {
  const rows = await db.execute(sql`
    select distinct said.channel_id, said.subject from (
      select channel_id, subject from deliveries where starts_with(subject, ${prefix})
      union all select channel_id, subject from messages where starts_with(subject, ${prefix})
    ) said join channels c on c.id = said.channel_id where c.unreachable_since is null order by 1, 2`)
  return rows.map(row => ({ channelId: Number(row.channel_id), subject: String(row.subject) }))
}
