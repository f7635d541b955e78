import { z } from 'zod'
import type { PullRequest } from '#src/contracts/connector.ts'
import { instantsOf } from '#src/domain/days.ts'
import { type Context, call } from './api.ts'

/** Rows of one query beyond which Walmart gives none (get all orders). */
const maxRows = 20_000
/** Judgement: a span shorter than this is not halved any more. */
const shortestMs = 600_000
/** Judgement: so often a span is read once more where rows are missing from its pages. */
const maxRereads = 2

/** Judgement: so many pages without a row are passed over while rows are missing. */
const maxEmpty = 5

/** Judgement: clocks, and lists that are still being written. */
const overlapMs = 600_000

/** Which instants a pull looks at. */
export type By = 'created' | 'modified'

/** A span of time in milliseconds since 1970. */
const Span = z.tuple([z.number(), z.number()])
export type Span = z.infer<typeof Span>

/** Where reading stands: the spans that are left, the first of them in work. */
export const Place = z.object({
  spans: z.array(Span),
  /** As Walmart gave it; `null`: the first page. */
  cursor: z.string().nullable(),
  /** What the pages of the first span held so far. */
  seen: z.array(z.string()),
  rereads: z.number(),
  /** Pages in a row that held nothing and yet went on. */
  empty: z.number().default(0),
})
export type Place = z.infer<typeof Place>

/** What is read: its path, the query of a first page, and which statuses mean "none". */
export interface Listing<T> {
  readonly path: string
  readonly query: (span: Span) => string
  readonly budget: string
  readonly nothing: readonly number[]
  readonly parse: (answer: unknown) => Listed<T>
}

/** A page as far as paging needs it. */
export interface Listed<T> {
  readonly rows: readonly T[]
  readonly idOf: (row: T) => string
  readonly total: number | null
  readonly next: string | null
}

/** The first place. */
export function placeOf(span: Span): Place {
  return { spans: [span], cursor: null, seen: [], rereads: 0, empty: 0 }
}

/**
 * Reads one page; `place` is `null` when nothing is left. The cursor is a whole query and goes back byte by byte. A span
 * with more rows than a query gives is halved, and one whose pages moved while they were read is read once more.
 */
export async function readPage<T>(
  context: Context,
  listing: Listing<T>,
  place: Place,
): Promise<{ readonly rows: readonly T[]; readonly place: Place | null }> {
  const [span, ...others] = place.spans
  if (!span) return { rows: [], place: null }
  const query = place.cursor ?? `?${listing.query(span)}`
  const path = `${listing.path}${query.startsWith('?') ? '' : '?'}${query}`
  const answer = await call(context, { path, budget: listing.budget, nothing: listing.nothing })
  const page = answer === null ? null : listing.parse(answer.exactJson())
  if (!page) return { rows: [], place: after(others) }
  const { rows, total, next } = page
  if (place.cursor === null && (total ?? 0) > maxRows && span[1] - span[0] > shortestMs) {
    const middle = Math.floor((span[0] + span[1]) / 2_000) * 1_000
    return { rows, place: { ...place, spans: [[span[0], middle], [middle, span[1]], ...others], seen: [] } }
  }
  const seen = [...new Set([...place.seen, ...rows.map(page.idOf)])]
  const empty = rows.length > 0 ? 0 : place.empty + 1
  const goesOn = rows.length > 0 || (seen.length < (total ?? 0) && empty <= maxEmpty)
  if (next && next !== place.cursor && goesOn) return { rows, place: { ...place, cursor: next, seen, empty } }
  const isShort = seen.length < (total ?? 0) && seen.length > 0 && place.cursor !== null
  if (isShort && place.rereads < maxRereads) {
    return { rows, place: { ...place, cursor: null, seen, rereads: place.rereads + 1 } }
  }
  return { rows, place: after(others) }
}

function after(spans: readonly Span[]): Place | null {
  return spans.length > 0 ? { spans: [...spans], cursor: null, seen: [], rereads: 0, empty: 0 } : null
}

/** A moment as the interface takes it: whole seconds of UTC. */
export function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** "After" and "before" leave the moment itself out: a second more on both sides loses nothing. */
export function spanOf({ store, window, kind, cursor }: PullRequest, now: Date): Span {
  const days = instantsOf(window, store.timeZone)
  const [start, end] = [days.start - 1_000, Math.min(days.end, now.getTime()) + 1_000]
  if (kind !== 'tip') return [start, Math.max(start, end)]
  const since = typeof cursor === 'number' ? cursor - overlapMs : start
  return [since, Math.max(since, now.getTime() + 1_000)]
}
