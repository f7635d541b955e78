import type { Budget } from '#src/contracts/connector.ts'

/**
 * Rates of the usage plans in the API reference; a pair of seller and application has its own. Those of advertising and of
 * customer feedback are not published (judgement).
 */
const published: readonly Budget[] = [
  { id: 'sellers', perSecond: 0.016, burst: 15, per: 'connection' },
  { id: 'searchOrders', perSecond: 0.0056, burst: 20, per: 'connection' },
  { id: 'getOrder', perSecond: 0.5, burst: 30, per: 'connection' },
  { id: 'orderMetrics', perSecond: 0.5, burst: 15, per: 'connection' },
  { id: 'createReport', perSecond: 0.0167, burst: 15, per: 'connection' },
  { id: 'getReports', perSecond: 0.0222, burst: 10, per: 'connection' },
  { id: 'getReport', perSecond: 2, burst: 15, per: 'connection' },
  { id: 'getReportDocument', perSecond: 0.0167, burst: 15, per: 'connection' },
  {
    // Four an hour and 96 a day since 24 April 2026
    ...{ id: 'salesAndTrafficReport', perSecond: 4 / 3_600, burst: 4, per: 'connection' },
    daily: { calls: 96, timeZone: 'UTC' },
  },
  { id: 'createQuery', perSecond: 0.0167, burst: 15, per: 'connection' },
  { id: 'getQuery', perSecond: 2, burst: 15, per: 'connection' },
  { id: 'getQueries', perSecond: 0.0222, burst: 10, per: 'connection' },
  { id: 'getDocument', perSecond: 0.0167, burst: 15, per: 'connection' },
  { id: 'getInventorySummaries', perSecond: 2, burst: 2, per: 'connection' },
  { id: 'listTransactions', perSecond: 0.5, burst: 10, per: 'connection' },
  { id: 'reviewTopics', perSecond: 0.5, burst: 5, per: 'connection' },
  { id: 'adsProfiles', perSecond: 0.5, burst: 5, per: 'connection' },
  { id: 'adsReports', perSecond: 0.2, burst: 6, per: 'connection' },
  { id: 'adsReport', perSecond: 1, burst: 10, per: 'connection' },
]

/** Allowances of which the header says nothing: those of a kind of report, and of the advertising interface. */
const unsaid: ReadonlySet<string> = new Set(['salesAndTrafficReport', 'adsProfiles', 'adsReports', 'adsReport'])

/** Judgement: calls that leave in time may arrive closer together, so that a little is left unused. */
export const budgets: readonly Budget[] = published.map(budget => ({
  ...budget,
  perSecond: budget.perSecond * 0.95,
  burst: Math.max(1, budget.burst - 1),
  ...(!unsaid.has(budget.id) && { rateHeader: 'x-amzn-ratelimit-limit' }),
}))
