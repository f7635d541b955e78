import { sql } from 'drizzle-orm'
import { mailSetting } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { channelOf } from '#src/platform/database/notify.ts'
import { deliveryTopic } from './plan.ts'

/** The lease that an outcome is written under: of an attempt that lost it, nothing is written. */
export interface Lease {
  readonly id: number
  readonly attempts: number
}

/** Why an attempt did not deliver, for those who look. Never a message body. */
export interface Failure {
  readonly fault: string
  readonly error: string
}

/** A message that the platform took. */
export interface Sent extends Lease {
  /** Where it stands, in the messenger's own words. */
  readonly ref: string
  readonly at: Date
}

/**
 * Notes where messages stand now and that they were sent; all in one statement. A channel that takes a message can be
 * reached again; not so by e-mail, where servers take what they send back later.
 */
export async function recordSent(db: Db, sent: readonly Sent[]): Promise<void> {
  if (sent.length === 0) return
  await db.execute(sql`
    with taken as (
      select * from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb)
        as taken(id bigint, attempts int, ref text, at timestamptz)
    ), sent as (
      update deliveries d set state = 'sent', sent_at = taken.at, lease_until = null, doubtful = false, fault = null,
        error = null
      from taken where d.id = taken.id and d.attempts = taken.attempts and d.state = 'waiting'
      returning d.channel_id, d.subject, d.revision, taken.ref, taken.at
    ), reachable as (
      update channels c set unreachable_since = null from sent where c.id = sent.channel_id
        and c.unreachable_since is not null
        and c.messenger is distinct from (select value #>> '{}' from settings where key = ${mailSetting})
    )
    insert into messages (channel_id, subject, revision, ref, updated_at)
    select distinct on (channel_id, subject) channel_id, subject, revision, ref, at from sent
    order by channel_id, subject, revision desc
    on conflict (channel_id, subject) do update
      set ref = excluded.ref, revision = excluded.revision, updated_at = excluded.updated_at
      where messages.revision <= excluded.revision`)
}

/** Messages that waited after a failure of their messenger's platform are due at once: it answers again. */
export async function hastenDeliveries(db: Db, messenger: string, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  await db.execute(sql`
    update deliveries d set not_before = ${at} from channels c
    where c.id = d.channel_id and c.messenger = ${messenger} and d.state = 'waiting' and d.lease_until is null
      and d.fault in ('retryable', 'doubtful') and d.not_before > ${at}`)
}

/** Gives a message back to be tried again; the attempt counts. */
export async function retryLater(
  db: Db,
  lease: Lease,
  next: Failure & { readonly at: Date; readonly doubtful: boolean },
): Promise<void> {
  await db.execute(sql`
    update deliveries set lease_until = null, not_before = ${next.at.toISOString()}::timestamptz,
      doubtful = ${next.doubtful}, fault = ${next.fault}, error = ${next.error}
    where id = ${lease.id} and attempts = ${lease.attempts} and state = 'waiting'`)
}

/** Gives a message back without counting the attempt; `channelAt` keeps all of the channel waiting so long. */
export async function handBack(
  db: Db,
  lease: Lease,
  next: Failure & { readonly at: Date; readonly doubtful: boolean; readonly channelAt: Date | null },
): Promise<void> {
  await db.execute(sql`
    with back as (
      update deliveries set lease_until = null, attempts = attempts - 1,
        not_before = greatest(not_before, ${next.at.toISOString()}::timestamptz),
        doubtful = ${next.doubtful}, fault = ${next.fault}, error = ${next.error}
      where id = ${lease.id} and attempts = ${lease.attempts} and state = 'waiting'
      returning channel_id
    )
    update channel_gates g set next_at = greatest(g.next_at, ${next.channelAt?.toISOString() ?? null}::timestamptz)
    from back where g.channel_id = back.channel_id`)
}

/** Wakes the workers of all processes. */
export async function ringDeliveries(db: Db): Promise<void> {
  await db.execute(sql`select pg_notify(${channelOf(deliveryTopic)}, 'null')`)
}

/** Ends a message that cannot be delivered: it stays visible and can be sent again. */
export async function failDelivery(db: Db, lease: Lease, failure: Failure): Promise<boolean> {
  const rows = await db.execute(sql`
    update deliveries set state = 'failed', lease_until = null, fault = ${failure.fault}, error = ${failure.error}
    where id = ${lease.id} and attempts = ${lease.attempts} and state = 'waiting' returning id`)
  return rows.length > 0
}

/** Ends a message in favour of a newer one of the same subject. */
export async function supersede(db: Db, lease: Lease): Promise<void> {
  await db.execute(sql`
    update deliveries set state = 'superseded', lease_until = null
    where id = ${lease.id} and attempts = ${lease.attempts} and state = 'waiting'`)
}

/** Whether a newer message of the same channel and subject waits. */
export async function hasNewer(db: Db, delivery: { readonly id: number }): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from deliveries d join deliveries newer on newer.channel_id = d.channel_id
      and newer.subject = d.subject and newer.id > d.id and newer.state = 'waiting'
    where d.id = ${delivery.id} limit 1`)
  return rows.length > 0
}

/** Marks a channel that the platform refused; `false` when it was marked already. */
export async function markUnreachable(db: Db, channelId: number, now: Date): Promise<boolean> {
  const rows = await db.execute(sql`
    update channels set unreachable_since = ${now.toISOString()}::timestamptz
    where id = ${channelId} and unreachable_since is null returning id`)
  return rows.length > 0
}
