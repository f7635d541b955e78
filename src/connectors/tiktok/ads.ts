import { Big } from 'big.js'
import { z } from 'zod'
import { type FoundStore, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { askAds } from './ads-api.ts'
import { Amount, read } from './api.ts'
import type { Context } from './token.ts'

export const adMeasures = ['ad_spend', 'ad_impressions', 'ad_clicks', 'ad_sales', 'ad_orders'] as const
type AdMeasure = (typeof adMeasures)[number]
type Sums = Record<AdMeasure, Big>

const Report = z.object({
  list: z
    .array(
      z.object({
        dimensions: z.object({ stat_time_day: z.string() }),
        metrics: z.record(z.string(), z.unknown()),
      }),
    )
    .nullish(),
  page_info: z.object({ total_page: z.union([z.string(), z.number()]).transform(Number) }).nullish(),
})

/** A report, and which of its metrics is which measure. */
interface AdReport {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly metrics: Readonly<Record<string, AdMeasure>>
}

const money: readonly string[] = ['ad_spend', 'ad_sales']

/**
 * Advertising by days of the advertiser's zone: auction campaigns, and GMV Max, which the first report does not hold. Sales
 * are those that TikTok attributes within the shop.
 */
export async function pullAds(request: PullRequest, context: Context): Promise<PullStep> {
  const { store, window } = request
  if (!context.keys.ads_access_token || !context.keys.ads_advertiser_id) {
    return { next: { kind: 'nothing', reason: 'not-entitled', zeros: false, why: says('tiktokAdsKeys') } }
  }
  await checkCurrency(store, context)
  const days = new Map(eachDay(window.from, window.to).map(day => [day, noSums()]))
  let refusal: SourceFault | null = null
  let answered = 0
  const reports = store.extra?.auctions === 'elsewhere' ? [gmvMax(store)] : [auctions(), gmvMax(store)]
  for (const report of reports) {
    try {
      await addReport(report, request, days, context)
      answered += 1
    } catch (fault) {
      if (!(fault instanceof SourceFault) || (fault.kind !== 'scope' && fault.kind !== 'unavailable')) throw fault
      refusal = fault
    }
  }
  if (answered === 0 && refusal) throw refusal // one of the two may be missing: not every account has both
  const rows = [...days].map(([day, sums]) => ({ sku: '', day, measures: textsOf(sums) }))
  const today = localDay(context.now(), store.timeZone)
  return { days: rows, next: { kind: 'done', through: window.to < today ? window.to : shiftDays(today, -1) } }
}

/** https://business-api.tiktok.com/portal/docs?id=1740302848100353 */
function auctions(): AdReport {
  return {
    path: '/report/integrated/get/',
    query: { report_type: 'BASIC', data_level: 'AUCTION_ADVERTISER', service_type: 'AUCTION' },
    metrics: {
      spend: 'ad_spend',
      impressions: 'ad_impressions',
      clicks: 'ad_clicks',
      onsite_shopping: 'ad_orders',
      total_onsite_shopping_value: 'ad_sales',
    },
  }
}

/** https://business-api.tiktok.com/portal/docs?id=1824721673497601 */
function gmvMax({ externalId }: FoundStore): AdReport {
  return {
    path: '/gmv_max/report/get/',
    query: { store_ids: JSON.stringify([externalId]) },
    metrics: {
      cost: 'ad_spend',
      orders: 'ad_orders',
      gross_revenue: 'ad_sales',
      product_impressions: 'ad_impressions',
      product_clicks: 'ad_clicks',
    },
  }
}

async function addReport(
  report: AdReport,
  { store, window }: PullRequest,
  days: ReadonlyMap<string, Sums>,
  context: Context,
): Promise<void> {
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = {
      ...report.query,
      dimensions: JSON.stringify(['advertiser_id', 'stat_time_day']),
      metrics: JSON.stringify(Object.keys(report.metrics)),
      start_date: window.from,
      end_date: window.to,
      page: String(page),
      page_size: '1000',
    }
    const { list, page_info } = await askAds(context, { path: report.path, query, schema: Report })
    requireTold('TikTok', list ?? [], ...Object.keys(report.metrics).map(name => `metrics.${name}`))
    for (const { dimensions, metrics } of list ?? []) {
      const sums = days.get(dimensions.stat_time_day.slice(0, 10))
      if (sums) addRow(sums, metrics, report, store.currency)
    }
    pages = page_info?.total_page ?? 1
  }
}

function addRow(sums: Sums, metrics: Readonly<Record<string, unknown>>, report: AdReport, currency: string): void {
  for (const [name, measure] of Object.entries(report.metrics)) {
    const value = read(Amount, metrics[name]) ?? '0'
    sums[measure] = sums[measure].plus(money.includes(measure) ? toMinor(value, currency) : value)
  }
}

function noSums(): Sums {
  const [ad_spend, ad_impressions, ad_clicks, ad_sales, ad_orders] = adMeasures.map(() => Big(0)) as [
    Big,
    Big,
    Big,
    Big,
    Big,
  ]
  return { ad_spend, ad_impressions, ad_clicks, ad_sales, ad_orders }
}

function textsOf(sums: Sums): Readonly<Record<string, string>> {
  return Object.fromEntries(adMeasures.map(id => [id, sums[id].toFixed()]))
}

const Info = z.object({ list: z.array(z.object({ currency: z.string().nullish() })).nullish() })

/** Money of another currency would be taken for the shop's. Where the account is not told, it is taken to be the same. */
async function checkCurrency(store: FoundStore, context: Context): Promise<void> {
  let currency: string | null | undefined
  try {
    const query = { advertiser_ids: JSON.stringify([context.keys.ads_advertiser_id]) }
    currency = (await askAds(context, { path: '/advertiser/info/', query, schema: Info })).list?.[0]?.currency
  } catch (fault) {
    if (!(fault instanceof SourceFault) || fault.kind === 'transient' || fault.kind === 'throttled') throw fault
  }
  if (!currency || currency === store.currency) return
  throw new SourceFault('permanent', says('otherCurrency', { vendor: 'TikTok', other: currency, own: store.currency }))
}
