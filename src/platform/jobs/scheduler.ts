import { schedule as cronTask, type ScheduledTask } from 'node-cron'
import type { BotLog } from '#src/chat/messenger.ts'
import type { Job } from '#src/contracts/job.ts'
import { claim } from '#src/platform/database/claims.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { restoredMark } from '#src/platform/database/restored.ts'
import { fallsOn, latestSlot } from './cron-times.ts'
import type { JobQueue } from './queue.ts'
import { lockDueSchedules, openRun, pauseSchedule, type Schedule } from './schedules.ts'

/** Starts what is due by the clock. */
export interface Scheduler {
  /** Ticks at once, so that downtime is caught up, and then every minute of UTC, which has no clock changes. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Does what is due at an instant; any number of replicas may do the same minute. */
  tick(now: Date): Promise<void>
}

export interface SchedulerParts {
  readonly db: Database['db']
  readonly jobs: readonly Job[]
  readonly enqueue: JobQueue['enqueue']
  readonly log: Pick<BotLog, 'info' | 'error'>
  readonly now?: () => Date
}

/** A slot that is seen later than this came due while nobody was running (judgement: two missed ticks). */
const lateMs = 2 * 60_000

/** Makes the clock of a service. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const now = parts.now ?? (() => new Date())
  let task: ScheduledTask | null = null
  let running: Promise<void> = Promise.resolve()

  const tick = async (at: Date) => {
    if (await restoredMark(parts.db)) return // an administrator decides what of an old state still goes out
    await startSchedules(parts, at)
    await startJobs(parts, at)
  }
  const tickSafely = () => {
    running = running
      .then(() => tick(now()))
      .catch(err => parts.log.error({ err }, 'the clock could not start what is due'))
    return running
  }

  return {
    tick,
    start: async () => {
      task = cronTask('* * * * *', tickSafely, { timezone: 'UTC', name: 'minute', suppressMissedWarning: true })
      await tickSafely()
    },
    stop: async () => {
      await task?.destroy()
      await running
    },
  }
}

/** Opens a run for each schedule that came due, and asks for the job named after its kind. */
async function startSchedules({ db, enqueue }: SchedulerParts, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const due = await lockDueSchedules(tx, now)
    for (const schedule of due) await openLatest(tx, schedule, now)
    for (const kind of new Set(due.map(schedule => schedule.kind))) await enqueue(tx, kind, null)
  })
}

/** After downtime only the latest missed slot is run, once. */
async function openLatest(db: Db, schedule: Schedule, now: Date): Promise<void> {
  const { slot, next } = latestSlot(schedule, schedule.nextRunAt, now)
  const deadline = new Date(slot.getTime() + schedule.waitMinutes * 60_000)
  const late = now.getTime() - slot.getTime() > lateMs
  await openRun(db, { scheduleId: schedule.id, dueAt: slot, deadline, late }, next ?? schedule.nextRunAt)
  if (next === null) await pauseSchedule(db, schedule.id)
}

/** Enqueues the jobs whose minute it is; the replica that claims the slot first does it. */
async function startJobs({ db, jobs, enqueue }: SchedulerParts, now: Date): Promise<void> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  const due = jobs.filter(job => job.schedule !== undefined && fallsOn(job.schedule, minute))
  if (due.length === 0) return
  await db.transaction(async tx => {
    for (const job of due) {
      if (await claim(tx, `job/${job.name}/${minute.toISOString()}`, now)) await enqueue(tx, job.name, null)
    }
  })
}
