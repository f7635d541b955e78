import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** What became of a messenger's messages of the last day. */
export interface MessengerState {
  readonly messenger: string
  /** Due and not sent. */
  readonly due: number
  readonly sent: number
  /** Sent, or still waiting, more than five minutes after their time. */
  readonly late: number
  readonly failed: number
  /** Planned for later. */
  readonly waiting: number
}

/** A message is late after so many minutes (judgement: above pacing and the first pauses between attempts). */
const lateMinutes = 5

/** The messages of the last day by messenger, those that still wait included. */
export async function messengerStates(db: Db, now: Date): Promise<readonly MessengerState[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await db.execute(sql`
    select c.messenger,
      count(*) filter (where d.state = 'waiting' and d.not_before <= ${at})::int as due,
      count(*) filter (where d.state = 'sent')::int as sent,
      count(*) filter (where d.state in ('sent', 'waiting')
        and coalesce(d.sent_at, ${at}) > d.not_before + ${lateMinutes}::int * interval '1 minute')::int as late,
      count(*) filter (where d.state = 'failed')::int as failed,
      count(*) filter (where d.state = 'waiting' and d.not_before > ${at})::int as waiting
    from deliveries d join channels c on c.id = d.channel_id
    where d.state = 'waiting' or (d.state <> 'superseded' and d.created_at > ${at} - interval '1 day')
    group by c.messenger order by c.messenger`)
  return rows.map(row => ({
    messenger: String(row.messenger),
    due: Number(row.due),
    sent: Number(row.sent),
    late: Number(row.late),
    failed: Number(row.failed),
    waiting: Number(row.waiting),
  }))
}

/** Where plan and deed differ. All zero: nothing is amiss. */
export interface DeliveryAudit {
  /** Messages that are due for more than ten minutes. */
  readonly stuck: number
  /** Messages that were given up within the last day. */
  readonly failed: number
  /** Scheduled posts that should have been planned by now, their patience over for ten minutes. */
  readonly unplanned: number
  /** Schedules whose time has come ten minutes ago and that nobody started. */
  readonly unstarted: number
}

/** Compares what was planned with what was delivered. */
export async function auditDeliveries(db: Db, now: Date): Promise<DeliveryAudit> {
  const at = sql`${now.toISOString()}::timestamptz`
  const before = sql`${at} - interval '10 minutes'`
  const [row] = await db.execute(sql`
    select
      (select count(*)::int from deliveries where state = 'waiting' and not_before < ${before}) as stuck,
      (select count(*)::int from deliveries where state = 'failed' and created_at > ${at} - interval '1 day') as failed,
      (select count(*)::int from schedule_runs where state = 'waiting' and deadline < ${before}
        and (try_at < ${before} or jsonb_exists(missing, 'failed'))) as unplanned,
      (select count(*)::int from schedules where not paused and next_run_at < ${before}) as unstarted`)
  return {
    stuck: Number(row?.stuck),
    failed: Number(row?.failed),
    unplanned: Number(row?.unplanned),
    unstarted: Number(row?.unstarted),
  }
}
