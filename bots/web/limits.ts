/** Longest line a person may send, in characters; judgement: far above any sensible command, far below a document. */
export const maxLineLength = 1000

/** Largest JSON body in bytes; judgement: a line of CJK text with its address takes 5 kB. */
export const maxBodyBytes = 16 * 1024

/** Largest uploaded file in bytes; judgement: 100,000 order lines are about 20 MB. */
export const maxFileBytes = 200 * 1024 * 1024

/** Messages that a page is given when it opens a conversation; judgement: several screens. */
export const historyLength = 100

/** How often a quiet stream says that it lives, in milliseconds; proxies close idle connections after 30–60 s. */
export const heartbeatMs = 20_000

/** Open streams of one person, for all their tabs and devices; judgement. */
export const maxStreamsPerPerson = 12

/** Unsent bytes after which a stream that reads too slowly is closed; it resumes where it was. */
export const maxUnsentBytes = 4 * 1024 * 1024

/** Pace of one person: so many lines at once, then so many a second; judgement: faster than anybody types. */
export const pace = { burst: 40, perSecond: 4 } as const

/** Allows a burst and then a steady rate per key. */
export interface Pacer {
  /** Seconds to wait before the next one is taken; 0 when this one was. */
  take(key: string, now: Date): number
}

/** A token bucket per key. Keys that rested long enough to be full again are forgotten. */
export function createPacer({ burst, perSecond }: { readonly burst: number; readonly perSecond: number }): Pacer {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(key, now) {
      const at = now.getTime()
      if (buckets.size > 10_000) forgetFull(buckets, at, (burst / perSecond) * 1000)
      const bucket = buckets.get(key) ?? { tokens: burst, at }
      const tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
  }
}

function forgetFull(buckets: Map<string, { at: number }>, now: number, fullAfterMs: number): void {
  for (const [key, { at }] of buckets) if (now - at > fullAfterMs) buckets.delete(key)
}
