import { setTimeout as pause } from 'node:timers/promises'
import { limits } from '#bots/feishu/limits.ts'

/** Waits until a chat may be written to. */
export type Pace = (chat: string, signal?: AbortSignal) => Promise<void>

/**
 * Keeps answers under the platform's limits for a chat and for the app. The outbox paces what the bot says by itself
 * over all replicas; this also counts what one process answers.
 */
export function createPace(gapMs: number = limits.chatGapMs, globalGapMs: number = limits.globalGapMs): Pace {
  const next = new Map<string, number>()
  let nextAny = 0
  return async (chat, signal) => {
    const now = performance.now()
    if (next.size > 10_000) for (const [key, at] of next) if (at < now) next.delete(key)
    nextAny = Math.max(now, nextAny + globalGapMs)
    const at = Math.max(nextAny, next.get(chat) ?? 0)
    next.set(chat, at + gapMs)
    if (at > now) await pause(at - now, undefined, signal ? { signal } : {})
  }
}
