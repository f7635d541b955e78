import { z } from 'zod'
import { type Context, inSeconds, read } from '#src/connectors/amazon/client/api.ts'
import { download } from '#src/connectors/amazon/client/download.ts'
import { createSums, SavedSums } from '#src/connectors/amazon/client/sums.ts'
import { type HttpResponse, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, later, localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Day } from '#src/domain/period/index.ts'
import { callAds, type Profile, profileOf } from './ads-api.ts'
import { type AdsProduct, adsProducts, figuresOf } from './ads-products.ts'

/** What advertising tells of each whole day: all kinds of it together; units of Sponsored Products alone. */
export const adsMeasures = ['ad_impressions', 'ad_clicks', 'ad_spend', 'ad_sales', 'ad_orders', 'ad_units'] as const

/** The longest of the kinds. */
export const adsHistoryDays = 95

/** A report holds at most so many days. */
export const adsSliceDays = 31

/** A report of one kind. `reportId` empty: not asked for yet. */
const Ordered = z.object({
  reportId: z.string(),
  since: z.string(),
  tries: z.number(),
  /** `refused`: the account does not have this kind. */
  end: z.enum(['', 'done', 'refused']),
})
const State = z.object({
  profile: z.string(),
  days: z.tuple([z.string(), z.string()]).nullable(),
  polls: z.number(),
  reports: z.array(Ordered),
  sums: SavedSums,
})
type State = z.infer<typeof State>
type Ordered = z.infer<typeof Ordered>

const Report = z.object({
  reportId: z.string(),
  status: z.string(),
  url: z.string().nullish(),
  failureReason: z.string().nullish(),
})

/** Reports take up to three hours (Amazon's documentation); one that takes longer is given up and asked for once more. */
const pauseSeconds = [30, 60, 120, 300]
const longestMs = 6 * 3_600_000
const maxTries = 2

/**
 * Advertising of a store by SKU and day: a report of each kind, asked for together, read one a step. A kind that the
 * account does not have (no brand registry) does not stop the others.
 */
export async function pullAds(request: PullRequest, context: Context): Promise<PullStep> {
  if (context.keys.ads_refresh_token === undefined) {
    const why = says('noAdsGrant')
    return { next: { kind: 'nothing', reason: 'not-entitled', zeros: false, why } }
  }
  const { success, data } = State.safeParse(request.state)
  const state = success ? data : await begin(request, context)
  if (state.days === null) return { next: { kind: 'done', through: null } }
  const index = state.reports.findIndex(one => one.end === '' && one.reportId === '')
  const product = adsProducts[index]
  if (product) return order(product, index, state, context)
  return poll(request, state, context)
}

/** Days in the zone of the account that are over. */
async function begin({ store, window }: PullRequest, context: Context): Promise<State> {
  const profile: Profile = await profileOf(store, context)
  const today = localDay(context.now(), profile.timezone)
  const from = later(window.from, shiftDays(today, 1 - adsHistoryDays))
  const to = earlier(window.to, shiftDays(today, -1))
  const fresh = { reportId: '', since: '', tries: 0, end: '' } as const
  const reports = adsProducts.map(() => ({ ...fresh }))
  return { profile: profile.profileId, days: from <= to ? [from, to] : null, polls: 0, reports, sums: [] }
}

function changed(state: State, index: number, change: Partial<Ordered>): State {
  return { ...state, reports: state.reports.map((one, at) => (at === index ? { ...one, ...change } : one)) }
}

/** Days of a kind: those that it keeps; `null`: none of them. */
function daysOf(
  { retentionDays }: AdsProduct,
  days: readonly [Day, Day],
  context: Context,
): readonly [Day, Day] | null {
  const from = later(days[0], shiftDays(localDay(context.now(), 'UTC'), 1 - retentionDays))
  return from <= days[1] ? [from, days[1]] : null
}

async function order(product: AdsProduct, index: number, state: State, context: Context): Promise<PullStep> {
  const days = state.days && daysOf(product, state.days, context)
  if (!days) return { next: { kind: 'again', state: changed(state, index, { end: 'done' }) } }
  const { adProduct, groupBy, columns, reportTypeId } = product
  const body = {
    name: `${reportTypeId} ${days[0]} ${days[1]}`,
    startDate: days[0],
    endDate: days[1],
    configuration: { adProduct, groupBy, columns, reportTypeId, timeUnit: 'DAILY', format: 'GZIP_JSON' },
  }
  const answer = await callAds(context, {
    method: 'POST',
    path: '/reporting/reports',
    body,
    profile: state.profile,
    budget: 'adsReports',
    accept: [400, 403, 404, 422, 425],
  })
  const since = context.now().toISOString()
  if (answer.status !== 425 && answer.status >= 400) {
    if (adProduct === 'SPONSORED_PRODUCTS') throw refusedFault(answer)
    return { next: { kind: 'again', state: changed(state, index, { end: 'refused' }) } }
  }
  const reportId =
    answer.status === 425 ? idIn(answer) : read(z.object({ reportId: z.string() }), answer.json()).reportId
  const next = changed(state, index, { reportId, since })
  await context.keep(next)
  return {
    next: { kind: 'again', state: next, notBefore: inSeconds(context, index === adsProducts.length - 1 ? 30 : 0) },
  }
}

function refusedFault(answer: HttpResponse): SourceFault {
  return new SourceFault('scope', says('refused', { vendor: 'Amazon Ads', code: answer.status }), {
    subject: 'advertising::campaign_management',
  })
}

/** The same request while the first is alive: its id stands in the message. @throws SourceFault `throttled` without one */
function idIn(answer: HttpResponse): string {
  const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(answer.text())?.[0]
  const named = id ?? /duplicate of\s*:?\s*"?([\w-]+)/i.exec(answer.text())?.[1]
  if (named) return named
  throw new SourceFault('throttled', says('sameReport'))
}

/** Looks at the next report that is not read yet; those that are being made are looked at again later. */
async function poll(request: PullRequest, state: State, context: Context): Promise<PullStep> {
  let current = state
  for (const [index, product] of adsProducts.entries()) {
    const ordered = current.reports[index]
    if (ordered?.end !== '') continue
    const path = `/reporting/reports/${encodeURIComponent(ordered.reportId)}`
    const answer = await callAds(context, { path, profile: state.profile, budget: 'adsReport', accept: [404] })
    const report = answer.status === 404 ? null : read(Report, answer.json())
    if (report?.status === 'COMPLETED') {
      return {
        next: { kind: 'again', state: await readReport(request, { current, index, product }, report.url, context) },
      }
    }
    const late = context.now().getTime() - Date.parse(ordered.since) > longestMs
    if (report === null || report.status === 'FAILED' || late) {
      current = askAgain(current, index, product, report?.failureReason ?? 'it took too long')
    }
  }
  return finish(state, current, context)
}

/** @throws SourceFault `transient` after the second time: the pull begins anew later */
function askAgain(state: State, index: number, { reportTypeId }: AdsProduct, why: string): State {
  const tries = (state.reports[index]?.tries ?? 0) + 1
  if (tries > maxTries)
    throw new SourceFault(
      'transient',
      says('reportGivenUpSaying', { vendor: 'Amazon Ads', report: reportTypeId, quote: why }),
    )
  return changed(state, index, { reportId: '', since: '', tries })
}

/** Figures are kept in the state until all kinds are there: a day is their sum. */
async function readReport(
  { store }: PullRequest,
  { current, index, product }: { current: State; index: number; product: AdsProduct },
  url: string | null | undefined,
  context: Context,
): Promise<State> {
  const rows = url ? (await download(url, context, context.addresses.AMAZON_ADS_API_URL)).exactJson() : []
  const sums = createSums(current.sums)
  for (const { day, sku, measure, value } of figuresOf(product, rows)) {
    const isMoney = measure === 'ad_spend' || measure === 'ad_sales'
    sums.add({ day, sku, measure, value: isMoney ? toMinor(value, store.currency) : value })
  }
  return { ...changed(current, index, { end: 'done' }), sums: sums.save() }
}

function finish(before: State, state: State, context: Context): PullStep {
  const { days, polls } = state
  if (days === null || state.reports.some(one => one.end === '')) {
    const seconds = before === state ? (pauseSeconds[Math.min(polls, 3)] ?? 300) : 1
    return { next: { kind: 'again', state: { ...state, polls: polls + 1 }, notBefore: inSeconds(context, seconds) } }
  }
  return {
    days: createSums(state.sums).rows(eachDay(days[0], days[1]), adsMeasures),
    next: { kind: 'done', through: days[1] },
  }
}
