import { z } from 'zod'
import type { Observed, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, later, localDay, shiftDays } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Amount, Flag, Seconds, Text } from './model.ts'

/** Documented: 100 of a page, and only the newest 500 to 1,000 of a shop. */
const perPage = 100

/** What it tells of each day on which reviews were written. */
export const reviewMeasures = ['reviews_1', 'reviews_2', 'reviews_3', 'reviews_4', 'reviews_5'] as const

const Page = z.object({
  response: z.object({
    more: Flag,
    next_cursor: Text,
    item_comment_list: z.array(z.object({ comment_id: Text, rating_star: Amount, create_time: Seconds })).nullish(),
  }),
})

const State = z.object({
  cursor: z.string(),
  /** Reviews that were counted: a page may repeat some. */
  seen: z.array(z.string()),
  counts: z.record(z.string(), z.record(z.string(), z.number())),
  /** Day of the oldest review so far; `null`: none yet. */
  oldest: z.string().nullable(),
  /** Every page was sorted from new to old. */
  sorted: z.boolean(),
})
type State = z.infer<typeof State>

/**
 * New reviews by star, a page a step. Texts and names are never read.
 * https://open.shopee.com/documents/v2/v2.product.get_comment
 */
export async function pullReviews(request: PullRequest, context: Context): Promise<PullStep> {
  const { window, store } = request
  const empty: State = { cursor: '', seen: [], counts: {}, oldest: null, sorted: true }
  const before = request.state === null ? empty : State.parse(request.state)
  const query = { cursor: before.cursor, page_size: perPage }
  const answer = await call(context, { name: 'product/get_comment', budget: 'reviews', query })
  const told = ['comment_id', 'rating_star', 'create_time']
  requireTold('Shopee', answer, ...told.map(name => `response.item_comment_list?.${name}`))
  const { more, next_cursor, item_comment_list } = read(Page, answer).response
  const state = count(before, item_comment_list ?? [], store.timeZone)
  const isPast = state.sorted && state.oldest !== null && state.oldest < window.from
  const goesOn = more && next_cursor !== '' && next_cursor !== before.cursor && !isPast
  if (goesOn) return { next: { kind: 'again', state: { ...state, cursor: next_cursor } } }
  const cut = more && !isPast
  return daysOf(state, cut, request, localDay(context.now(), store.timeZone))
}

interface Comment {
  readonly comment_id: string
  readonly rating_star: string | null
  readonly create_time: string | null
}

function count(state: State, comments: readonly Comment[], timeZone: string): State {
  const seen = new Set(state.seen)
  const counts = structuredClone(state.counts)
  let { oldest, sorted } = state
  for (const { comment_id, rating_star, create_time } of comments) {
    if (create_time === null || seen.has(comment_id)) continue
    seen.add(comment_id)
    const day = localDay(new Date(create_time), timeZone)
    sorted &&= oldest === null || day <= oldest
    oldest = oldest === null ? day : earlier(oldest, day)
    const measure = `reviews_${Math.round(Number(rating_star))}`
    const row = counts[day] ?? {}
    row[measure] = (row[measure] ?? 0) + 1
    counts[day] = row
  }
  return { ...state, seen: [...seen], counts, oldest, sorted }
}

/** Where the list ends before the window begins, the oldest day in it and those before are not known. */
function daysOf({ counts, oldest }: State, cut: boolean, { window }: PullRequest, today: string): PullStep {
  const to = earlier(window.to, today)
  const from = cut && oldest !== null ? later(window.from, shiftDays(oldest, 1)) : window.from
  const days = eachDay(from, to).map((day): Observed => {
    const measures = Object.fromEntries(reviewMeasures.map(id => [id, String(counts[day]?.[id] ?? 0)]))
    return { sku: '', day, measures }
  })
  const isWhole = from === window.from && to >= window.from
  return { days, next: { kind: 'done', through: isWhole ? to : null } }
}
