import type { Messenger } from '#src/chat/messenger.ts'
import {
  type ClaimedDelivery,
  claimDeliveries,
  extendLease,
  handBack,
  recordSent,
  supersede,
} from '#src/storage/deliveries.ts'
import { type Attempted, attempt } from './attempt.ts'
import { orAborted } from './deadline.ts'
import type { DelivererParts, DeliveryLimits } from './parts.ts'
import { settleFailure } from './settle.ts'

/** One worker of the outbox. */
export interface Worker {
  /** Takes messages that are due, at most so many. */
  readonly claim: (now: Date, limit: number) => Promise<readonly ClaimedDelivery[]>
  /** Tries a message that was taken and writes down what came of it. Never throws. */
  readonly work: (delivery: ClaimedDelivery, clock: () => Date) => Promise<void>
}

/** Why an attempt was broken off. */
const stopped = new Error('the service stops')

/** Makes a worker. `stopping` breaks running attempts off; they are handed back. */
export function createWorker(parts: DelivererParts, limits: DeliveryLimits, stopping: AbortSignal): Worker {
  const messengers = new Map(parts.messengers.map(messenger => [messenger.id, messenger]))
  const gaps = Object.fromEntries(parts.messengers.map(({ id, gapMs }) => [id, Math.ceil(gapMs * limits.gapFactor)]))

  async function work(delivery: ClaimedDelivery, clock: () => Date): Promise<void> {
    const messenger = messengers.get(delivery.channel.messenger)
    if (!messenger) return
    try {
      await workOn({ parts, limits, messenger, stopping, clock }, delivery)
    } catch (err) {
      parts.log.error({ err, delivery: delivery.key }, 'the outcome of a message could not be written')
    }
  }

  return {
    claim: (now, limit) =>
      claimDeliveries(parts.db, { now, leaseUntil: new Date(now.getTime() + limits.leaseMs), limit, gaps }),
    work,
  }
}

interface Context {
  readonly parts: DelivererParts
  readonly limits: DeliveryLimits
  readonly messenger: Messenger
  readonly stopping: AbortSignal
  readonly clock: () => Date
}

async function workOn(context: Context, delivery: ClaimedDelivery): Promise<void> {
  const { parts, limits, messenger, stopping, clock } = context
  const lost = new AbortController()
  const signal = AbortSignal.any([stopping, lost.signal, AbortSignal.timeout(limits.attemptMs)])
  const beat = setInterval(() => heartbeat(context, delivery, lost), limits.leaseMs / 3)
  const started = Date.now()
  try {
    const work = { parts, messenger, delivery, drawMs: limits.drawMs, signal }
    const outcome = await orAborted(attempt(work), signal)
    await finish(parts, delivery, outcome, clock())
    parts.count?.({ messenger: messenger.id, outcome: outcome.kind })
    parts.log.info({ delivery: delivery.key, tookMs: Date.now() - started }, 'message delivered')
  } catch (error) {
    if (stopping.aborted) return await giveBack(parts, delivery, clock())
    const fault = await settleFailure({ db: parts.db, messenger, delivery, limits, now: clock() }, error)
    parts.count?.({ messenger: messenger.id, outcome: fault })
    parts.log.warn({ err: error, delivery: delivery.key, attempt: delivery.attempts, fault }, 'message not delivered')
  } finally {
    clearInterval(beat)
  }
}

async function finish(parts: DelivererParts, delivery: ClaimedDelivery, outcome: Attempted, now: Date): Promise<void> {
  if (outcome.kind === 'superseded') await supersede(parts.db, delivery)
  else await recordSent(parts.db, delivery, outcome.ref, now)
}

/** The service stops before an answer came: another worker looks whether the message stands. */
function giveBack(parts: DelivererParts, delivery: ClaimedDelivery, now: Date): Promise<void> {
  const failure = { fault: 'doubtful', error: stopped.message }
  return handBack(parts.db, delivery, { ...failure, doubtful: true, at: now, channelAt: null })
}

/** Keeps the lease of a slow upload; an attempt that lost it is broken off. */
function heartbeat({ parts, limits, clock }: Context, delivery: ClaimedDelivery, lost: AbortController): void {
  const until = new Date(clock().getTime() + limits.leaseMs)
  extendLease(parts.db, delivery, until).then(
    ours => {
      if (!ours) lost.abort(new Error('the lease went to another worker'))
    },
    err => parts.log.warn({ err, delivery: delivery.key }, 'a lease could not be extended'),
  )
}
