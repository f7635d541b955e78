import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { channels, people, scheduleRuns, schedules } from '#src/platform/database/schema/index.ts'
import { nextRun } from './cron-times.ts'

/** A post that somebody ordered: a local wall-clock time in a named zone. */
export interface Schedule {
  readonly id: number
  readonly kind: string
  readonly channelId: number
  readonly cron: string
  readonly timeZone: string
  readonly waitMinutes: number
  readonly params: Readonly<Record<string, unknown>>
  readonly nextRunAt: Date
  readonly lastRunAt: Date | null
  readonly paused: boolean
  readonly createdBy: number | null
}

/** A schedule to be stored. */
export interface NewSchedule {
  readonly kind: string
  readonly channelId: number
  readonly cron: string
  readonly timeZone: string
  readonly waitMinutes: number
  readonly params?: Readonly<Record<string, unknown>>
  readonly nextRunAt: Date
  readonly createdBy: number | null
}

/** A schedule with the names that a list shows. */
export interface ListedSchedule extends Schedule {
  readonly channelName: string
  readonly creatorName: string | null
}

/** Stores a schedule. */
export async function addSchedule(db: Db, schedule: NewSchedule): Promise<Schedule> {
  const [row] = await db
    .insert(schedules)
    .values({ ...schedule, params: schedule.params ?? {} })
    .returning()
  if (!row) throw new Error('a schedule that was just written did not come back')
  return scheduleOf(row)
}

/** The schedule with this id; `null` when there is none. */
export async function findSchedule(db: Db, id: number): Promise<Schedule | null> {
  const [row] = await db.select().from(schedules).where(eq(schedules.id, id)).limit(1)
  return row ? scheduleOf(row) : null
}

/** All schedules that are not paused, or those of one channel, by id. */
export async function listSchedules(
  db: Db,
  filter: { readonly channelId?: number; readonly kind?: string } = {},
): Promise<readonly ListedSchedule[]> {
  const rows = await db
    .select({ schedule: schedules, channelName: channels.name, creatorName: people.name })
    .from(schedules)
    .innerJoin(channels, eq(channels.id, schedules.channelId))
    .leftJoin(people, eq(people.id, schedules.createdBy))
    .where(
      and(
        eq(schedules.paused, false),
        filter.channelId === undefined ? undefined : eq(schedules.channelId, filter.channelId),
        filter.kind === undefined ? undefined : eq(schedules.kind, filter.kind),
      ),
    )
    .orderBy(asc(schedules.id))
  return rows.map(row => ({ ...scheduleOf(row.schedule), channelName: row.channelName, creatorName: row.creatorName }))
}

/** Has a schedule come in another zone; at the same time of day unless another one is named. */
export async function moveSchedule(
  db: Db,
  id: number,
  timeZone: string,
  nextRunAt: Date,
  cron?: string,
): Promise<void> {
  const time = cron === undefined ? {} : { cron }
  await db
    .update(schedules)
    .set({ timeZone, nextRunAt, ...time })
    .where(eq(schedules.id, id))
}

/** Takes a schedule away together with its runs; `false` when there was none. */
export async function removeSchedule(db: Db, id: number): Promise<boolean> {
  const gone = await db.delete(schedules).where(eq(schedules.id, id)).returning({ id: schedules.id })
  return gone.length > 0
}

/** Locks the schedules that are due, for this transaction; those that another replica holds are skipped. */
export async function lockDueSchedules(db: Db, now: Date): Promise<readonly Schedule[]> {
  const rows = await db
    .select()
    .from(schedules)
    .where(and(eq(schedules.paused, false), sql`${schedules.nextRunAt} <= ${now.toISOString()}::timestamptz`))
    .orderBy(asc(schedules.nextRunAt), asc(schedules.id))
    .for('update', { skipLocked: true })
  return rows.map(scheduleOf)
}

/** Writes down that a slot came due and when the next one will; the same slot twice is one run. */
export async function openRun(
  db: Db,
  run: { readonly scheduleId: number; readonly dueAt: Date; readonly deadline: Date; readonly late: boolean },
  nextRunAt: Date,
): Promise<void> {
  const { scheduleId, dueAt, deadline, late } = run
  await db
    .insert(scheduleRuns)
    .values({ scheduleId, dueAt, tryAt: dueAt, deadline, state: 'waiting', missing: { late } })
    .onConflictDoNothing()
  await db.update(schedules).set({ nextRunAt, lastRunAt: dueAt }).where(eq(schedules.id, scheduleId))
}

/** Lets what came due until an instant pass unsaid, open runs included; each schedule goes on with its next time. */
export async function skipMissed(db: Db, now: Date): Promise<number> {
  const due = await lockDueSchedules(db, now)
  for (const schedule of due) {
    const next = nextRun(schedule.cron, schedule.timeZone, now)
    if (next === null) await pauseSchedule(db, schedule.id)
    else await db.update(schedules).set({ nextRunAt: next }).where(eq(schedules.id, schedule.id))
  }
  const at = sql`${now.toISOString()}::timestamptz`
  const open = await db.execute(sql`update schedule_runs set state = 'skipped', changed_since = null, changed_at = null
    where (state = 'waiting' and due_at <= ${at}) or changed_at is not null returning id`)
  return due.length + open.length
}

/** Stops a schedule whose time never comes again. */
export async function pauseSchedule(db: Db, id: number): Promise<void> {
  await db.update(schedules).set({ paused: true }).where(eq(schedules.id, id))
}

/** A slot that waits for its data. */
export interface ScheduleRun {
  readonly id: number
  readonly schedule: Schedule
  readonly dueAt: Date
  readonly deadline: Date
  /** It came due while nobody was running. */
  readonly late: boolean
}

/** Locks the next waiting run of a kind that is to be looked at, for this transaction; `null` when none is. */
export async function lockWaitingRun(db: Db, kind: string, now: Date): Promise<ScheduleRun | null> {
  const [run] = await lockWaitingRuns(db, kind, now, { most: 1 })
  return run ?? null
}

/**
 * Locks the next runs of a kind that are due, for this transaction; those that another replica holds are skipped. With an
 * `id` only that one.
 */
export async function lockWaitingRuns(
  db: Db,
  kind: string,
  now: Date,
  { most, id }: { readonly most: number; readonly id?: number },
): Promise<readonly ScheduleRun[]> {
  const rows = await db
    .select({ run: scheduleRuns, schedule: schedules })
    .from(scheduleRuns)
    .innerJoin(schedules, eq(schedules.id, scheduleRuns.scheduleId))
    .where(
      and(
        eq(scheduleRuns.state, 'waiting'),
        eq(schedules.kind, kind),
        sql`${scheduleRuns.tryAt} <= ${now.toISOString()}::timestamptz`,
        id === undefined ? undefined : eq(scheduleRuns.id, id),
      ),
    )
    .orderBy(asc(scheduleRuns.tryAt), asc(scheduleRuns.id))
    .limit(most)
    .for('update', { of: scheduleRuns, skipLocked: true })
  return rows.map(runOf)
}

/** Ends a run: it was planned with what was missing then, or skipped. */
export async function closeRun(
  db: Db,
  run: ScheduleRun,
  state: 'planned' | 'skipped',
  missing: readonly string[],
): Promise<void> {
  await db
    .update(scheduleRuns)
    .set({ state, missing: { late: run.late, missing } })
    .where(eq(scheduleRuns.id, run.id))
}

/** Looks at a run again later. */
export async function postponeRun(db: Db, runId: number, tryAt: Date): Promise<void> {
  await db.update(scheduleRuns).set({ tryAt }).where(eq(scheduleRuns.id, runId))
}

/** Looks at a run again later because it failed; it is told among what should have been planned by now. */
export async function putOffRun(db: Db, runId: number, tryAt: Date): Promise<void> {
  await db.execute(sql`
    update schedule_runs set try_at = ${tryAt.toISOString()}::timestamptz, missing = missing || '{"failed": true}'
    where id = ${runId} and state = 'waiting'`)
}

/** Makes all waiting runs of a kind be looked at by an instant, because data arrived. */
export async function hastenRuns(db: Db, kind: string, by: Date): Promise<void> {
  await db.execute(sql`
    update schedule_runs r set try_at = ${by.toISOString()}::timestamptz from schedules s
    where s.id = r.schedule_id and s.kind = ${kind} and r.state = 'waiting'
      and r.try_at > ${by.toISOString()}::timestamptz`)
}

/**
 * Forgets slots that came due before an instant and wait for nothing any more. A schedule only goes forward, so that none of
 * them can come due again. Answers how many.
 */
export async function pruneRuns(db: Db, before: Date): Promise<number> {
  const rows = await db.execute(sql`
    delete from schedule_runs where state <> 'waiting' and due_at < ${before.toISOString()}::timestamptz returning id`)
  return rows.length
}

function scheduleOf(row: typeof schedules.$inferSelect): Schedule {
  const { createdAt: _, params, ...schedule } = row
  return { ...schedule, params: isRecord(params) ? params : {} }
}

function runOf(row: { run: typeof scheduleRuns.$inferSelect; schedule: typeof schedules.$inferSelect }): ScheduleRun {
  const { id, dueAt, deadline, missing } = row.run
  return { id, schedule: scheduleOf(row.schedule), dueAt, deadline, late: isRecord(missing) && missing.late === true }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
