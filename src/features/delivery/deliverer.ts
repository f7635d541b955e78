import { deliveryTopic } from '#src/features/delivery/store/index.ts'
import { createClock } from './clock.ts'
import { type DelivererParts, deliveryLimits } from './limits.ts'
import { createLoop } from './loop.ts'
import { createWakeUp } from './wake-up.ts'
import { createWorker } from './worker.ts'

export { createAnswerOutbox } from './late-answers.ts'
export type { DelivererParts, DeliveryLimits } from './limits.ts'
export { planDelivery } from './plan.ts'
export { reportUndelivered } from './undelivered.ts'

/** Brings what the bot says by itself to the messengers. */
export interface Deliverer {
  /** Works until it is stopped, woken when something was planned. */
  start(): Promise<void>
  /** Takes nothing new, lets running attempts finish for a while, then hands them back. */
  stop(): Promise<void>
  /** Sends all that is due at an instant and returns when it is done; answers how many attempts were made. */
  drain(now?: Date): Promise<number>
  /** Looks at the outbox at once. */
  wake(): void
}

/** Makes the worker of the outbox. Any number of replicas may run one: no message is sent by two. */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const limits = { ...deliveryLimits, ...parts.limits }
  const clock = createClock(parts.db, limits.leaseMs, parts.now)
  const stopping = new AbortController()
  const worker = createWorker(parts, limits, stopping.signal)
  const wakeUp = createWakeUp()
  const loop = createLoop(worker, wakeUp, { parts, limits, clock })
  let running: Promise<void> = Promise.resolve()
  let unsubscribe = async () => {}

  return {
    start: async () => {
      unsubscribe = (await parts.subscribe?.(deliveryTopic, wakeUp.wake)) ?? unsubscribe
      running = loop.run()
    },
    stop: async () => {
      loop.close()
      await unsubscribe()
      await running
      const late = setTimeout(() => stopping.abort(), limits.stopMs)
      await loop.finish()
      clearTimeout(late)
    },
    drain: async now => {
      let count = 0
      for (;;) {
        const claimed = await worker.claim(
          now ? { due: now, lease: now, written: now } : clock.now(),
          limits.concurrency,
        )
        if (claimed.length === 0) return count
        await Promise.all(claimed.map(delivery => worker.work(delivery, () => now ?? clock.now().written)))
        count += claimed.length
      }
    },
    wake: wakeUp.wake,
  }
}
