import { z } from 'zod'
import type { PullRequest } from '#src/contracts/connector.ts'
import { instantsOf } from '#src/domain/days.ts'

/** Judgement: clocks, and lists that are still being written. */
const overlapMs = 600_000

const Span = z.tuple([z.number(), z.number()])
/** A span of time in milliseconds since 1970, both ends included. */
export type Span = z.infer<typeof Span>

/** Where reading stands: the spans that are left, the first of them in work. */
export const Place = z.object({
  spans: z.array(Span),
  offset: z.number(),
  /** Rows that a page may have: fewer, where eBay gave fewer than were asked for. */
  limit: z.number().default(200),
  /** The longest that the list of the first span was. */
  total: z.number(),
  /** Orders of the first span so far. */
  seen: z.array(z.string()),
  rereads: z.number(),
})
export type Place = z.infer<typeof Place>

/** The most of a page of orders (getOrders). */
export const perPage = 200

/**
 * Where a list goes on behind a page that had fewer rows than were asked for: right behind them, by pages no longer than
 * that, since an offset is a multiple of the limit.
 */
export function shorter(offset: number, rows: number): { readonly offset: number; readonly limit: number } {
  const next = offset + rows
  let [limit, rest] = [rows, next % rows]
  while (rest > 0) [limit, rest] = [rest, limit % rest]
  return { offset: next, limit }
}

/** The first place of a span. */
export function placeOf(span: Span): Place {
  return after([span])
}

/** The first place of spans. */
export function after(spans: readonly Span[]): Place {
  return { spans: [...spans], offset: 0, limit: perPage, total: 0, seen: [], rereads: 0 }
}

/** Whole local days up to now; for the newest what changed since the last look, a little before it to be sure. */
export function spanOf({ store, window, kind, cursor }: PullRequest, now: Date): Span {
  const { start, end } = instantsOf(window, store.timeZone, 1)
  const until = Math.min(end, now.getTime())
  if (kind !== 'tip') return [Math.min(start, until), until]
  const since = typeof cursor === 'number' ? cursor - overlapMs : start
  return [Math.min(since, now.getTime()), now.getTime()]
}
