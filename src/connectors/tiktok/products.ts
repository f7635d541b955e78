import { Big } from 'big.js'
import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { Amount, call, Id, read } from './api.ts'
import type { Context } from './token.ts'

/** What a day of a product has where TikTok tells it; unique visitors of its page are those of a day. */
export const productMeasures = ['page_views', 'visitors'] as const

/** Judgement: one call for each product and window, so many in a step. */
const productsPerStep = 10

const Product = z.object({
  id: Id,
  skus: z.array(z.object({ id: Id, seller_sku: z.string().nullish() })).nullish(),
})
const Products = z.object({ products: z.array(Product).nullish(), next_page_token: z.string().nullish() })

const Told = z.object({ page_views: Amount, avg_unique_page_views: Amount })
/** Sums of all sources of views, or one entry for each source. */
const Traffic = Told.extend({ breakdowns: z.array(z.object({ traffic: Told.nullish() })).nullish() })
const Interval = z.object({
  start_date: z.string().nullish(),
  traffic: z.union([Traffic, z.array(Traffic)]).nullish(),
})
const Performance = z.object({
  latest_available_date: z.string().nullish(),
  performance: z.object({ intervals: z.array(Interval).nullish() }).nullish(),
})

/** SKU, day, views, visitors: short, as a step hands on all of them. */
const Row = z.tuple([z.string(), z.string(), z.string(), z.string().nullable()])
type Row = z.infer<typeof Row>
const State = z.object({
  /** Page of the list of products; `null`: all are known. */
  token: z.string().nullable(),
  /** Products that are still to be asked about: number and SKU. */
  open: z.array(z.tuple([z.string(), z.string()])),
  rows: z.array(Row),
  ready: z.string().nullable(),
})
type State = z.infer<typeof State>

/**
 * Views of each product's page by day, up to the latest day that is ready. A product with one SKU stands under that SKU,
 * one with several under the product's number: views are not told by variation.
 * https://partner.tiktokshop.com/docv2/page/get-shop-product-performance-detail-202509
 */
export async function pullProducts(request: PullRequest, context: Context): Promise<PullStep> {
  const { store, window } = request
  const state: State =
    request.state === null ? { token: '', open: [], rows: [], ready: null } : State.parse(request.state)
  const to = earlier(window.to, shiftDays(localDay(context.now(), store.timeZone), -1))
  if (to < window.from) return { next: { kind: 'done', through: null } }
  if (state.token !== null)
    return { next: { kind: 'again', state: await listed(state, state.token, request, context) } }
  const now = state.open.slice(0, productsPerStep)
  const next: State = { ...state, open: state.open.slice(now.length), rows: [...state.rows] }
  for (const [product, sku] of now) {
    const { rows, ready } = await viewsOf(product, sku, { ...request, window: { from: window.from, to } }, context)
    next.rows.push(...rows)
    if (ready !== null) next.ready = next.ready === null || ready < next.ready ? ready : next.ready
  }
  if (next.open.length > 0) return { next: { kind: 'again', state: next } }
  const through = earlier(to, next.ready ?? to)
  const days = next.rows.filter(([, day]) => day <= through).map(observed)
  return { days, next: { kind: 'done', through: through < window.from ? null : through } }
}

async function listed(state: State, token: string, { store }: PullRequest, context: Context): Promise<State> {
  const query = { page_size: '100', ...(token !== '' && { page_token: token }) }
  const path = '/product/202502/products/search'
  const page = read(Products, await call(context, { path, query, body: { status: 'ACTIVATE' }, store }))
  const known = new Map(state.open)
  for (const { id, skus } of page.products ?? []) {
    const [only, ...others] = skus ?? []
    known.set(id, only && others.length === 0 ? only.seller_sku || only.id : id)
  }
  const next = page.next_page_token ?? ''
  return { ...state, open: [...known], token: next !== '' && next !== token ? next : null }
}

async function viewsOf(product: string, sku: string, { store, window }: PullRequest, context: Context) {
  const path = `/analytics/202509/shop_products/${encodeURIComponent(product)}/performance`
  const query = {
    start_date_ge: window.from,
    end_date_lt: shiftDays(window.to, 1),
    granularity: '1D',
    currency: 'LOCAL',
  }
  let found: z.infer<typeof Performance>
  try {
    found = read(Performance, await call(context, { path, query, store }))
  } catch (fault) {
    // A product that was never live has no figures; a shop without any is told by the shop's own
    if (fault instanceof SourceFault && fault.kind === 'permanent') return { rows: [], ready: null }
    throw fault
  }
  const rows = (found.performance?.intervals ?? []).flatMap(interval => rowOf(sku, interval))
  const inside = rows.filter(([, day]) => day >= window.from && day <= window.to)
  return { rows: inside, ready: found.latest_available_date?.slice(0, 10) ?? null }
}

function rowOf(sku: string, { start_date, traffic }: z.infer<typeof Interval>): readonly Row[] {
  if (!start_date) return []
  const parts = traffic ? [traffic].flat() : []
  const sources = parts.flatMap(part => (part.page_views ? [part] : (part.breakdowns ?? []).map(one => one.traffic)))
  const views = sources.flatMap(source => source?.page_views ?? [])
  const people = sources.flatMap(source => source?.avg_unique_page_views ?? [])
  if (views.length === 0) return []
  const sum = views.reduce((all, one) => all.plus(one), Big(0)).toFixed()
  // Visitors of several sources may be the same: only a single figure is one of visitors
  const [visitors = null] = people.length === 1 ? people : []
  return [[sku, start_date.slice(0, 10), sum, visitors]]
}

function observed([sku, day, page_views, visitors]: Row): Observed {
  return { sku, day, measures: { page_views, ...(visitors !== null && { visitors }) } }
}
