import { deliveryTopic, nextDeliveryAt } from '#src/storage/deliveries.ts'
import { type DelivererParts, deliveryLimits } from './deliver/parts.ts'
import { createWorker } from './deliver/worker.ts'

export type { DelivererParts, DeliveryLimits } from './deliver/parts.ts'
export { type PlannedMessage, planDelivery, spread } from './deliver/plan.ts'

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
  const clock = parts.now ?? (() => new Date())
  const stopping = new AbortController()
  const worker = createWorker(parts, limits, stopping.signal)
  const running = new Set<Promise<void>>()
  const bell = createBell()
  let closed = false
  let loop: Promise<void> | null = null
  let unsubscribe = async () => {}

  async function drain(now?: Date): Promise<number> {
    let count = 0
    for (;;) {
      const claimed = await worker.claim(now ?? clock(), limits.concurrency)
      if (claimed.length === 0) return count
      await Promise.all(claimed.map(delivery => worker.work(delivery, () => now ?? clock())))
      count += claimed.length
    }
  }

  async function turn(): Promise<void> {
    const free = limits.concurrency - running.size
    const claimed = free > 0 ? await worker.claim(clock(), free) : []
    for (const delivery of claimed) {
      const work = worker.work(delivery, clock).finally(() => {
        running.delete(work)
        bell.ring()
      })
      running.add(work)
    }
    if (claimed.length < free || free === 0) await bell.wait(free === 0 ? limits.pollMs : await pause())
  }

  /** Until the next message may go out, at most until the next look. */
  async function pause(): Promise<number> {
    const next = await nextDeliveryAt(
      parts.db,
      parts.messengers.map(messenger => messenger.id),
    )
    const wait = next === null ? limits.pollMs : next.getTime() - clock().getTime()
    return Math.min(Math.max(wait, 50), limits.pollMs)
  }

  async function run(): Promise<void> {
    while (!closed) {
      try {
        await turn()
      } catch (err) {
        parts.log.error({ err }, 'the outbox could not be read')
        await bell.wait(limits.pollMs)
      }
    }
  }

  return {
    start: async () => {
      unsubscribe = (await parts.subscribe?.(deliveryTopic, bell.ring)) ?? unsubscribe
      loop = run()
    },
    stop: async () => {
      closed = true
      bell.ring()
      await unsubscribe()
      await loop
      const late = setTimeout(() => stopping.abort(), limits.stopMs)
      await Promise.all(running)
      clearTimeout(late)
    },
    drain,
    wake: bell.ring,
  }
}

/** A bell that ends a pause; ringing before the pause ends it, too. */
function createBell(): { ring: () => void; wait: (ms: number) => Promise<void> } {
  let rung = false
  let wakeUp = () => {}
  return {
    ring: () => {
      rung = true
      wakeUp()
    },
    wait: async ms => {
      if (!rung) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, ms)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rung = false
    },
  }
}
