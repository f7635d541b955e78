import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { ReportKind } from '#src/domain/report.ts'
import type { SaidValue } from '#src/domain/restatement.ts'
import type { Db } from '#src/platform/database/db.ts'
import { storableJson } from '#src/platform/database/storable.ts'
import { longPostDays, maxCorrections } from '#src/platform/jobs/changed-runs.ts'

/** What a post said, to notice when it becomes wrong. */
export interface PostedNumbers {
  /** `2026-11-20`, `week/2026-11-16`: the days it is about, as in its key. */
  readonly about: string
  readonly every: ReportKind
  readonly from: Day
  readonly to: Day
  /** Key of the place, and ids of the stores that counted for it. */
  readonly place: string
  readonly stores: readonly number[]
  /** Some figures had not come when it was posted. */
  readonly incomplete: boolean
  /** By place and KPI, as it was posted. */
  readonly values: Readonly<Record<string, SaidValue>>
  /** The same as the last correction said it; absent before the first. */
  readonly corrected?: Readonly<Record<string, SaidValue>>
}

/** A post whose days got other figures since. */
export interface PostedRun {
  readonly id: number
  readonly scheduleId: number
  readonly channelId: number
  readonly dueAt: Date
  /** Of the schedule: who ordered it, and what it posts. */
  readonly createdBy: number | null
  readonly params: Readonly<Record<string, unknown>>
  readonly timeZone: string
  /** How often it was corrected. */
  readonly corrections: number
  readonly posted: PostedNumbers
}

/** Posts of a day are corrected for three days (judgement: later nobody reads them); longer ones as `longPostDays` says. */
const dayPostDays = 3
/** Figures rest for so long before a look, or have been moving for so long (judgement: an import ends within). */
const restMinutes = 10
const movingMinutes = 60

/** Keeps what a post said. Figures that came in since an instant, while it was made, have it looked at once more. */
export async function keepPosted(db: Db, runId: number, posted: PostedNumbers, since: Date, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  const moved = sql`case when exists (select 1 from sources where last_seen_at > ${since.toISOString()}::timestamptz)
    then ${at} end`
  await db.execute(sql`
    update schedule_runs set posted = ${storableJson(posted)}::jsonb, changed_at = ${moved}, changed_since = ${moved}
    where id = ${runId}`)
}

/** Locks a post that is to be looked at because its figures changed, for this transaction; `null` when there is none. */
export async function lockChangedRun(db: Db, kind: string, now: Date): Promise<PostedRun | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const reach = sql`case r.posted->>'every' when 'day' then ${dayPostDays}::int else ${longPostDays}::int end`
  const [row] = await db.execute(sql`
    select r.id, r.schedule_id, s.channel_id, s.created_by, s.params, s.time_zone, r.due_at, r.corrections, r.posted
    from schedule_runs r join schedules s on s.id = r.schedule_id
    where r.changed_at is not null and r.try_at <= ${at}
      and (r.changed_at <= ${at} - ${restMinutes}::int * interval '1 minute'
        or r.changed_since <= ${at} - ${movingMinutes}::int * interval '1 minute')
      and s.kind = ${kind} and r.state = 'planned' and r.corrections < ${maxCorrections}
      and r.due_at > ${at} - (${reach}) * interval '1 day'
    order by r.id limit 1 for update of r skip locked`)
  if (!row) return null
  return {
    id: Number(row.id),
    scheduleId: Number(row.schedule_id),
    channelId: Number(row.channel_id),
    dueAt: new Date(String(row.due_at)),
    createdBy: row.created_by === null ? null : Number(row.created_by),
    params: row.params as PostedRun['params'], // written as an object
    timeZone: String(row.time_zone),
    corrections: Number(row.corrections),
    posted: row.posted as PostedNumbers, // written by keepPosted
  }
}

/** The post was looked at and says what is true, or cannot be held against today's figures. */
export async function closeLook(db: Db, runId: number): Promise<void> {
  await db.execute(sql`update schedule_runs set changed_at = null, changed_since = null where id = ${runId}`)
}

/** The rest of the figures is waited for: looked at again when more come, at the latest at an instant. */
export async function waitForRest(db: Db, runId: number, until: Date): Promise<void> {
  await db.execute(sql`
    update schedule_runs set changed_since = null, try_at = ${until.toISOString()}::timestamptz where id = ${runId}`)
}

/** The post was corrected, and now says this. */
export async function noteCorrection(db: Db, run: PostedRun, said: PostedNumbers['values']): Promise<void> {
  const posted: PostedNumbers = { ...run.posted, corrected: said }
  await db.execute(sql`
    update schedule_runs set posted = ${storableJson(posted)}::jsonb, corrections = corrections + 1,
      changed_at = null, changed_since = null
    where id = ${run.id}`)
}
