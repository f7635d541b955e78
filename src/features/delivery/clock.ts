import { databaseTime } from '#src/platform/database/database-time.ts'
import type { Db } from '#src/platform/database/db.ts'

/** The instants that a worker takes messages at. */
export interface Moment {
  /** What is due: by the machine's clock or the shared one, whichever is further, so that a step back delays nothing. */
  readonly due: Date
  /** The time at which a lease has run out, and of pacing, the same for all replicas. */
  readonly lease: Date
  /** The time from which a new lease counts: later than `lease` for a while after the database's clock stepped forward. */
  readonly written: Date
}

/** The clock of a worker. */
export interface DeliveryClock {
  readonly now: () => Moment
  /** Asks the database what time it is, where that is long ago; silent when it does not answer. */
  readonly sync: () => Promise<void>
}

/** How often the database is asked (judgement: machines drift by milliseconds meanwhile). */
const syncMs = 10_000

/** A database that was replaced by one with another clock: more than machines drift in between (judgement). */
const stepMs = 500

/**
 * A clock that does not step with the machine's: the database's time, carried on by a timer that only goes forward.
 * Replicas whose clocks differ thus agree on when a lease has run out. Where the database's own time steps forward, since
 * another server took over, leases that were written before would seem to have run out while others still send: they are
 * judged by the former time until every replica has noticed, and a lease of `leaseMs` is over. A given clock, of a test,
 * counts for everything.
 */
export function createClock(db: Db, leaseMs: number, given?: () => Date): DeliveryClock {
  if (given) return { now: () => ({ due: given(), lease: given(), written: given() }), sync: async () => {} }
  let base = Date.now() - performance.now()
  let judged = base
  let judgedUntil = Number.NEGATIVE_INFINITY
  let synced = Number.NEGATIVE_INFINITY
  let known = false

  function follow(to: number): void {
    if (known && to - base > stepMs) {
      if (performance.now() >= judgedUntil) judged = base
      judgedUntil = performance.now() + syncMs + leaseMs
    }
    base = to
    known = true
  }

  return {
    now: () => {
      const passed = performance.now()
      const from = passed < judgedUntil ? Math.min(judged, base) : base
      const written = base + passed
      return {
        due: new Date(Math.max(written, Date.now())),
        lease: new Date(from + passed),
        written: new Date(written),
      }
    },
    sync: async () => {
      if (performance.now() - synced < syncMs) return
      synced = performance.now()
      const time = await databaseTime(db).catch(() => null)
      if (time) follow(time.getTime() - (synced + performance.now()) / 2)
    },
  }
}
