import { setTimeout as pause } from 'node:timers/promises'
import type { Messenger } from '#src/chat/messenger.ts'
import { type ClaimedDelivery, claimDeliveries, handBack, recordSent, supersede } from '#src/storage/deliveries.ts'
import { type Attempted, attempt } from './attempt.ts'
import type { Moment } from './clock.ts'
import { orAborted } from './deadline.ts'
import { holdLease } from './lease.ts'
import type { DelivererParts, DeliveryLimits } from './parts.ts'
import { settleFailure } from './settle.ts'

/** One worker of the outbox. */
export interface Worker {
  /** Takes messages that are due, at most so many. */
  readonly claim: (now: Moment, limit: number) => Promise<readonly ClaimedDelivery[]>
  /** Tries a message that was taken and writes down what came of it. Never throws. */
  readonly work: (delivery: ClaimedDelivery, clock: () => Date) => Promise<void>
}

/** Between two tries to write an outcome down (judgement: a database that restarts is back within seconds). */
const persistMs = 250

/** Why an attempt was broken off. */
const stopped = new Error('the service stops')

/** Makes a worker. `stopping` breaks running attempts off; they are handed back. */
export function createWorker(parts: DelivererParts, limits: DeliveryLimits, stopping: AbortSignal): Worker {
  const messengers = new Map(parts.messengers.map(messenger => [messenger.id, messenger]))
  const gaps = Object.fromEntries(parts.messengers.map(({ id, gapMs }) => [id, Math.ceil(gapMs * limits.gapFactor)]))

  const asked = new WeakMap<ClaimedDelivery, number>()

  async function work(delivery: ClaimedDelivery, clock: () => Date): Promise<void> {
    const taken = asked.get(delivery) ?? performance.now()
    const messenger = messengers.get(delivery.channel.messenger)
    if (!messenger) return
    try {
      await workOn({ parts, limits, messenger, stopping, clock, taken }, delivery)
    } catch (err) {
      parts.log.error({ err, delivery: delivery.key }, 'the outcome of a message could not be written')
    }
  }

  return {
    claim: async ({ due, lease }, limit) => {
      const leaseUntil = new Date(lease.getTime() + limits.leaseMs)
      const at = performance.now()
      const claimed = await claimDeliveries(parts.db, { now: due, leaseNow: lease, leaseUntil, limit, gaps })
      for (const delivery of claimed) asked.set(delivery, at)
      return claimed
    },
    work,
  }
}

interface Context {
  readonly parts: DelivererParts
  readonly limits: DeliveryLimits
  readonly messenger: Messenger
  readonly stopping: AbortSignal
  readonly clock: () => Date
  /** When the message was asked for, by the timer that only goes forward. */
  readonly taken: number
}

async function workOn(context: Context, delivery: ClaimedDelivery): Promise<void> {
  const { parts, limits, messenger, stopping, clock, taken } = context
  const lease = holdLease({ parts, limits, clock, taken }, delivery)
  const signal = AbortSignal.any([stopping, lease.lost, AbortSignal.timeout(limits.attemptMs)])
  const started = Date.now()
  try {
    const work = { parts, messenger, delivery, drawMs: limits.drawMs, signal, check: lease.check }
    const outcome = await orAborted(attempt(work), signal)
    await persist(() => finish(parts, delivery, outcome, clock()), stopping, limits.attemptMs)
    parts.count?.({ messenger: messenger.id, outcome: outcome.kind })
    parts.log.info({ delivery: delivery.key, tookMs: Date.now() - started }, 'message delivered')
  } catch (error) {
    if (stopping.aborted) return await giveBack(parts, delivery, clock())
    const fault = await settleFailure({ db: parts.db, messenger, delivery, limits, now: clock() }, error)
    parts.count?.({ messenger: messenger.id, outcome: fault })
    parts.log.warn({ err: error, delivery: delivery.key, attempt: delivery.attempts, fault }, 'message not delivered')
  } finally {
    lease.release()
  }
}

async function finish(parts: DelivererParts, delivery: ClaimedDelivery, outcome: Attempted, now: Date): Promise<void> {
  if (outcome.kind === 'superseded') await supersede(parts.db, delivery)
  else await recordSent(parts.db, delivery, outcome.ref, now)
}

/** What was sent is written down even when the database is away for a moment: else nobody would know that it stands. */
async function persist(write: () => Promise<void>, stopping: AbortSignal, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (stopping.aborted || performance.now() > end) throw error
      await pause(persistMs)
    }
  }
}

/** The service stops before an answer came: another worker looks whether the message stands. */
function giveBack(parts: DelivererParts, delivery: ClaimedDelivery, now: Date): Promise<void> {
  const failure = { fault: 'doubtful', error: stopped.message }
  return handBack(parts.db, delivery, { ...failure, doubtful: true, at: now, channelAt: null })
}
