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

/** Between two looks at a message that should be due but cannot be taken (judgement). */
const minPauseMs = 50

/** Between a look that found nothing and the next (judgement: nobody notices it, and the database is spared). */
const minGapMs = 15

/** Makes the loop: as many attempts at a time as allowed, a look whenever it is woken or something comes due. */
export function createLoop(
  worker: Worker,
  wakeUp: WakeUp,
  { parts, limits, clock }: { parts: DelivererParts; limits: DeliveryLimits; clock: DeliveryClock },
): Loop {
  const running = new Set<Promise<void>>()
  let closed = false

  async function turn(): Promise<void> {
    await clock.sync()
    const free = limits.concurrency - running.size
    const claimed = free > 0 ? await worker.claim(clock.now(), free) : []
    for (const delivery of claimed) {
      const work = worker
        .work(delivery, () => clock.now().lease)
        .finally(() => {
          running.delete(work)
          wakeUp.wake()
        })
      running.add(work)
    }
    if (free === 0) await wakeUp.wait(limits.pollMs)
    else if (claimed.length < free) await rest(claimed.length === 0)
  }

  /** In a crowd of messages that may not go out yet, each one that ends would be a reason to look again. */
  async function rest(inVain: boolean): Promise<void> {
    const ms = await pause()
    if (inVain) await sleep(minGapMs)
    await wakeUp.wait(Math.max(0, ms - (inVain ? minGapMs : 0)))
  }

  /** Until the next message may go out, at most until the next look. */
  async function pause(): Promise<number> {
    const next = await nextDeliveryAt(parts.db, worker.answering(), worker.elsewhere())
    const wait = next === null ? limits.pollMs : next.getTime() - clock.now().due.getTime()
    return Math.min(Math.max(wait, minPauseMs), limits.pollMs)
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
    finish: async () => void (await Promise.all(running)),
  }
}
