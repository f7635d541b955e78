import { Big } from 'big.js'
import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { type Context, call, read } from './api.ts'
import { Amount, Text } from './model.ts'

/** Documented: the most that a page may hold. */
const perPage = 100
/** Judgement: days of a step, a call each at least. */
const callsPerStep = 4

/** What it tells of each day. */
export const adMeasures = ['ad_impressions', 'ad_clicks', 'ad_spend', 'ad_sales', 'ad_orders', 'ad_units'] as const
type AdMeasure = (typeof adMeasures)[number]

const Campaign = z.object({
  impressions: Amount,
  clicks: Amount,
  spend: Amount,
  storeRevenue: Amount,
  storeOrders: Amount,
  storeUnitSold: Amount,
})
type Campaign = z.infer<typeof Campaign>
const Report = z.object({
  result: z.array(Campaign).nullish(),
  totalCount: Amount,
  success: Text,
  errorCode: Text,
})
const Page = z.object({ result: Report })

const Sums = z.record(z.string(), z.string())
const State = z.object({ day: z.string(), page: z.number(), seen: z.number().default(0), sums: Sums })
type State = z.infer<typeof State>

/**
 * Advertising by day: a report is of its whole range, so each day is asked by itself; campaigns are added up.
 * https://open.lazada.com/apps/doc/api?path=%2Fsponsor%2Fsolutions%2Freport%2FgetDiscoveryReportCampaign
 */
export async function pullAds(request: PullRequest, context: Context): Promise<PullStep> {
  const { window, store } = request
  const today = localDay(context.now(), store.timeZone)
  const end = earlier(window.to, today)
  let state: State =
    request.state === null ? { day: window.from, page: 1, seen: 0, sums: {} } : State.parse(request.state)
  const days: Observed[] = []
  for (let calls = 0; calls < callsPerStep && state.day <= end; calls++) {
    const { campaigns, total } = await askDay(state, today, context)
    const sums = campaigns.reduce((all, one) => add(all, one, store.currency), state.sums)
    const seen = state.seen + campaigns.length
    if (campaigns.length > 0 && seen < total) {
      state = { ...state, page: state.page + 1, seen, sums }
      continue
    }
    days.push(observed(state.day, sums))
    state = { day: shiftDays(state.day, 1), page: 1, seen: 0, sums: {} }
  }
  if (state.day <= end) return { days, next: { kind: 'again', state } }
  return { days, next: { kind: 'done', through: end < window.from ? null : end } }
}

async function askDay({ day, page }: State, today: string, context: Context) {
  const answer = await call(context, {
    path: '/sponsor/solutions/report/getDiscoveryReportCampaign',
    budget: 'ads',
    query: { startDate: day, endDate: day, pageNo: page, pageSize: perPage, useRtTable: String(day === today) },
  })
  const told = ['impressions', 'clicks', 'spend', 'storeRevenue', 'storeOrders', 'storeUnitSold']
  requireTold('Lazada', answer, ...told.map(name => `result.result?.${name}`))
  const { result, totalCount, success, errorCode } = read(Page, answer).result
  if (success === 'false') {
    throw new SourceFault('unavailable', says('notOffered', { vendor: 'Lazada' }), { subject: errorCode || null })
  }
  const campaigns = result ?? []
  return { campaigns, total: Number(totalCount ?? campaigns.length) }
}

function add(sums: Readonly<Record<string, string>>, one: Campaign, currency: string): Record<string, string> {
  const money = (amount: string | null) => toMinor(amount ?? '0', currency)
  const told: Record<AdMeasure, string> = {
    ad_impressions: one.impressions ?? '0',
    ad_clicks: one.clicks ?? '0',
    ad_spend: money(one.spend),
    ad_sales: money(one.storeRevenue),
    ad_orders: one.storeOrders ?? '0',
    ad_units: one.storeUnitSold ?? '0',
  }
  const entries = Object.entries(told).map(([id, value]) => [
    id,
    Big(sums[id] ?? 0)
      .plus(value)
      .toFixed(),
  ])
  return Object.fromEntries(entries)
}

function observed(day: string, sums: Readonly<Record<string, string>>): Observed {
  return { sku: '', day, measures: Object.fromEntries(adMeasures.map(id => [id, sums[id] ?? '0'])) }
}
