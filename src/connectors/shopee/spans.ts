import { z } from 'zod'
import type { PullRequest } from '#src/contracts/connector.ts'
import { instantsOf } from '#src/domain/days.ts'

/** Documented: 15 days of a list. */
const longestSpan = 15 * 86_400 - 1
/** Judgement: clocks, and a list that is still being written. */
const overlapSeconds = 600

/**
 * What is still to be listed, in unix seconds. A span that does not fit into a page is halved instead of paged: what
 * changes while it is listed moves between pages. Only a second or two are paged.
 */
export const Span = z.object({
  by: z.enum(['create_time', 'update_time']),
  from: z.number(),
  to: z.number(),
  /** How much is asked at a time. */
  length: z.number(),
  /** The next page of the shortest span; empty: the first. */
  page: z.string(),
})
export type Span = z.infer<typeof Span>

/** The newest days by what changed since the last pull; other days by when things were made. */
export function spanOf({ window, store, kind, cursor }: PullRequest, now: Date): Span {
  const days = instantsOf(window, store.timeZone, 1_000)
  const [start, end] = [Math.floor(days.start / 1_000), Math.floor(days.end / 1_000)]
  const present = Math.floor(now.getTime() / 1_000)
  const rest = { length: longestSpan, page: '' }
  if (kind !== 'tip') return { by: 'create_time', from: start, to: Math.min(end, present), ...rest }
  const from = typeof cursor === 'number' ? cursor - overlapSeconds : start
  return { by: 'update_time', from, to: present, ...rest }
}

/** The last second that is asked now. */
export function untilOf({ from, to, length }: Span): number {
  return Math.min(from + length, to)
}

/** The first second that is asked now: Shopee refuses a list that begins when it ends. */
export function sinceOf(span: Span): number {
  return Math.min(span.from, untilOf(span) - 1)
}

/** Whether anything is left to be listed. */
export function isOpen({ from, to }: Span): boolean {
  return from <= to
}

/** Whether a list that goes on must be asked for a shorter time; `null`: it need not. */
export function narrowed(span: Span, more: boolean): Span | null {
  const until = untilOf(span)
  const half = Math.floor((until - span.from) / 2)
  return more && half > 0 && span.page === '' ? { ...span, length: half } : null
}

/** How it goes on after an answer was taken; `next`: the page that follows, empty where there is none. */
export function onward(span: Span, next: string): Span {
  if (next !== '' && next !== span.page) return { ...span, page: next }
  return { ...span, page: '', from: untilOf(span) + 1, length: Math.min(longestSpan, span.length * 2 + 1) }
}
