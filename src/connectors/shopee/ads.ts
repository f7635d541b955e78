import { z } from 'zod'
import type { Observed, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { type Context, call, read } from './api.ts'
import { Amount } from './model.ts'

/** What it tells of each day. */
export const adMeasures = [
  'ad_impressions',
  'ad_clicks',
  'ad_spend',
  'ad_sales',
  'ad_sales_7d',
  'ad_orders',
  'ad_units',
] as const

const Row = z.object({
  date: z.string(),
  impression: Amount,
  clicks: Amount,
  expense: Amount,
  broad_gmv: Amount,
  broad_order: Amount,
  broad_item_sold: Amount,
})
type Row = z.infer<typeof Row>
const Rows = z.object({ response: z.array(Row).nullish() })

/**
 * Advertising of the whole shop by day: sales of any item within seven days of a click (`broad`). A day that a complete
 * answer leaves out had none. https://open.shopee.com/documents/v2/v2.ads.get_all_cpc_ads_daily_performance
 */
export async function pullAds(request: PullRequest, context: Context): Promise<PullStep> {
  const { window, store } = request
  const today = localDay(context.now(), store.timeZone)
  const to = earlier(window.to, today)
  if (to < window.from) return { next: { kind: 'done', through: null } }
  // both ends must differ: the day before is asked as well and left out
  const from = window.from === to ? shiftDays(window.from, -1) : window.from
  const query = { start_date: written(from), end_date: written(to) }
  const answer = await call(context, { name: 'ads/get_all_cpc_ads_daily_performance', budget: 'ads', query })
  const told = ['impression', 'clicks', 'expense', 'broad_gmv', 'broad_order', 'broad_item_sold']
  requireTold('Shopee', answer, ...told.map(name => `response?.${name}`))
  const rows = new Map((read(Rows, answer).response ?? []).map(row => [row.date, row]))
  const days = eachDay(window.from, to).flatMap(day => observed(day, rows.get(written(day)), store.currency, today))
  return { days, next: { kind: 'done', through: to } }
}

/** `DD-MM-YYYY` */
function written(day: string): string {
  return day.split('-').reverse().join('-')
}

function observed(day: string, row: Row | undefined, currency: string, today: string): readonly Observed[] {
  if (row === undefined && day === today) return []
  const money = (amount: string | null | undefined) => toMinor(amount ?? '0', currency)
  const sales = money(row?.broad_gmv)
  const measures = {
    ad_impressions: row?.impression ?? '0',
    ad_clicks: row?.clicks ?? '0',
    ad_spend: money(row?.expense),
    ad_sales: sales,
    ad_sales_7d: sales,
    ad_orders: row?.broad_order ?? '0',
    ad_units: row?.broad_item_sold ?? '0',
  }
  return [{ sku: '', day, measures }]
}
