import { Big } from 'big.js'
import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, isDay, localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type Context, call, read } from './api.ts'

/** How sellers pay: a share of what the advertisement sold, or each click. */
const models = ['COST_PER_SALE', 'COST_PER_CLICK'] as const
const reportType = 'ACCOUNT_PERFORMANCE_REPORT'
const marketing = '/sell/marketing/v1'

/**
 * Which column is which measure. Both models name them a little differently and the metadata of a report lists its own, so
 * that they are known by pattern, the first that fits.
 */
const columns = {
  ad_impressions: [/^(cpc_)?impressions$/],
  ad_clicks: [/^(cpc_)?clicks$/],
  ad_spend: [/^(cpc_)?ad_fees(_listingsite_currency)?$/, /^(cpc_)?ad_fees_payout_currency$/],
  ad_sales: [/^(cpc_)?sale_amount(_listingsite_currency)?$/, /^(cpc_)?sale_amount_payout_currency$/],
  ad_orders: [/^(cpc_)?(attributed_)?sales$/],
} as const
type AdMeasure = keyof typeof columns
const money: readonly string[] = ['ad_spend', 'ad_sales']

/** Keys of a report by cost per sale, where the metadata are not told. */
const documentedKeys = ['impressions', 'clicks', 'ad_fees', 'sale_amount', 'sales']

/** What each whole day of the feed has. */
export const adMeasures = Object.keys(columns) as readonly AdMeasure[] // its own keys

/** Judgement: a report is made within minutes; one that takes half a day is asked for anew. */
const pauseSeconds = [10, 30, 60, 120, 300]
const maxPolls = 150

const State = z.object({
  model: z.number(),
  taskId: z.string().nullable(),
  polls: z.number(),
  sums: z.record(z.string(), z.string()),
  /** Columns that the report was asked for. */
  keys: z.array(z.string()).default([]),
})
type State = z.infer<typeof State>

const Metadata = z.object({
  metricMetadata: z.array(z.object({ metricKey: z.string() })).nullish(),
})
const Task = z.object({ reportTaskStatus: z.string(), reportHref: z.string().nullish() })

/**
 * Promoted listings by day: a report is ordered, waited for and fetched for each way of paying, and both are added up.
 * https://developer.ebay.com/api-docs/sell/marketing/resources/ad_report_task/methods/createReportTask
 */
export async function pullAds(request: PullRequest, context: Context): Promise<PullStep> {
  const state: State =
    request.state === null ? { model: 0, taskId: null, polls: 0, sums: {}, keys: [] } : State.parse(request.state)
  const model = models[state.model]
  if (!model) return finish(state, request, context)
  if (state.taskId === null) {
    const ordered = await order(request, context, model)
    return ordered === null ? finish(passed(state), request, context) : again({ ...state, ...ordered }, context)
  }
  const answer = await call(context, { path: `${marketing}/ad_report_task/${state.taskId}`, budget: 'ads' })
  const { reportTaskStatus, reportHref } = read(Task, answer?.exactJson())
  if (/FAIL|EXPIRED|CANCEL/.test(reportTaskStatus)) {
    throw new SourceFault(
      'transient',
      says('reportGivenUpSaying', { vendor: 'eBay', report: 'promoted listings', quote: reportTaskStatus }),
    )
  }
  if (reportTaskStatus !== 'SUCCESS' || !reportHref) {
    if (state.polls >= maxPolls) throw new SourceFault('not-ready', says('reportNotReady', { vendor: 'eBay' }))
    return again({ ...state, polls: state.polls + 1 }, context)
  }
  const text = (await call(context, { path: placeOf(reportHref, context), budget: 'ads' }))?.text() ?? ''
  return finish({ ...passed(state), sums: added(state, text, request.store.currency) }, request, context)
}

function again(state: State, context: Context): PullStep {
  const seconds = pauseSeconds[Math.min(state.polls, pauseSeconds.length - 1)] ?? 300
  return { next: { kind: 'again', state, notBefore: new Date(context.now().getTime() + seconds * 1_000) } }
}

function passed({ model, sums }: State): State {
  return { model: model + 1, taskId: null, polls: 0, sums, keys: [] }
}

/** The number of the report and its columns; `null` where the seller has none of this kind. */
async function order(
  { store, window }: PullRequest,
  context: Context,
  model: string,
): Promise<Pick<State, 'taskId' | 'keys'> | null> {
  const path = `${marketing}/ad_report_metadata/${reportType}?funding_model=${model}`
  const answer = await call(context, { path, budget: 'ads', nothing: [400, 404] })
  const metadata = answer ? read(Metadata, answer.exactJson()) : null
  const told = metadata?.metricMetadata?.map(({ metricKey }) => metricKey)
  const keys = told ?? (model === 'COST_PER_SALE' ? documentedKeys : [])
  const metricKeys = adMeasures.flatMap(measure => keyOf(keys, measure) ?? [])
  const to = lastDay({ window, store }, context)
  if (metricKeys.length === 0 || to < window.from) return null
  const made = await call(context, {
    method: 'POST',
    path: `${marketing}/ad_report_task`,
    budget: 'ads',
    optional: true,
    body: {
      reportType,
      dimensions: [{ dimensionKey: 'day' }],
      metricKeys,
      fundingModels: [model],
      marketplaceId: store.extra?.marketplace ?? 'EBAY_US',
      dateFrom: `${window.from}T00:00:00.000Z`,
      dateTo: `${to}T23:59:59.999Z`,
      reportFormat: 'TSV_GZIP',
    },
  })
  const id = /([^/?#]+)\/?(?:[?#].*)?$/.exec(made?.headers.location ?? '')?.[1]
  if (!id) throw new SourceFault('drift', says('ebayNoReportNumber'), { subject: 'Location' })
  return { taskId: id, keys: metricKeys }
}

function lastDay({ window, store }: Pick<PullRequest, 'window' | 'store'>, context: Context): Day {
  return earlier(window.to, shiftDays(localDay(context.now(), store.timeZone), -1))
}

function keyOf(keys: readonly string[], measure: AdMeasure): string | null {
  for (const pattern of columns[measure]) {
    const key = keys.find(one => pattern.test(one))
    if (key) return key
  }
  return null
}

/** The same path at the address that is in use. */
function placeOf(href: string, context: Context): string {
  const { pathname, search } = new URL(href, context.addresses.EBAY_API_URL)
  return `${pathname}${search}`
}

/** Adds a report to sums by day and measure. @throws SourceFault `drift` where a column that was asked for is not there */
function added({ sums, keys }: State, text: string, currency: string): State['sums'] {
  const [head = '', ...rows] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const names = head.split('\t').map(name => name.trim().toLowerCase())
  const place = names.findIndex(name => name === 'day' || name === 'date')
  if (place < 0) throw missingColumn('day')
  const asked = adMeasures.filter(measure => keyOf(keys, measure) !== null)
  for (const measure of asked) if (keyOf(names, measure) === null) throw missingColumn(keyOf(keys, measure) ?? '')
  const next = { ...sums }
  for (const row of rows.filter(one => one.trim() !== '')) {
    const cells = row.split('\t').map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))
    const day = (cells[place] ?? '').slice(0, 10)
    if (!isDay(day)) {
      if (/^[{[]/.test(day)) throw missingColumn('day') // sums of the report have another text there
      continue
    }
    for (const measure of adMeasures) {
      const value = numberIn(cells[names.indexOf(keyOf(names, measure) ?? '-')])
      const amount = money.includes(measure) ? toMinor(value, currency) : value
      const key = `${day} ${measure}`
      next[key] = Big(next[key] ?? 0)
        .plus(amount)
        .toFixed()
    }
  }
  return next
}

function missingColumn(subject: string): SourceFault {
  return new SourceFault('drift', says('missingColumn', { vendor: 'eBay' }), { subject })
}

/** `USD 1,234.50` and `1234.5` are numbers; nothing and a dash are none. @throws SourceFault `drift` for anything else */
function numberIn(cell: string | undefined): string {
  const [found] = /-?\d[\d,]*(?:\.\d+)?/.exec(cell ?? '') ?? []
  if (!found && !/^([-–—]+|n\/?a|null)?$/i.test(cell ?? '')) {
    throw new SourceFault('drift', says('noNumber', { quote: (cell ?? '').slice(0, 40) }), { subject: 'report' })
  }
  return found ? found.replaceAll(',', '') : '0'
}

function finish(state: State, request: PullRequest, context: Context): PullStep {
  if (state.model < models.length) return { next: { kind: 'again', state } }
  const through = lastDay(request, context)
  const days: Observed[] = eachDay(request.window.from, through).map(day => ({
    sku: '',
    day,
    measures: Object.fromEntries(adMeasures.map(measure => [measure, state.sums[`${day} ${measure}`] ?? '0'])),
  }))
  return { days, next: { kind: 'done', through: through < request.window.from ? null : through } }
}
