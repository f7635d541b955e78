import { setTimeout as pause } from 'node:timers/promises'
import { createCache } from '#bots/slack/api/cache.ts'

/** Keeps a distance between messages of one conversation. */
export interface Pace {
  /** Waits until the next message may go to a conversation, and takes its turn. */
  turn(conversation: string): Promise<void>
}

/** Messages in a row that Slack tolerates (https://docs.slack.dev/apis/web-api/rate-limits: short bursts). Judgement. */
const burst = 3

/** One message a `gapMs` on average, a few at once after a rest. */
export function createPace(gapMs: number): Pace {
  const now = () => performance.now()
  const next = createCache<number>({ most: 10_000, milliseconds: gapMs * 60, now })
  return {
    turn: async conversation => {
      const free = Math.max(now() - gapMs * (burst - 1), next.get(conversation) ?? 0)
      next.set(conversation, free + gapMs)
      const wait = free - now()
      if (wait > 0) await pause(wait)
    },
  }
}
