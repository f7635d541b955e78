import { z } from 'zod'
import type { PullNext, PullRequest } from '#src/contracts/connector.ts'
import { instantsOf } from '#src/domain/days.ts'

/** Where a search stands. */
export const State = z.object({
  field: z.enum(['create_time', 'update_time']),
  from: z.number(),
  /** `null`: up to now. */
  to: z.number().nullable(),
  token: z.string(),
  /** The newest change seen so far, in Unix seconds. */
  newest: z.number(),
})
export type State = z.infer<typeof State>

/** Judgement: clocks, and changes that are listed a little late. */
const overlapSeconds = 600

/** What a search is asked with: the range by creation or by change. */
export interface Range {
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, number>>
}

/** The first page, or the one that follows. `by`: what days of the past are searched by. */
export function stateOf(request: PullRequest, by: State['field']): State {
  if (request.state !== null) return State.parse(request.state)
  const { window, store, kind, cursor } = request
  const { start, end } = instantsOf(window, store.timeZone)
  const from = seconds(start)
  const begun = { token: '', newest: 0 }
  if (kind !== 'tip') return { ...begun, field: by, from, to: seconds(end) }
  return { ...begun, field: 'update_time', from: typeof cursor === 'number' ? cursor - overlapSeconds : from, to: null }
}

/** Oldest first: what changes while pages are read moves to the end and is read again. */
export function rangeOf({ field, from, to, token }: State, pageSize: number): Range {
  return {
    query: {
      page_size: String(pageSize),
      sort_field: field,
      sort_order: 'ASC',
      ...(token !== '' && { page_token: token }),
    },
    body: { [`${field}_ge`]: from, ...(to !== null && { [`${field}_lt`]: to }) },
  }
}

/** How a search goes on after a page; the cursor is the marketplace's own instant of the newest change. */
export function nextOf(
  state: State,
  request: PullRequest,
  page: { readonly token: string; readonly changes: readonly (string | null)[] },
): PullNext {
  const newest = Math.max(state.newest, ...page.changes.map(at => (at === null ? 0 : Date.parse(at) / 1_000)))
  // The same page again is a circle, which the engine tells, unless nothing is on it
  if (page.token !== '' && (page.token !== state.token || page.changes.length > 0)) {
    return { kind: 'again', state: { ...state, token: page.token, newest } satisfies State }
  }
  const cursor = request.kind === 'tip' && newest > 0 ? { cursor: newest } : {}
  return { kind: 'done', through: request.window.to, ...cursor }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000)
}
