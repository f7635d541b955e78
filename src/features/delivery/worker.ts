import { setTimeout as pause } from 'node:timers/promises'
import type { Messenger } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import {
  type ClaimedDelivery,
  claimDeliveries,
  handBack,
  hastenDeliveries,
  supersede,
} from '#src/features/delivery/store/index.ts'
import { orAborted } from './abortable.ts'
import { type Attempted, attempt } from './attempt.ts'
import { createRecorder, type Recorder } from './batch-recorder.ts'
import { createOutages, isSilence, type Outages } from './circuit-breaker.ts'
import type { Moment } from './clock.ts'
import { handleFailure } from './handle-failure.ts'
import { type ChannelsLeftAlone, createChannelsLeftAlone } from './held-by-other-process.ts'
import { holdLease } from './lease.ts'
import type { DelivererParts, DeliveryLimits } from './limits.ts'

/** One worker of the outbox. */
export interface Worker {
  /** Takes messages that are due, at most so many. */
  readonly claim: (now: Moment, limit: number) => Promise<readonly ClaimedDelivery[]>
  /** Tries a message that was taken and writes down what came of it. Never throws. */
  readonly work: (delivery: ClaimedDelivery, clock: () => Date) => Promise<void>
  /** The messengers whose platforms answer: of the others only a try is taken now and then. */
  readonly answering: () => readonly string[]
  /** The channels that are left to other processes. */
  readonly elsewhere: () => readonly number[]
}

/** Between two tries to write an outcome down (judgement: a database that restarts is back within seconds). */
const persistMs = 250

/** Why an attempt was broken off. */
const stopped = new Error('the service stops')

/** Makes a worker. `stopping` breaks running attempts off; they are handed back. */
export function createWorker(parts: DelivererParts, limits: DeliveryLimits, stopping: AbortSignal): Worker {
  const messengers = new Map(parts.messengers.map(messenger => [messenger.id, messenger]))
  const gaps = new Map(parts.messengers.map(({ id, gapMs }) => [id, Math.ceil(gapMs * limits.gapFactor)]))
  const outages = createOutages(parts.messengers.map(({ id }) => id))
  const record = createRecorder(parts.db)
  const elsewhere = createChannelsLeftAlone()
  const asked = new WeakMap<ClaimedDelivery, number>()

  async function work(delivery: ClaimedDelivery, clock: () => Date): Promise<void> {
    const taken = asked.get(delivery) ?? performance.now()
    const messenger = messengers.get(delivery.channel.messenger)
    if (!messenger) return
    try {
      await workOn({ parts, limits, messenger, stopping, clock, taken, outages, record, elsewhere }, delivery)
    } catch (err) {
      parts.log.error({ err, delivery: delivery.key }, 'the outcome of a message could not be written')
    }
  }

  async function take({ due, lease, written }: Moment, ids: readonly string[], limit: number) {
    const leaseUntil = new Date(written.getTime() + limits.leaseMs)
    const mine = Object.fromEntries(ids.map(id => [id, gaps.get(id) ?? 0]))
    const at = performance.now()
    const except = elsewhere.channels()
    const request = { now: due, leaseNow: lease, leaseUntil, limit, gaps: mine, except }
    const claimed = await claimDeliveries(parts.db, request)
    for (const delivery of claimed) asked.set(delivery, at)
    return claimed
  }

  return {
    claim: async (moment, limit) => {
      const claimed = [...(await take(moment, outages.answering(), limit))]
      for (const id of outages.toProbe(moment.lease)) claimed.push(...(await take(moment, [id], 1)))
      return claimed
    },
    work,
    answering: outages.answering,
    elsewhere: elsewhere.channels,
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
  readonly outages: Outages
  readonly record: Recorder
  readonly elsewhere: ChannelsLeftAlone
}

async function workOn(context: Context, delivery: ClaimedDelivery): Promise<void> {
  const { parts, limits, messenger, stopping, clock, taken } = context
  const lease = holdLease({ parts, limits, clock, taken }, delivery)
  const signal = AbortSignal.any([stopping, lease.lost, AbortSignal.timeout(limits.attemptMs)])
  const started = Date.now()
  try {
    const work = { parts, messenger, delivery, drawMs: limits.drawMs, signal, check: lease.check }
    const outcome = await orAborted(attempt(work), signal)
    await persist(() => finish(context, delivery, outcome), stopping, limits.attemptMs)
    if (outcome.kind === 'sent') await noticeAnswer(context)
    parts.count?.({ messenger: messenger.id, outcome: outcome.kind })
    parts.log.info({ delivery: delivery.key, tookMs: Date.now() - started }, 'message delivered')
  } catch (error) {
    if (stopping.aborted) return await giveBack(parts, delivery, clock())
    if (isElsewhere(error)) context.elsewhere.leave(delivery.channel.id)
    const { db, goOn } = parts
    const fault = await handleFailure({ db, messenger, delivery, limits, now: clock(), goOn }, error)
    await noticeFailure(context, delivery, error)
    parts.count?.({ messenger: messenger.id, outcome: fault })
    parts.log.warn({ err: error, delivery: delivery.key, attempt: delivery.attempts, fault }, 'message not delivered')
  } finally {
    lease.release()
  }
}

async function finish({ parts, record, clock }: Context, delivery: ClaimedDelivery, outcome: Attempted): Promise<void> {
  if (outcome.kind === 'superseded') await supersede(parts.db, delivery)
  else await record({ id: delivery.id, attempts: delivery.attempts, ref: outcome.ref, at: clock() })
}

/** A platform that answers again gets at once what waited for it. */
async function noticeAnswer({ parts, messenger, outages, clock }: Context): Promise<void> {
  if (!outages.answered(messenger.id)) return
  parts.log.info({ messenger: messenger.id }, 'a platform answers again')
  await hastenDeliveries(parts.db, messenger.id, clock()).catch(err =>
    parts.log.warn({ err, messenger: messenger.id }, 'what waited for a platform waits on'),
  )
}

function isElsewhere(error: unknown): boolean {
  return error instanceof TransportError && error.fault === 'elsewhere'
}

function isTimeOut(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}

/** Faults of our own say nothing about the platform. */
async function noticeFailure(context: Context, delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const { parts, messenger, outages, clock } = context
  if (isElsewhere(error)) return
  if (error instanceof TransportError && !isSilence(error)) return noticeAnswer(context)
  if (!(error instanceof TransportError) && !isTimeOut(error)) return
  if (!outages.failed(messenger.id, delivery.key, clock())) return
  parts.log.warn({ messenger: messenger.id }, 'a platform does not answer: one message at a time is tried')
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
