import PgBoss from 'pg-boss'
import type { BotLog } from '#src/chat/messenger.ts'
import type { Job, JobContext } from '#src/contracts/job.ts'
import { type Database, type Db, openDatabase } from '#src/platform/database/db.ts'
import { hasTable, notifyOnCommit, sqlRunner, withAdvisoryLock } from '#src/platform/database/library-sql.ts'
import { channelOf } from '#src/platform/database/notify.ts'
import { errorText } from '#src/platform/observability/logged-error.ts'

/** Jobs that outlive the process: enqueued in our own transactions, run by any replica. */
export interface JobQueue {
  /** Makes the queues and begins to work. */
  start(jobs: readonly Job[], context: Omit<JobContext, 'signal' | 'enqueue'>): Promise<void>
  /**
   * Asks that a job be run soon, by any replica. In a transaction it counts only when that commits. Where no service
   * ever made the queues it does nothing: the clock of the first one finds what is due.
   */
  enqueue(db: Db, name: string, data: unknown, options?: { readonly startAfter?: Date }): Promise<void>
  /** Takes no new job and asks running ones to end; those that do not are taken over by another replica. */
  stop(): Promise<void>
}

export interface QueueParts {
  readonly url: string
  readonly log: Pick<BotLog, 'info' | 'error'>
  /** Hears when a job was enqueued, by any replica; without it only the polling notices. */
  readonly subscribe?: (topic: string, listener: (payload: unknown) => void) => Promise<() => Promise<void>>
}

/** The topic on which enqueued jobs announce themselves. */
const topic = 'jobs'

/** Numbers of the queue, all judgement. `expireInSeconds` of pg-boss would be 15 minutes; each job says its own. */
const settings = {
  max: 3,
  schedule: false,
  maintenanceIntervalSeconds: 10,
  archiveCompletedAfterSeconds: 3_600,
  deleteAfterDays: 2,
} as const
const retries = { retryLimit: 4, retryDelay: 2, retryBackoff: true } as const
const work = { pollingIntervalSeconds: 1, batchSize: 20 } as const
const stopMs = 10_000
/** Longer than from one minute's jobs to the next: connections that hold locks are then used again (judgement). */
const lockIdleSeconds = 90

/** Makes the queue of a service. It holds no connection before it is started. */
export function createQueue(parts: QueueParts): JobQueue {
  const boss = new PgBoss({ connectionString: parts.url, application_name: 'linkstar-kpi-bot jobs', ...settings })
  boss.on('error', err => parts.log.error({ err }, 'the job queue reported a fault'))
  const stopping = new AbortController()
  const workers = new Map<string, string>()
  let started = false
  let installed = false
  let unsubscribe = async () => {}
  let locks: Database | null = null

  async function enqueue(db: Db, name: string, data: unknown, options: { readonly startAfter?: Date } = {}) {
    installed ||= await hasTable(db, 'pgboss.job')
    if (!installed) return
    await boss.send(name, { data }, { db: sqlRunner(db), ...options })
    await notifyOnCommit(db, channelOf(topic), name)
  }

  return {
    enqueue,
    start: async (jobs, context) => {
      started = true
      // A job holds its lock while it works: from the pool it works with, as many jobs as that is wide would wait for good.
      const locking = openDatabase(parts.url, { max: jobs.length, idleSeconds: lockIdleSeconds })
      locks = locking
      // Two replicas that make queues at the same time block each other for good: one after the other.
      await withAdvisoryLock(context.db, 'queue', () => install(boss, jobs))
      for (const job of jobs) {
        const run = runner(job, { ...context, enqueue, signal: stopping.signal }, locking.db)
        workers.set(
          job.name,
          await boss.work<{ data: unknown }>(job.name, work, batch => run(batch.map(b => b.data.data))),
        )
      }
      unsubscribe = (await parts.subscribe?.(topic, name => wake(boss, workers.get(String(name))))) ?? unsubscribe
    },
    stop: async () => {
      await unsubscribe()
      stopping.abort(new Error('the service stops'))
      if (started) await boss.stop({ graceful: true, wait: true, timeout: stopMs })
      await locks?.close()
    },
  }
}

/** Makes the tables and the queue of each job, where they are not there yet. */
async function install(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, { name: job.name, expireInSeconds: job.expireSeconds, ...retries })
  }
}

function wake(boss: PgBoss, worker: string | undefined): void {
  if (worker !== undefined) boss.notifyWorker(worker)
}

/** Runs a batch: the same wish expressed many times is fulfilled once. */
function runner(job: Job, context: JobContext, locks: Db): (batch: readonly unknown[]) => Promise<void> {
  const runOne = async (data: unknown) => {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(job.expireSeconds * 1_000)])
    const run = () => job.run(data, { ...context, signal })
    await (job.schedule === undefined ? run() : withAdvisoryLock(locks, `job ${job.name}`, run))
  }
  return async batch => {
    const wishes = new Map(batch.map(data => [JSON.stringify(data ?? null), data ?? null]))
    for (const data of wishes.values()) {
      try {
        await runOne(data)
      } catch (err) {
        context.log.error({ err, job: job.name }, 'a job failed and will be tried again')
        throw new Error(errorText(err)) // the queue keeps it with the job
      }
    }
  }
}
