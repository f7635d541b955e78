import { z } from 'zod'
import type { Observed, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, instantsOf, localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { marketOf } from './markets.ts'
import { Amount, instantOf, listOf, Text } from './model.ts'

/** Documented: products of a page, reviews of a call, and pages of the reviews of a product. */
const [perPage, perRead, lastPage] = [50, 10, 50]
/** Judgement: calls of a step, some four seconds at five a second. */
const callsPerStep = 20

const stars = [1, 2, 3, 4, 5] as const

/** What it tells of each day on which reviews were written. */
export const reviewMeasures = [
  ...stars.map(star => `reviews_${star}` as const),
  ...stars.map(star => `seller_ratings_${star}` as const),
]

const Products = listOf(z.object({ item_id: Text }))
const Ids = z.object({ data: z.object({ total: Amount, page_size: Amount, id_list: z.array(Text).nullish() }) })
const Reviews = z.object({
  data: z.object({
    review_list: z
      .array(
        z.object({
          id: Text,
          create_time: Text,
          submit_time: Text,
          ratings: z.object({ overall_rating: Amount, product_rating: Amount, seller_rating: Amount }).nullish(),
        }),
      )
      .nullish(),
  }),
})
type Review = NonNullable<z.infer<typeof Reviews>['data']['review_list']>[number]

const State = z.object({
  /** Products that were listed, `null`: all. */
  offset: z.number().nullable(),
  items: z.array(z.string()),
  /** Page of the reviews of the first product. */
  page: z.number(),
  ids: z.array(z.string()),
  seen: z.array(z.string()),
  counts: z.record(z.string(), z.record(z.string(), z.number())),
})
type State = z.infer<typeof State>

/**
 * New reviews by star: Lazada lists them by product and at most seven days. Texts and names are never read.
 * https://open.lazada.com/apps/doc/api?path=%2Freview%2Fseller%2Fhistory%2Flist
 */
export async function pullReviews(request: PullRequest, context: Context): Promise<PullStep> {
  const empty: State = { offset: 0, items: [], page: 1, ids: [], seen: [], counts: {} }
  let state = request.state === null ? empty : State.parse(request.state)
  for (let calls = 0; calls < callsPerStep && isOpen(state); calls++) {
    if (state.ids.length > 0) state = await readReviews(state, context)
    else if (state.items.length > 0) state = await listReviews(state, request, context)
    else state = await listProducts(state, context)
  }
  if (isOpen(state)) return { next: { kind: 'again', state } }
  const { window, store } = request
  const to = earlier(window.to, localDay(context.now(), store.timeZone))
  const days = eachDay(window.from, to).map((day): Observed => {
    const counts = state.counts[day] ?? {}
    return { sku: '', day, measures: Object.fromEntries(reviewMeasures.map(id => [id, String(counts[id] ?? 0)])) }
  })
  return { days, next: { kind: 'done', through: to < window.from ? null : to } }
}

function isOpen({ offset, items, ids }: State): boolean {
  return offset !== null || items.length > 0 || ids.length > 0
}

/** https://open.lazada.com/apps/doc/api?path=%2Fproducts%2Fget */
async function listProducts(state: State, context: Context): Promise<State> {
  const offset = state.offset ?? 0
  const answer = await call(context, {
    path: '/products/get',
    budget: 'products',
    query: { filter: 'live', limit: perPage, offset },
  })
  const { products, total_products } = read(Products, answer).data
  const items = (products ?? []).map(product => product.item_id)
  const next = offset + items.length
  const more = items.length > 0 && (items.length >= perPage || next < Number(total_products ?? 0))
  return { ...state, items: [...new Set(items)], page: 1, offset: more ? next : null }
}

async function listReviews(state: State, { window, store }: PullRequest, context: Context): Promise<State> {
  const { start, end } = instantsOf(window, store.timeZone, 1)
  const [item = '', ...rest] = state.items
  const answer = await call(context, {
    path: '/review/seller/history/list',
    budget: 'reviews',
    query: {
      item_id: item,
      start_time: start,
      end_time: Math.min(end, context.now().getTime() - 1),
      current: state.page,
    },
  })
  const { id_list, total, page_size } = read(Ids, answer).data
  const ids = id_list ?? []
  const more =
    ids.length > 0 && state.page < lastPage && state.page * Number(page_size ?? ids.length) < Number(total ?? 0)
  const known = new Set(state.seen)
  const fresh = ids.filter(id => !known.has(id))
  return more ? { ...state, ids: fresh, page: state.page + 1 } : { ...state, ids: fresh, items: rest, page: 1 }
}

async function readReviews(state: State, context: Context): Promise<State> {
  const ids = state.ids.slice(0, perRead)
  const answer = await call(context, {
    path: '/review/seller/list/v2',
    budget: 'reviews',
    query: { id_list: `[${ids.join(',')}]` },
  })
  const { hours, timeZone } = marketOf(context.keys.country)
  const counts = structuredClone(state.counts)
  requireTold('Lazada', answer, 'data.review_list?.create_time|submit_time', 'data.review_list?.ratings')
  for (const review of read(Reviews, answer).data.review_list ?? []) {
    const at = instantOf(review.create_time || review.submit_time, hours)
    if (at === null || state.seen.includes(review.id)) continue
    const day = localDay(new Date(at), timeZone)
    const row = counts[day] ?? {}
    for (const measure of measuresOf(review)) row[measure] = (row[measure] ?? 0) + 1
    counts[day] = row
  }
  return { ...state, ids: state.ids.slice(perRead), seen: [...state.seen, ...ids], counts }
}

/** Only reviews of products have stars; what is added later has none. */
function measuresOf({ ratings }: Review): readonly string[] {
  const product = ratings?.product_rating ?? ratings?.overall_rating
  const seller = ratings?.seller_rating
  const of = (name: string, stars: string | null | undefined) => (stars ? [`${name}_${Math.round(Number(stars))}`] : [])
  return [...of('reviews', product), ...of('seller_ratings', seller)]
}
