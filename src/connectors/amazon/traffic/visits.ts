import { z } from 'zod'
import { read } from '#src/connectors/amazon/client/api.ts'
import type { Observed, Window } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { daysBetween, eachDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** What the feed tells of each whole day. */
export const visitMeasures = ['sessions', 'page_views', 'buy_box_page_views', 'negative_feedback'] as const

/** Visits of a day or SKU as Amazon tells them, whatever the source. */
export interface Visits {
  readonly unitsOrdered: number
  readonly sessions: number
  readonly pageViews: number
  /** Of 100. */
  readonly buyBoxPercentage: number
  readonly negativeFeedback: number | null
}

const count = z.number().nullish()
const Sales = z.object({ unitsOrdered: count })
const Traffic = z.object({
  sessions: z.number(),
  pageViews: z.number(),
  buyBoxPercentage: count,
  negativeFeedbackReceived: count,
})
type Traffic = z.infer<typeof Traffic>

const KioskDay = z.object({ startDate: z.string(), sales: Sales.nullish(), traffic: Traffic.nullable() })
const KioskSku = z.object({ sku: z.string().nullish(), traffic: Traffic.nullable() })
const Report = z.object({
  salesAndTrafficByDate: z.array(z.object({ date: z.string(), salesByDate: Sales, trafficByDate: Traffic })),
  salesAndTrafficByAsin: z.array(z.object({ sku: z.string().nullish(), trafficByAsin: Traffic.partial() })).nullish(),
})

/**
 * After so many days a day without visits had none: figures of a day are there within 72 hours, and settle within a week
 * (Amazon staff), so that a day with sales is waited for until then.
 */
const settledAfterDays = 4
const settledWithSalesAfterDays = 8

/** Days of a document of Data Kiosk. @throws SourceFault `drift` */
export function daysOfKiosk(rows: readonly unknown[]): ReadonlyMap<Day, Visits> {
  requireTold('Amazon', rows, 'sales.unitsOrdered', 'traffic.buyBoxPercentage', 'traffic.negativeFeedbackReceived')
  const days = read(z.array(KioskDay), rows)
  return new Map(days.map(row => [row.startDate.slice(0, 10), visitsOf(row.traffic, row.sales?.unitsOrdered)]))
}

/** SKUs of a document of Data Kiosk, of one day. A SKU may stand in several rows. @throws SourceFault `drift` */
export function skusOfKiosk(rows: readonly unknown[], day: Day): readonly Observed[] {
  requireTold('Amazon', rows, 'sku', 'traffic.buyBoxPercentage')
  const skus = new Map<string, Visits[]>()
  for (const { sku, traffic } of read(z.array(KioskSku), rows)) {
    if (sku) skus.set(sku, [...(skus.get(sku) ?? []), visitsOf(traffic, 0)])
  }
  return [...skus].map(([sku, visits]) => ({ sku, day, measures: addedUp(visits) }))
}

/** Days of the sales and traffic report, and its SKUs where it is of one day. @throws SourceFault `drift` */
export function visitsOfReport(document: unknown): {
  readonly days: ReadonlyMap<Day, Visits>
  readonly skus: (day: Day) => readonly Observed[]
} {
  const { salesAndTrafficByDate, salesAndTrafficByAsin } = read(Report, document)
  const days = salesAndTrafficByDate.map(
    ({ date, salesByDate, trafficByDate }) => [date, visitsOf(trafficByDate, salesByDate.unitsOrdered)] as const,
  )
  const rows = (salesAndTrafficByAsin ?? []).flatMap(({ sku, trafficByAsin: traffic }) =>
    sku ? [{ sku, traffic: { sessions: 0, pageViews: 0, ...traffic } }] : [],
  )
  return { days: new Map(days), skus: day => skusOfKiosk(rows, day) }
}

function visitsOf(traffic: Traffic | null, unitsOrdered: number | null | undefined): Visits {
  if (traffic === null) return { ...none, unitsOrdered: unitsOrdered ?? 0 }
  const { sessions, pageViews, buyBoxPercentage, negativeFeedbackReceived } = traffic
  return {
    unitsOrdered: unitsOrdered ?? 0,
    sessions,
    pageViews,
    buyBoxPercentage: buyBoxPercentage ?? 0,
    negativeFeedback: negativeFeedbackReceived ?? null,
  }
}

/**
 * Rows of the store for the days up to the first that is not counted yet: it has sales and no visits, or nothing at all
 * and is hardly over. A settled day that Amazon does not name had no visits.
 */
export function wholeDays(found: ReadonlyMap<Day, Visits>, { from, to }: Window, today: Day): readonly Observed[] {
  const rows: Observed[] = []
  for (const day of eachDay(from, to)) {
    const visits = found.get(day) ?? none
    const settled = visits.unitsOrdered > 0 ? settledWithSalesAfterDays : settledAfterDays
    const isYoung = daysBetween(day, today) < settled
    if (visits.sessions === 0 && isYoung) break
    rows.push({ sku: '', day, measures: storeMeasures(visits) })
  }
  return rows
}

const none: Visits = { unitsOrdered: 0, sessions: 0, pageViews: 0, buyBoxPercentage: 0, negativeFeedback: 0 }

function storeMeasures(visits: Visits): Readonly<Record<string, string>> {
  const { negativeFeedback } = visits
  return { ...addedUp([visits]), ...(negativeFeedback !== null && { negative_feedback: String(negativeFeedback) }) }
}

/** Shares cannot be added up: page views with the Buy Box are computed back from the share. */
function addedUp(visits: readonly Visits[]): Readonly<Record<string, string>> {
  const sum = (of: (one: Visits) => number) => String(visits.reduce((total, one) => total + of(one), 0))
  return {
    sessions: sum(one => one.sessions),
    page_views: sum(one => one.pageViews),
    buy_box_page_views: sum(one => Math.round((one.pageViews * one.buyBoxPercentage) / 100)),
  }
}
