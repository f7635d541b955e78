import { sql } from 'drizzle-orm'
import type { Db } from '#src/storage/db.ts'
import type { PostedNumbers } from '#src/storage/schedules.ts'

/** A post whose day got other figures since. */
export interface PostedRun {
  readonly id: number
  readonly scheduleId: number
  readonly channelId: number
  readonly dueAt: Date
  readonly posted: PostedNumbers
}

/** Posts are corrected for three days (judgement: later nobody reads them), when figures rest for ten minutes. */
const correctedDays = 3
const restMinutes = 10

/**
 * Locks a post that was not corrected yet and whose day got figures since it was looked at last, for this transaction;
 * `null` when there is none.
 */
export async function lockChangedRun(db: Db, kind: string, now: Date): Promise<PostedRun | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const [row] = await db.execute(sql`
    select r.id, r.schedule_id, s.channel_id, r.due_at, r.missing->'posted' as posted
    from schedule_runs r join schedules s on s.id = r.schedule_id
    where s.kind = ${kind} and r.state = 'planned' and r.missing ? 'posted' and not r.missing ? 'corrected'
      and r.due_at > ${at} - ${correctedDays}::int * interval '1 day'
      and (select max(d.updated_at) from metric_day d where d.day = (r.missing->'posted'->>'day')::date)
        between (r.missing->'posted'->>'at')::timestamptz and ${at} - ${restMinutes}::int * interval '1 minute'
    order by r.id limit 1 for update of r skip locked`)
  if (!row) return null
  return {
    id: Number(row.id),
    scheduleId: Number(row.schedule_id),
    channelId: Number(row.channel_id),
    dueAt: new Date(String(row.due_at)),
    posted: row.posted as PostedNumbers, // written by closeRun
  }
}

/** Writes down that a post was looked at, and whether that corrected it. */
export async function noteLook(db: Db, run: PostedRun, now: Date, corrected: boolean): Promise<void> {
  const posted = { ...run.posted, at: now.toISOString() }
  const change = { posted, ...(corrected ? { corrected: true } : {}) }
  await db.execute(
    sql`update schedule_runs set missing = missing || ${JSON.stringify(change)}::jsonb where id = ${run.id}`,
  )
}
