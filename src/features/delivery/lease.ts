import { TransportError } from '#src/errors.ts'
import { type ClaimedDelivery, extendLease } from '#src/features/delivery/store/index.ts'
import type { DelivererParts, DeliveryLimits } from './limits.ts'

/** A lease that is pushed on for as long as an attempt runs. */
export interface HeldLease {
  /** Another worker has the message, or may have it soon: the attempt must not go on. */
  readonly lost: AbortSignal
  /** Asked right before something goes out. @throws TransportError when the lease may have run out. */
  readonly check: () => void
  readonly release: () => void
}

/** What a lease is held with. */
export interface LeaseParts {
  readonly parts: DelivererParts
  readonly limits: DeliveryLimits
  readonly clock: () => Date
  /** When the message was asked for, by the timer that only goes forward. */
  readonly taken: number
}

/** The share of a lease after which an attempt is broken off that could not extend it (judgement: the rest is for what is on its way). */
const safeShare = 0.8

/**
 * Extends the lease of a slow upload again and again. When the database does not answer, or the process stood still,
 * the attempt is broken off before the lease ends, so that no other worker sends at the same time.
 */
export function holdLease({ parts, limits, clock, taken }: LeaseParts, delivery: ClaimedDelivery): HeldLease {
  const lost = new AbortController()
  let safeUntil = taken + limits.leaseMs * safeShare
  let watch = setTimeout(giveUp, safeUntil - performance.now())

  function giveUp(): void {
    lost.abort(new Error('the lease may have run out'))
  }

  async function extend(): Promise<void> {
    const asked = performance.now()
    const until = new Date(clock().getTime() + limits.leaseMs)
    if (!(await extendLease(parts.db, delivery, until))) {
      lost.abort(new Error('the lease went to another worker'))
      return
    }
    safeUntil = asked + limits.leaseMs * safeShare
    clearTimeout(watch)
    watch = setTimeout(giveUp, safeUntil - performance.now())
  }

  const beat = setInterval(() => {
    extend().catch(err => parts.log.warn({ err, delivery: delivery.key }, 'a lease could not be extended'))
  }, limits.leaseMs / 3)

  return {
    lost: lost.signal,
    check: () => {
      if (!lost.signal.aborted && performance.now() < safeUntil) return
      throw new TransportError('the lease may have run out', { fault: 'retryable' }) // nothing has gone out
    },
    release: () => {
      clearInterval(beat)
      clearTimeout(watch)
    },
  }
}
