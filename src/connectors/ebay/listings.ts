import { z } from 'zod'
import type { FoundStore, Observed, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { skuOf } from './lines.ts'
import { OrdersPage } from './order-model.ts'
import {
  countedThrough,
  measuresOf,
  metricKeys,
  type Report,
  rangeOf,
  readReport,
  type trafficMeasures,
} from './traffic.ts'

/** What a day of a listing has. */
export const listingMeasures: typeof trafficMeasures = ['page_views', 'search_impressions']

/** Judgement: the listings of so many recent orders are known by their SKU; others stand under their number. */
const perPage = 200
const ordersDays = 90

const Waiting = z.object({ skus: z.record(z.string(), z.string()), offset: z.number() })

/**
 * Views of each listing by day, of the 200 with the most. A listing stands under the SKU of its recent orders where
 * that is one alone, else under its number. A day is one of the hundred calls that all sellers share.
 * https://developer.ebay.com/api-docs/sell/analytics/resources/traffic_report/methods/getTrafficReport
 */
export async function pullListings({ store, window, state }: PullRequest, context: Context): Promise<PullStep> {
  const to = earlier(window.to, shiftDays(localDay(context.now(), store.timeZone), -1))
  if (to < window.from) return { next: { kind: 'done', through: null } }
  const known = state === null ? { skus: {}, offset: 0 } : Waiting.parse(state)
  if (known.offset >= 0) return { next: { kind: 'again', state: await learned(known, context) } }
  const days: Observed[] = []
  let through: string | null = null
  for (const day of eachDay(window.from, to)) {
    const report = await reportOf(day, store, context)
    if (!report || (countedThrough(report, store.timeZone) ?? day) < day) break
    days.push(...rowsOf(report, day, known.skus))
    through = day
  }
  return { days, next: { kind: 'done', through } }
}

async function reportOf(day: string, store: FoundStore, context: Context): Promise<Report | null> {
  const query = new URLSearchParams({
    dimension: 'LISTING',
    metric: metricKeys.join(','),
    filter: `marketplace_ids:{${store.extra?.marketplace ?? 'EBAY_US'}},date_range:[${rangeOf(day, day, store.timeZone)}]`,
    sort: `-${metricKeys[0]}`,
  })
  const path = `/sell/analytics/v1/traffic_report?${query}`
  const answer = await call(context, { path, budget: 'traffic', optional: true })
  return answer ? readReport(answer.exactJson()) : null
}

/** SKUs of listings, by a page of recent orders; a listing with several has none. An offset below 0: all pages were read. */
async function learned({ skus, offset }: z.infer<typeof Waiting>, context: Context): Promise<z.infer<typeof Waiting>> {
  const since = new Date(context.now().getTime() - ordersDays * 86_400_000).toISOString()
  const query = new URLSearchParams({
    filter: `creationdate:[${since}..${context.now().toISOString()}]`,
    limit: String(perPage),
    offset: String(offset),
  })
  const answer = await call(context, { path: `/sell/fulfillment/v1/order?${query}`, budget: 'orders' })
  const page = answer ? read(OrdersPage, answer.exactJson()) : {}
  const next: Record<string, string> = { ...skus }
  for (const line of (page.orders ?? []).flatMap(order => order.lineItems)) {
    const { legacyItemId } = line
    if (!legacyItemId) continue
    const sku = skuOf(line)
    next[legacyItemId] = next[legacyItemId] === undefined || next[legacyItemId] === sku ? sku : legacyItemId
  }
  const isLast = (page.orders ?? []).length < perPage || offset + perPage >= Number(page.total ?? 0)
  return { skus: next, offset: isLast ? -1 : offset + perPage }
}

function rowsOf(report: Report, day: string, skus: Readonly<Record<string, string>>): readonly Observed[] {
  const rows = new Map<string, Record<string, string>>()
  for (const record of report.records ?? []) {
    const listing = record.dimensionValues[0]?.value ?? ''
    if (listing === '') continue
    const sku = skus[listing] ?? listing
    const own = rows.get(sku) ?? {}
    for (const [measure, value] of measuresOf(report, record)) {
      own[measure] = String(Number(own[measure] ?? 0) + Number(value))
    }
    rows.set(sku, own)
  }
  return [...rows].map(([sku, measures]) => ({ sku, day, measures }))
}
