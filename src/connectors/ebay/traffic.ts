import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type Context, call, read } from './api.ts'

/** What is asked for, and which measure it is (traffic report, metrics). */
const metrics = {
  LISTING_VIEWS_TOTAL: 'page_views',
  LISTING_IMPRESSION_SEARCH_RESULTS_PAGE: 'search_impressions',
} as const

/** What each whole day of the feed has. */
export const trafficMeasures = Object.values(metrics)
/** What is asked for. */
export const metricKeys = Object.keys(metrics)

const Value = z.object({ value: z.string().nullish(), applicable: z.boolean().nullish() })
/** A report by position: values stand in the order of the header. */
export const Report = z.object({
  header: z.object({ metrics: z.array(z.object({ key: z.string() })).default([]) }).nullish(),
  records: z.array(z.object({ dimensionValues: z.array(Value), metricValues: z.array(Value) })).nullish(),
  lastUpdatedDate: z.string().nullish(),
})
export type Report = z.infer<typeof Report>

/** The zone in which the short form of a day is read. */
const shortFormZone = 'America/Los_Angeles'

/**
 * Views and impressions of a marketplace by day, up to the day that eBay says it has counted.
 * https://developer.ebay.com/api-docs/sell/analytics/resources/traffic_report/methods/getTrafficReport
 */
export async function pullTraffic({ store, window }: PullRequest, context: Context): Promise<PullStep> {
  const yesterday = shiftDays(localDay(context.now(), store.timeZone), -1)
  const to = earlier(window.to, yesterday)
  if (to < window.from) return { next: { kind: 'done', through: null } }
  const query = new URLSearchParams({
    dimension: 'DAY',
    metric: metricKeys.join(','),
    filter: `marketplace_ids:{${store.extra?.marketplace ?? 'EBAY_US'}},date_range:[${rangeOf(window.from, to, store.timeZone)}]`,
  })
  const answer = await call(context, {
    path: `/sell/analytics/v1/traffic_report?${query}`,
    budget: 'traffic',
    optional: true,
  })
  const report = answer ? readReport(answer.exactJson()) : null
  const found = report ? daysOf(report) : new Map<Day, Observed['measures']>()
  if (!report || found.size === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const through = earlier(to, countedThrough(report, store.timeZone) ?? to)
  const zeros = Object.fromEntries(trafficMeasures.map(id => [id, '0']))
  const days = eachDay(window.from, through).map(day => ({ sku: '', day, measures: { ...zeros, ...found.get(day) } }))
  return { days, next: { kind: 'done', through: through < window.from ? null : through } }
}

/** Metrics that were asked for stand in the header; a day says how far eBay has counted. @throws SourceFault `drift` */
export function readReport(answer: unknown): Report {
  requireTold('eBay', answer, 'header.metrics.key', 'lastUpdatedDate')
  requireTold('eBay', answer, 'records?.dimensionValues.value', 'records?.metricValues.value')
  const report = read(Report, answer)
  const told = new Set(report.header?.metrics.map(({ key }) => key))
  const lost = told.size === 0 ? undefined : metricKeys.find(key => !told.has(key))
  if (lost === undefined) return report
  throw new SourceFault('drift', says('shape', { vendor: 'eBay' }), { subject: `header.metrics ${lost}` })
}

/** Days of the Pacific in their short form; others as moments, whose time of day eBay replaces by the whole day. */
export function rangeOf(from: Day, to: Day, timeZone: string): string {
  if (timeZone === shortFormZone) return `${from}..${to}`.replaceAll('-', '')
  const moment = (day: Day) => `${day}T00:00:00.000${offsetOf(day, timeZone)}`
  return `${moment(from)}..${moment(to)}`
}

/** Such as `+09:00`, at noon of the day. */
function offsetOf(day: Day, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    new Date(`${day}T12:00:00Z`),
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '')
}

function daysOf(report: Report): ReadonlyMap<Day, Observed['measures']> {
  const days = new Map<Day, Observed['measures']>()
  for (const record of report.records ?? []) {
    const day = dayOf(record.dimensionValues[0]?.value ?? '')
    const told = measuresOf(report, record)
    if (day !== null && told.length > 0) days.set(day, Object.fromEntries(told))
  }
  return days
}

/** What a record tells, by measure. */
export function measuresOf({ header }: Report, { metricValues }: NonNullable<Report['records']>[number]) {
  const keys = (header?.metrics ?? []).map(({ key }) => key)
  return Object.entries(metrics).flatMap(([key, measure]) => {
    const { value, applicable } = metricValues[keys.indexOf(key)] ?? {}
    return value && applicable !== false ? [[measure, value] as const] : []
  })
}

/** `20260301`, `2026-03-01` or a moment. */
function dayOf(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(text) ?? []
  return year && month && date ? `${year}-${month}-${date}` : null
}

/** Days after it are not counted yet. */
export function countedThrough({ lastUpdatedDate }: Report, timeZone: string): Day | null {
  const at = Date.parse(lastUpdatedDate ?? '')
  return Number.isNaN(at) ? null : localDay(new Date(at), timeZone)
}
