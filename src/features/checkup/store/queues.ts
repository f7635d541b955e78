import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** What waits in the service to be worked on. */
export type QueueName = 'messages' | 'requests' | 'reports' | 'days' | 'marketplaces' | 'files'

/** Why the oldest of a queue waits. */
export type WaitReason =
  /** Somebody works on it at this moment. */
  | 'working'
  /** Its last try failed; `error` tells what was met, and it is tried again at `nextTry`. */
  | 'failed'
  /** It waits for figures that have not come. */
  | 'figures'
  /** Its turn has not come: others are before it, or it was only just put there. */
  | 'turn'

/** A queue of the service and the oldest piece of work in it. */
export interface QueueState {
  readonly queue: QueueName
  /** Pieces of work whose time has come. */
  readonly waiting: number
  /** Since when the oldest of them has been due; of a message that failed before: when it was written. */
  readonly since: Date
  /** What it is, by the names that people know: a channel, a store and its feed, a file. */
  readonly what: string
  readonly reason: WaitReason
  readonly error: string | null
  /** When it is tried again; `null` where that is not put off. */
  readonly nextTry: Date | null
}

/**
 * Each queue in which something is due, with its oldest piece and why that waits. Empty queues are left out. Leases run by
 * the database's clock, the rest by `now`.
 */
export async function listQueues(db: Db, now: Date): Promise<readonly QueueState[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await db.execute(sql`
    with due as (
      select 'messages' as queue, case when d.error is null then d.not_before else d.created_at end as since,
        concat_ws(', ', nullif(c.name, ''), c.messenger) as what, d.lease_until > clock_timestamp() as working, d.error,
        nullif(greatest(d.not_before, ${at}), ${at}) as next_try, false as lacks_figures, d.id
      from deliveries d join channels c on c.id = d.channel_id
      where d.state = 'waiting' and (d.not_before <= ${at} or d.error is not null)
      union all
      select 'requests', i.at, i.messenger, i.lease_until > clock_timestamp(), null, null, false, 0
      from inbox i where i.lease_until is not null
      union all
      select 'reports', r.due_at, s.kind || ' #' || s.id, r.lease_until > clock_timestamp(),
        case when (r.missing ->> 'failed')::boolean then '' end, nullif(greatest(r.try_at, ${at}), ${at}),
        r.try_at > r.due_at, r.id
      from schedule_runs r join schedules s on s.id = r.schedule_id where r.state = 'waiting' and r.due_at <= ${at}
      union all
      select 'days', d.at, coalesce(s.slug, '') || ' ' || d.day, false, null, null, false, 0
      from dirty_days d left join stores s on s.id = d.store_id
      union all
      select 'marketplaces', p.created_at, s.slug || ' ' || p.feed, p.lease_until > clock_timestamp(),
        case when p.failures > 0 then coalesce(p.error, p.fault, '') end, nullif(greatest(p.not_before, ${at}), ${at}),
        false, p.id
      from pulls p join connection_stores c on c.id = p.connection_store_id join stores s on s.id = c.store_id
      where p.state = 'waiting' and (p.not_before is null or p.not_before <= ${at} or p.failures > 0)
      union all
      select 'files', i.created_at, i.file_name, r.updated_at > ${at} - interval '1 minute', null, null, false, i.id
      from import_readings r join imports i on i.id = r.import_id where r.phase not in ('read', 'failed')
    )
    select distinct on (queue) queue, count(*) over (partition by queue)::int as waiting, since, what,
      coalesce(working, false) as working, error, next_try, lacks_figures
    from due order by queue, since, id`)
  return rows
    .map(row => ({
      queue: row.queue as QueueName, // as listed in the statement
      waiting: Number(row.waiting),
      since: new Date(String(row.since)),
      what: String(row.what).trim(),
      reason: reasonOf(row),
      error: row.error ? String(row.error) : null,
      nextTry: row.next_try === null ? null : new Date(String(row.next_try)),
    }))
    .sort((a, b) => a.since.getTime() - b.since.getTime())
}

function reasonOf(row: Readonly<Record<string, unknown>>): WaitReason {
  if (row.working === true) return 'working'
  if (row.error !== null) return 'failed'
  return row.lacks_figures === true ? 'figures' : 'turn'
}
