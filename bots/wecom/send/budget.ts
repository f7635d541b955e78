import { createHash } from 'node:crypto'
import { budgets, waitNotice } from '#bots/wecom/limits.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'

/** Keeps count of what each member, group and conversation was sent, over all processes. */
export interface Budget {
  /** Takes a place for one message. @throws BudgetError with the seconds to wait when there is none. */
  take(kind: keyof typeof budgets, name: string): Promise<void>
  /** Takes the place that is kept for a word about waiting; `false`: it was said lately. */
  takeNotice(kind: keyof typeof budgets, name: string): Promise<boolean>
}

/** There is no room left in a budget towards WeCom for so many seconds. */
export class BudgetError extends TransportError {
  constructor(retryAfterSeconds: number) {
    super('The budget towards WeCom is used up', { fault: 'retryable', retryAfterSeconds })
  }
}

/** Sliding windows that all replicas share. */
export function createBudget({ takePlace }: Pick<BotDeps, 'takePlace'>): Budget {
  return {
    take: async (kind, name) => {
      // The longest window first: a place of the shortest that is then not used is soon free again.
      for (const window of budgets[kind].toReversed()) {
        const wait = await takePlace({ key: keyOf(kind, name, window.seconds), ...window })
        if (wait > 0) throw new BudgetError(wait)
      }
    },
    takeNotice: async (kind, name) => (await takePlace({ key: keyOf(kind, name, 'notice'), ...waitNotice })) === 0,
  }
}

/** A webhook's key is a secret: no name stands in the database as it is. */
function keyOf(kind: string, name: string, window: number | string): string {
  return `budget/${kind}/${createHash('sha256').update(name).digest('hex').slice(0, 16)}/${window}`
}
