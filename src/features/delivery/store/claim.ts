import { type SQL, sql } from 'drizzle-orm'
import { answerPrefix } from '#src/chat/direct-answers.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { isHeldBack } from '#src/platform/database/restored.ts'

/** A message that this worker may send until its lease ends. */
export interface ClaimedDelivery {
  readonly id: number
  readonly key: string
  readonly subject: string
  readonly revision: number
  readonly card: unknown
  /** Counts this attempt; together with the id it is the token of the lease. */
  readonly attempts: number
  /** An earlier attempt ended without an answer, or its worker died: the message may stand there already. */
  readonly doubtful: boolean
  readonly channel: {
    readonly id: number
    readonly messenger: string
    readonly workspace: string
    readonly externalId: string
    readonly kind: 'direct' | 'group'
    readonly name: string
    readonly locale: Locale
  }
  /** The message of the same subject that stands in the channel; `null` where there is none. */
  readonly standing: { readonly ref: string; readonly revision: number } | null
  /** A card for the thread of another message, and where that stands; `null`: it stands by itself. */
  readonly reply: { readonly card: unknown; readonly under: string | null } | null
}

/** What a worker can take. */
export interface ClaimRequest {
  /** What is due until then is taken. */
  readonly now: Date
  /** The time of leases and pacing, where that is not `now`. */
  readonly leaseNow?: Date
  readonly leaseUntil: Date
  readonly limit: number
  /** Milliseconds between two messages in one conversation, by messenger; others are not taken. */
  readonly gaps: Readonly<Record<string, number>>
  /** Channels that another process writes to. */
  readonly except?: readonly number[]
}

/**
 * The channels with waiting messages, each found by one step in the index `deliveries_waiting`: the cost grows with the
 * channels and not with the messages of a backlog.
 */
const waitingChannels = sql`waiting_channels as (
      (select channel_id from deliveries where state = 'waiting' order by channel_id limit 1)
      union all
      select (select d.channel_id from deliveries d where d.state = 'waiting' and d.channel_id > w.channel_id
        order by d.channel_id limit 1)
      from waiting_channels w where w.channel_id is not null
    )`

/**
 * A message that must wait for another: an older one of its subject, and for an answer to somebody an older answer: in one
 * conversation they go out in their order.
 */
const mustWait = sql`(exists (select 1 from deliveries older where older.channel_id = d.channel_id
          and older.subject = d.subject and older.state = 'waiting' and older.id < d.id)
        or (starts_with(d.subject, ${answerPrefix}) and exists (select 1 from deliveries older
          where older.channel_id = d.channel_id and older.state = 'waiting' and older.id < d.id
            and starts_with(older.subject, ${answerPrefix}))))`

/**
 * Written so that no index fits: the planner would take all due messages of a channel by `deliveries_ready`, look at what each of
 * them waits for, and sort them; by `deliveries_waiting` the first one that may go ends the search.
 */
function isDue(now: SQL): SQL {
  return sql`d.not_before + interval '0' <= ${now}`
}

/**
 * Takes at most one due message per channel, in one statement: the channel's gate row is locked (busy ones are skipped)
 * and moved on by the messenger's gap, then the most urgent, oldest message whose subject has no older one waiting gets
 * a lease and counts an attempt. A lease that ran out was never given back: its message is marked doubtful.
 */
export async function claimDeliveries(db: Db, request: ClaimRequest): Promise<readonly ClaimedDelivery[]> {
  const now = sql`${request.now.toISOString()}::timestamptz`
  const leaseNow = sql`${(request.leaseNow ?? request.now).toISOString()}::timestamptz`
  const rows = await db.execute(sql`
    with recursive gaps as (
      select key as messenger, value::float8 as ms from jsonb_each_text(${JSON.stringify(request.gaps)}::jsonb)
    ), ${waitingChannels}, ready as (
      select g.channel_id, gaps.ms, d.id
      from waiting_channels w
      join channel_gates g on g.channel_id = w.channel_id
      join channels c on c.id = g.channel_id
      join gaps on gaps.messenger = c.messenger
      cross join lateral (
        select d.id, d.urgency, d.not_before from deliveries d
        where d.channel_id = g.channel_id and d.state = 'waiting' and ${isDue(now)}
          and (d.lease_until is null or d.lease_until <= ${leaseNow})
          and not ${mustWait} and not ${isHeldBack}
        order by d.urgency, d.id limit 1
      ) d
      where g.next_at <= ${leaseNow} and not (g.channel_id = any(${idsOf(request.except ?? [])}))
      order by d.urgency, d.not_before, d.id
      limit ${request.limit}
      for update of g skip locked
    ), gated as (
      update channel_gates g set next_at = ${leaseNow} + ready.ms * interval '1 millisecond' from ready
      where g.channel_id = ready.channel_id
    ), claimed as (
      update deliveries d set attempts = d.attempts + 1, doubtful = d.doubtful or d.lease_until is not null,
        lease_until = ${request.leaseUntil.toISOString()}::timestamptz
      from ready
      where d.id = ready.id and d.state = 'waiting' and (d.lease_until is null or d.lease_until <= ${leaseNow})
      returning d.*
    )
    select d.id, d.key, d.subject, d.revision, d.card, d.attempts, d.doubtful,
      c.id as channel_id, c.messenger, c.workspace, c.external_id, c.kind, c.name, c.locale,
      m.ref, m.revision as standing_revision, d.reply, parent.ref as parent_ref
    from claimed d join channels c on c.id = d.channel_id
    left join messages m on m.channel_id = d.channel_id and m.subject = d.subject
    left join messages parent on parent.channel_id = d.channel_id and parent.subject = d.reply->>'under'
    order by d.urgency, d.id`)
  return rows.map(claimedOf)
}

function idsOf(ids: readonly number[]) {
  return sql`${sql.param([...ids])}::int[]`
}

/** Pushes a lease further; `false` when it is ours no more. */
export async function extendLease(
  db: Db,
  delivery: { readonly id: number; readonly attempts: number },
  until: Date,
): Promise<boolean> {
  const rows = await db.execute(sql`
    update deliveries set lease_until = ${until.toISOString()}::timestamptz
    where id = ${delivery.id} and attempts = ${delivery.attempts} and state = 'waiting' and lease_until is not null
    returning id`)
  return rows.length > 0
}

/** So many messages of a channel are looked at for the next one: more than are ever on their way at once. */
const lookedAt = 50

/** When the next message of these messengers can go out, or earlier; `null` when none waits. */
export async function nextDeliveryAt(
  db: Db,
  messengers: readonly string[],
  except: readonly number[] = [],
): Promise<Date | null> {
  const rows = await db.execute(sql`
    with recursive ${waitingChannels}
    select min(greatest(d.at, g.next_at)) as at
    from waiting_channels w join channel_gates g on g.channel_id = w.channel_id join channels c on c.id = g.channel_id
    cross join lateral (
      select min(greatest(d.not_before, coalesce(d.lease_until, 'epoch'))) as at
      from (select * from deliveries d where d.channel_id = g.channel_id and d.state = 'waiting'
        order by d.not_before limit ${lookedAt}) d
      where not ${mustWait}
    ) d
    where c.messenger = any(${sql.param([...messengers])}::text[]) and not (c.id = any(${idsOf(except)}))`)
  const at = rows[0]?.at
  return at === null || at === undefined ? null : new Date(String(at))
}

function claimedOf(row: Record<string, unknown>): ClaimedDelivery {
  return {
    id: Number(row.id),
    key: String(row.key),
    subject: String(row.subject),
    revision: Number(row.revision),
    card: row.card,
    attempts: Number(row.attempts),
    doubtful: row.doubtful === true,
    channel: {
      id: Number(row.channel_id),
      messenger: String(row.messenger),
      workspace: String(row.workspace),
      externalId: String(row.external_id),
      kind: row.kind as 'direct' | 'group', // the column's own enum
      name: String(row.name),
      locale: row.locale as Locale, // the column's own enum
    },
    standing: row.ref === null ? null : { ref: String(row.ref), revision: Number(row.standing_revision) },
    reply: replyOf(row),
  }
}

function replyOf({ reply, parent_ref: ref }: Record<string, unknown>): ClaimedDelivery['reply'] {
  if (reply === null || reply === undefined) return null
  const { card } = reply as { readonly card: unknown } // written by insertDelivery
  return { card, under: typeof ref === 'string' ? ref : null }
}
