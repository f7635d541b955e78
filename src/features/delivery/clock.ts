import { databaseTime } from '#src/platform/database/database-time.ts'
import type { Db } from '#src/platform/database/db.ts'

/** The instants that a worker takes messages at. */
export interface Moment {
  /** What is due: by the machine's clock or the shared one, whichever is further, so that a step back delays nothing. */
  readonly due: Date
  /** The time of leases and of pacing, the same for all replicas. */
  readonly lease: Date
}

/** The clock of a worker. */
export interface DeliveryClock {
  readonly now: () => Moment
  /** Asks the database what time it is, where that is long ago; silent when it does not answer. */
  readonly sync: () => Promise<void>
}

/** How often the database is asked (judgement: machines drift by milliseconds meanwhile). */
const syncMs = 10_000

/**
 * A clock that does not step with the machine's: the database's time, carried on by a timer that only goes forward.
 * Replicas whose clocks differ thus agree on when a lease has run out. A given clock, of a test, counts for everything.
 */
export function createClock(db: Db, given?: () => Date): DeliveryClock {
  if (given) return { now: () => ({ due: given(), lease: given() }), sync: async () => {} }
  let base = Date.now() - performance.now()
  let synced = Number.NEGATIVE_INFINITY
  return {
    now: () => {
      const lease = base + performance.now()
      return { due: new Date(Math.max(lease, Date.now())), lease: new Date(lease) }
    },
    sync: async () => {
      if (performance.now() - synced < syncMs) return
      synced = performance.now()
      const time = await databaseTime(db).catch(() => null)
      if (time) base = time.getTime() - (synced + performance.now()) / 2
    },
  }
}
