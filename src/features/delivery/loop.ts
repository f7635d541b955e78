import { setTimeout as sleep } from 'node:timers/promises'
import { nextDeliveryAt } from '#src/features/delivery/store/index.ts'
import type { DeliveryClock } from './clock.ts'
import type { DelivererParts, DeliveryLimits } from './limits.ts'
import type { WakeUp } from './wake-up.ts'
import type { Worker } from './worker.ts'

/** The loop of a running worker. */
export interface Loop {
  /** Takes and sends messages until it is closed. */
  run(): Promise<void>
  /** Takes nothing new. */
  close(): void
  /** Waits for the attempts that run. */
  finish(): Promise<void>
}

interface Around {
  readonly parts: DelivererParts
  readonly limits: DeliveryLimits
  readonly clock: DeliveryClock
}

/** Between two looks while attempts run, or at a message that should be due but cannot be taken (judgement). */
const minPauseMs = 50

/** Between a look that found nothing and the next (judgement: nobody notices it, and the database is spared). */
const minGapMs = 15

/** In a flood free places wait so long for others (judgement: shorter than a platform takes for a message). */
const gatherMs = 20

/**
 * Makes the loop: as many attempts at a time as allowed, a look whenever it is woken or something comes due. In a flood the
 * next ones are taken when half of the places are free, so that one statement takes many.
 */
export function createLoop(worker: Worker, wakeUp: WakeUp, { parts, limits, clock }: Around): Loop {
  const running = new Set<Promise<void>>()
  const gathering = createGathering(wakeUp)
  let closed = false
  /** The last look brought as many as there was room for: more may wait. */
  let wasFull = false

  async function turn(): Promise<void> {
    await clock.sync()
    const free = limits.concurrency - running.size
    const claimed = free > 0 ? await worker.claim(clock.now(), free) : []
    wasFull = claimed.length >= free
    for (const delivery of claimed) {
      const work = worker
        .work(delivery, () => clock.now().written)
        .finally(() => {
          running.delete(work)
          if (!wasFull || running.size <= limits.concurrency / 2) wakeUp.wake()
          else gathering.begin()
        })
      running.add(work)
    }
    if (wasFull) await wakeUp.wait(limits.pollMs)
    else if (claimed.length > 0) await wakeUp.wait(minPauseMs)
    else await rest(worker, wakeUp, { parts, limits, clock })
  }

  return {
    run: async () => {
      while (!closed) {
        try {
          await turn()
        } catch (err) {
          parts.log.error({ err }, 'the outbox could not be read')
          await wakeUp.wait(limits.pollMs)
        }
      }
    },
    close: () => {
      closed = true
      wakeUp.wake()
    },
    finish: async () => {
      await Promise.all(running)
      gathering.end()
    },
  }
}

/** Wakes after a while, however often it is asked. */
function createGathering(wakeUp: WakeUp): { readonly begin: () => void; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined
  return {
    begin: () => {
      timer ??= setTimeout(() => {
        timer = undefined
        wakeUp.wake()
      }, gatherMs)
    },
    end: () => clearTimeout(timer),
  }
}

/** In a crowd of messages that may not go out yet, each one that ends would be a reason to look again. */
async function rest(worker: Worker, wakeUp: WakeUp, around: Around): Promise<void> {
  const ms = await pause(worker, around)
  await sleep(minGapMs)
  await wakeUp.wait(Math.max(0, ms - minGapMs))
}

/** Until the next message may go out, at most until the next look. */
async function pause(worker: Worker, { parts, limits, clock }: Around): Promise<number> {
  const next = await nextDeliveryAt(parts.db, worker.answering(), worker.elsewhere())
  const wait = next === null ? limits.pollMs : next.getTime() - clock.now().due.getTime()
  return Math.min(Math.max(wait, minPauseMs), limits.pollMs)
}
