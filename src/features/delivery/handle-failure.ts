import type { Messenger } from '#src/chat/messenger.ts'
import { TransportError, type TransportFault } from '#src/errors.ts'
import {
  type ClaimedDelivery,
  escalateNow,
  type Failure,
  failDelivery,
  handBack,
  hasNewer,
  markUnreachable,
  retryLater,
  ringDeliveries,
  supersede,
} from '#src/features/delivery/store/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { DeliveryLimits } from './limits.ts'
import { noticeOfRefused, noticeOfUnreachable } from './unreachable-notice.ts'

/** What a failed attempt is settled with. */
export interface FailedAttempt {
  readonly db: Db
  readonly messenger: Messenger
  readonly delivery: ClaimedDelivery
  readonly limits: DeliveryLimits
  readonly now: Date
  /** Asks, inside the transaction, that alerts whose next step is due are looked at now and not with the next minute. */
  readonly goOn?: ((tx: Db) => Promise<void>) | undefined
}

/** Decides what becomes of a message after a failed attempt, and writes it down. Answers the class of the fault. */
export async function handleFailure(work: FailedAttempt, error: unknown): Promise<TransportFault> {
  const fault = faultOf(error)
  const failure = { fault, error: textOf(error) }
  switch (fault) {
    case 'permanent':
      await failRefused(work, failure)
      return fault
    case 'unreachable':
      await failUnreachable(work, failure.error)
      return fault
    case 'elsewhere':
      await leaveToOthers(work, failure)
      return fault
    default:
      await tryAgain(work, error, failure)
      return fault
  }
}

/** As if it had not been taken; the other processes are told that it is there. */
async function leaveToOthers({ db, delivery, now }: FailedAttempt, failure: Failure): Promise<void> {
  const { doubtful } = delivery
  await handBack(db, delivery, { ...failure, doubtful, at: now, channelAt: null })
  await ringDeliveries(db)
}

async function tryAgain(
  work: FailedAttempt,
  error: unknown,
  failure: { readonly fault: TransportFault; readonly error: string },
): Promise<void> {
  const { db, delivery, limits, now } = work
  const doubtful = failure.fault === 'doubtful' || (delivery.doubtful && stillDoubtful(work))
  const wait = error instanceof TransportError ? error.retryAfterSeconds : null
  if (wait !== null) {
    const at = new Date(now.getTime() + wait * 1_000)
    await handBack(db, delivery, { ...failure, doubtful, at: now, channelAt: at })
    if (!doubtful && (await hasNewer(db, delivery)))
      await supersede(db, { ...delivery, attempts: delivery.attempts - 1 })
    return
  }
  if (!doubtful && (await hasNewer(db, delivery))) return supersede(db, delivery)
  if (delivery.attempts >= limits.maxAttempts) return failRefused(work, failure)
  const seconds = Math.min(2 ** delivery.attempts, limits.maxBackoffSeconds)
  await retryLater(db, delivery, { ...failure, doubtful, at: new Date(now.getTime() + seconds * 1_000) })
}

/** A messenger that looked and found nothing has answered the doubt; the others cannot. */
function stillDoubtful({ messenger }: FailedAttempt): boolean {
  return messenger.can.dropsDuplicates || !messenger.can.findsByDeliveryId
}

/** The message is kept, what it was about goes to the next in the chain at once, and whoever it concerns is told. */
async function failRefused({ db, delivery, now, goOn }: FailedAttempt, failure: Failure): Promise<void> {
  await db.transaction(async tx => {
    if (!(await failDelivery(tx, delivery, failure))) return
    await goOnElsewhere(tx, { delivery, now, goOn })
    await noticeOfRefused(tx, delivery, failure.error, now)
  })
}

async function goOnElsewhere(tx: Db, { delivery, now, goOn }: Pick<FailedAttempt, 'delivery' | 'now' | 'goOn'>) {
  if (await escalateNow(tx, delivery.subject, now)) await goOn?.(tx)
}

/** The message is kept, the channel marked, and who ordered or owns it is told once, in another place. */
async function failUnreachable({ db, delivery, now, goOn }: FailedAttempt, error: string): Promise<void> {
  await db.transaction(async tx => {
    const failed = await failDelivery(tx, delivery, { fault: 'unreachable', error })
    if (failed) await goOnElsewhere(tx, { delivery, now, goOn })
    if (failed && (await markUnreachable(tx, delivery.channel.id, now))) await noticeOfUnreachable(tx, delivery, now)
  })
}

/** Anything that is no `TransportError` (a time-out, a bug) may have happened after the message went out. */
function faultOf(error: unknown): TransportFault {
  return error instanceof TransportError ? error.fault : 'doubtful'
}

/** For those who look at the outbox: what the platform said, never what the message says. */
function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown'
}
