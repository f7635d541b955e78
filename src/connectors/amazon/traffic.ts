import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { daysBetween, localDay } from '#src/domain/days.ts'
import { type Context, read } from './api.ts'
import { stepReport } from './reports.ts'

const type = 'GET_SALES_AND_TRAFFIC_REPORT'

const Document = z.object({
  salesAndTrafficByDate: z.array(
    z.object({
      date: z.string(),
      salesByDate: z.object({ unitsOrdered: z.number(), unitsRefunded: z.number().optional() }),
      trafficByDate: z.object({
        pageViews: z.number(),
        sessions: z.number(),
        buyBoxPercentage: z.number().optional(),
      }),
    }),
  ),
})
type DayOfReport = z.infer<typeof Document>['salesAndTrafficByDate'][number]

/** What it tells of each whole day. */
export const trafficMeasures = ['sessions', 'page_views', 'buy_box_page_views', 'returns_units'] as const

/** After so many days a day without visits had none: figures of a day are there within 72 hours (Amazon staff). */
const settledAfterDays = 4

/**
 * Visits per day of the store. Percentages cannot be added up: page views with the Buy Box are computed back from the
 * share. Figures by product are of the whole range, so they are left out.
 */
export async function pullTraffic(request: PullRequest, context: Context): Promise<PullStep> {
  const { window } = request
  const order = {
    type,
    start: `${window.from}T00:00:00Z`,
    end: `${window.to}T00:00:00Z`,
    options: { dateGranularity: 'DAY', asinGranularity: 'PARENT' },
  }
  const step = await stepReport(request, order, context)
  if ('next' in step) return notReady(step.next, request, context)
  const today = localDay(context.now(), request.store.timeZone)
  const days = wholeDays(read(Document, step.document.json()).salesAndTrafficByDate, request, today)
  return { days, next: { kind: 'done', through: days.at(-1)?.day ?? null } }
}

/** "Nothing" for days that are hardly over means that Amazon has not counted them yet. */
function notReady(next: PullStep['next'], { window, store }: PullRequest, context: Context): PullStep {
  const today = localDay(context.now(), store.timeZone)
  if (next.kind === 'nothing' && daysBetween(window.to, today) < settledAfterDays) {
    throw new SourceFault('not-ready', 'Amazon has not counted the visits of these days yet')
  }
  return { next }
}

/** The days up to the first that is not counted yet: it has sales and no visits, or nothing at all and is hardly over. */
export function wholeDays(
  found: readonly DayOfReport[],
  { window }: Pick<PullRequest, 'window'>,
  today: string,
): readonly Observed[] {
  const inside = found
    .filter(({ date }) => date >= window.from && date <= window.to)
    .sort((a, b) => a.date.localeCompare(b.date))
  const first = inside.findIndex(day => day.trafficByDate.sessions === 0 && isYoung(day, today))
  return (first < 0 ? inside : inside.slice(0, first)).map(observed)
}

function isYoung({ date, salesByDate }: DayOfReport, today: string): boolean {
  return salesByDate.unitsOrdered > 0 || daysBetween(date, today) < settledAfterDays
}

function observed({ date, salesByDate, trafficByDate }: DayOfReport): Observed {
  const { sessions, pageViews, buyBoxPercentage } = trafficByDate
  const withBuyBox = Math.round((pageViews * (buyBoxPercentage ?? 0)) / 100)
  return {
    sku: '',
    day: date,
    measures: {
      sessions: String(sessions),
      page_views: String(pageViews),
      buy_box_page_views: String(withBuyBox),
      returns_units: String(salesByDate.unitsRefunded ?? 0),
    },
  }
}
