import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BotDeps } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { budgets, type Window } from './limits.ts'

/** Keeps count of what each member, group and conversation was sent, over all processes. */
export interface Budget {
  /**
   * Takes a place for one message. @throws TransportError with the seconds to wait when there is none, or waits for it
   * when `patient` (an answer that nobody would send again), for a short while.
   */
  take(kind: keyof typeof budgets, name: string, patient: boolean): Promise<void>
}

/** Judgement: somebody who waits longer for an answer has asked again. */
const longestWaitMs = 20_000

/** Places of fixed windows, taken one by one through the claims that all replicas share. */
export function createBudget({ claim, now }: Pick<BotDeps, 'claim' | 'now'>): Budget {
  const taken = new Map<string, number>()

  async function takeOnce(kind: keyof typeof budgets, name: string): Promise<number> {
    forget(taken)
    const label = `${kind}/${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
    // The shortest window first: a place of it that is then not used is soon forgotten.
    for (const { seconds, most } of budgets[kind]) {
      const wait = await tryWindow({ claim, taken }, label, { seconds, most }, now().getTime())
      if (wait > 0) return wait
    }
    return 0
  }

  return {
    async take(kind, name, patient) {
      let waited = 0
      for (;;) {
        const wait = await takeOnce(kind, name)
        if (wait === 0) return
        if (!patient || waited + wait * 1_000 > longestWaitMs) {
          throw new TransportError('The budget towards WeCom is used up', {
            fault: 'retryable',
            retryAfterSeconds: wait,
          })
        }
        await sleep(wait * 1_000)
        waited += wait * 1_000
      }
    },
  }
}

interface Places {
  readonly claim: BotDeps['claim']
  /** The next place of each window that may be free, so that one question mostly suffices. */
  readonly taken: Map<string, number>
}

/** Seconds until the window ends; 0 when a place was taken. */
async function tryWindow(
  { claim, taken }: Places,
  label: string,
  { seconds, most }: Window,
  ms: number,
): Promise<number> {
  const window = Math.floor(ms / (seconds * 1_000))
  const key = `budget/${label}/${seconds}/${window}`
  for (let place = taken.get(key) ?? 0; place < most; place += 1) {
    taken.set(key, place + 1)
    if (await claim(`${key}/${place}`)) return 0
  }
  return Math.ceil(((window + 1) * seconds * 1_000 - ms) / 1_000)
}

/** Old windows are forgotten all at once; the claims still know them. */
function forget(taken: Map<string, number>): void {
  if (taken.size > 5_000) taken.clear()
}
