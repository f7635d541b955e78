import { buildClientSchema, type ExecutionResult, graphqlSync, type IntrospectionQuery } from 'graphql'
import { fixture } from '#test/support/fixtures.ts'
import { type Manners, orderAnswer } from './order-answers.ts'
import { fbaReturnsFile, feedbackFile, merchantReturnsFile, orderFile, shiftJis } from './report-files.ts'
import { dayIn, type Market, type Order, updatedOf } from './shop.ts'
import { type Document, gzipped, type Status } from './slow-work.ts'
import { createVisits } from './visits.ts'

/** The seller of one grant. */
export interface Seller {
  readonly name: string
  readonly markets: readonly Market[]
  orders: Order[]
}

export type Outcome = 'done' | 403 | 404 | 'FATAL' | 'CANCELLED' | 'no-document'

/** A bad request, in Amazon's own words. */
export class Refused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const bad = (message: string) => new Refused(400, 'InvalidInput', message)
const dayMs = 86_400_000

/** A page of orders, and the moved boundaries that the documentation allows: the last order of a page opens the next. */
export function searchOrders(
  seller: Seller,
  asked: Readonly<Record<string, string>>,
  now: Date,
  manners: Manners & { readonly repeatAcrossPages: boolean },
): object {
  const { createdAfter, createdBefore, lastUpdatedAfter, lastUpdatedBefore, paginationToken } = asked
  if ((createdAfter === undefined) === (lastUpdatedAfter === undefined)) {
    throw bad('Exactly one of createdAfter and lastUpdatedAfter must be provided.')
  }
  const byCreation = createdAfter !== undefined
  if (byCreation ? lastUpdatedBefore : createdBefore) throw bad('Filters by creation and by update cannot be mixed.')
  const after = new Date(createdAfter ?? lastUpdatedAfter ?? '')
  const latest = new Date(now.getTime() - 120_000)
  const until = byCreation ? createdBefore : lastUpdatedBefore
  const before = until === undefined ? latest : new Date(until)
  if (before > latest) throw bad('The end must be at least two minutes before the request.')
  if (after > before) throw bad('The end lies before the beginning.')
  const { includedData = '', maxResultsPerPage = '100' } = asked
  const filter = JSON.stringify({ ...asked, paginationToken: 0, includedData: 0, maxResultsPerPage: 0 })
  const token = paginationToken === undefined ? null : readToken(paginationToken)
  if (token && token.filter !== filter) throw bad('The other parameters differ from those of the first page.')
  if (token && now.getTime() - token.made > dayMs) throw bad('The token has expired.')
  const end = token ? new Date(token.end) : before
  const ids = asked.marketplaceIds?.split(',') ?? seller.markets.map(({ id }) => id)
  const found = seller.orders
    .filter(order => order.created <= now && ids.includes(order.market.id) && !isTooOld(order, now))
    .map(order => ({ order, at: byCreation ? order.created : updatedOf(order, now) }))
    .filter(({ at }) => at >= after && at <= end)
    .sort((a, b) => Number(a.at) - Number(b.at) || (a.order.id < b.order.id ? -1 : 1))
  const from = token ? Math.max(0, token.from - (manners.repeatAcrossPages ? 1 : 0)) : 0
  const to = (token?.from ?? 0) + Number(maxResultsPerPage)
  const more = to < found.length
  const wanted = new Set(includedData.split(','))
  const next = JSON.stringify({ filter, from: to, end: end.getTime(), made: token?.made ?? now.getTime() })
  return {
    orders: found.slice(from, to).map(({ order }) => orderAnswer(order, now, wanted, manners)),
    ...(more && { pagination: { nextToken: Buffer.from(next).toString('base64') } }),
    [byCreation ? 'createdBefore' : 'lastUpdatedBefore']: end.toISOString(),
  }
}

function isTooOld(order: Order, now: Date): boolean {
  const oldest = order.market.country === 'JP' ? Date.UTC(2016, 0, 1) : now.getTime() - 731 * dayMs
  return order.created.getTime() < oldest
}

function readToken(text: string): { filter: string; from: number; end: number; made: number } {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString())
  } catch {
    throw bad('The token is not valid.')
  }
}

/** What a report asks for, checked by the rules of its type; a rule broken makes a report that ends FATAL. */
export interface ReportOrder {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  readonly reportOptions?: Readonly<Record<string, string>>
}

type Finished = { readonly status: Status; readonly document: Document | null }

/** The document of a report, or how it fails. */
export function makeReport(seller: Seller, order: ReportOrder, now: Date): Finished {
  const market = seller.markets.find(({ id }) => id === order.marketplaceIds[0])
  if (!market || order.marketplaceIds.length !== 1) return { status: 'FATAL', document: null }
  const from = new Date(order.dataStartTime ?? now.getTime() - dayMs)
  const to = new Date(order.dataEndTime ?? now.getTime())
  const days = (to.getTime() - from.getTime()) / dayMs
  const own = seller.orders.filter(one => one.market.id === market.id && one.created <= now && !isTooOld(one, now))
  const flat = (text: string): Finished => ({ status: 'DONE', document: flatFile(market, text) })
  switch (order.reportType) {
    case 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL':
    case 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL': {
      if (days > 31 || days < 0) return { status: 'FATAL', document: null }
      const byUpdate = order.reportType.includes('LAST_UPDATE')
      const rows = own.filter(one => within(byUpdate ? updatedOf(one, now) : one.created, from, to))
      return rows.length === 0 ? { status: 'CANCELLED', document: null } : flat(orderFile(rows, now))
    }
    case 'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA':
      return flat(fbaReturnsFile(own, from, to))
    case 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE':
      return days > 60 ? { status: 'FATAL', document: null } : flat(merchantReturnsFile(own, from, to))
    case 'GET_SELLER_FEEDBACK_DATA':
      return flat(feedbackFile(market.zone, from))
    case 'GET_SALES_AND_TRAFFIC_REPORT':
      return visitsReport(market, own, order, now)
    case 'GET_V2_SELLER_PERFORMANCE_REPORT': {
      const folder = `reports/accountHealthReport-2020-11-18.example0.json`
      return { status: 'DONE', document: gzipped(JSON.stringify(fixture(fixturesOf(), folder)), 'application/json') }
    }
    default:
      throw bad(`The report type ${order.reportType} is not known.`)
  }
}

let folder = ''
/** Where the published models and examples stand. */
export function useFixtures(path: string): void {
  folder = path
}
const fixturesOf = () => folder
const within = (at: Date, from: Date, to: Date) => at >= from && at < to

function flatFile(market: Market, text: string): Document {
  return market.country === 'JP'
    ? gzipped(shiftJis(text), 'text/plain; charset=Shift_JIS')
    : gzipped(Buffer.from(text, 'latin1'), 'text/plain; charset=Cp1252')
}

function visitsReport(market: Market, orders: readonly Order[], order: ReportOrder, now: Date): Finished {
  const options = order.reportOptions ?? {}
  const from = order.dataStartTime?.slice(0, 10) ?? ''
  const to = order.dataEndTime?.slice(0, 10) ?? ''
  if (!['DAY', 'WEEK', 'MONTH'].includes(options.dateGranularity ?? 'DAY')) return { status: 'FATAL', document: null }
  if (Date.parse(from) < now.getTime() - 731 * dayMs) return { status: 'FATAL', document: null }
  const visits = createVisits(market, orders, now)
  const body = {
    reportSpecification: { ...order, dataStartTime: from, dataEndTime: to },
    salesAndTrafficByDate: visits
      .byDate(from, to)
      .map(({ startDate, sales, traffic }) => ({ date: startDate, salesByDate: sales, trafficByDate: traffic })),
    salesAndTrafficByAsin: visits.bySku(from, to).map(({ parentAsin, childAsin, sku, sales, traffic }) => ({
      parentAsin,
      childAsin,
      sku,
      salesByAsin: sales,
      trafficByAsin: traffic,
    })),
  }
  return { status: 'DONE', document: gzipped(JSON.stringify(body), 'application/json') }
}

const schemas = new Map<string, ReturnType<typeof buildClientSchema>>()

/** Answers a query of Data Kiosk by the published schema: rows as lines of JSON; `null`: nothing to tell. */
export function answerQuery(seller: Seller, query: string, now: Date): { readonly rows: string | null } {
  if (query.length > 8_000) throw bad('The query is longer than 8000 characters.')
  const name = /\b(analytics_\w+)/.exec(query)?.[1] ?? ''
  const known = ['analytics_economics_2024_03_15', 'analytics_salesAndTraffic_2024_04_24']
  if (!known.includes(name)) throw bad(`There is no schema ${name}.`)
  const schema =
    schemas.get(name) ??
    buildClientSchema(fixture(folder, `contracts/datakiosk.${name}.introspection.json`) as IntrospectionQuery)
  schemas.set(name, schema)
  const answer = graphqlSync({
    schema,
    source: query,
    rootValue: { [name]: resolvers(seller, now) },
  }) as ExecutionResult
  if (answer.errors?.length) throw bad(answer.errors.map(({ message }) => message).join('; '))
  const root = answer.data?.[name] as Record<string, readonly object[]>
  const rows = Object.values(root).flat()
  return { rows: rows.length === 0 ? null : `${rows.map(row => JSON.stringify(row)).join('\n')}\n` }
}

interface KioskRange {
  readonly startDate: string
  readonly endDate: string
  readonly marketplaceIds: readonly string[]
  readonly aggregateBy?: unknown
}

const visitsOfSeller = new WeakMap<Seller, { readonly key: string; readonly visits: ReturnType<typeof createVisits> }>()

function resolvers(seller: Seller, now: Date) {
  const visits = (range: KioskRange) => {
    const market = seller.markets.find(({ id }) => id === range.marketplaceIds[0])
    if (!market || range.marketplaceIds.length !== 1) throw new Error('The marketplace is not yours.')
    if (!/^\d{4}-\d\d-\d\d$/.test(range.startDate) || range.startDate > range.endDate) throw new Error('Bad dates.')
    if (Date.parse(range.startDate) < now.getTime() - 731 * dayMs) throw new Error('startDate is over two years ago.')
    if (range.endDate > dayIn(market.zone, now)) throw new Error('endDate lies in the future.')
    const key = `${market.id} ${Math.floor(now.getTime() / 60_000)} ${seller.orders.length}`
    const known = visitsOfSeller.get(seller)
    if (known?.key === key) return known.visits
    const own = seller.orders.filter(order => order.market.id === market.id)
    const made = createVisits(market, own, now)
    visitsOfSeller.set(seller, { key, visits: made })
    return made
  }
  return {
    salesAndTrafficByDate: (range: KioskRange) => visits(range).byDate(range.startDate, range.endDate),
    salesAndTrafficByAsin: (range: KioskRange) => visits(range).bySku(range.startDate, range.endDate),
    economics: (range: KioskRange) => visits(range).economics(range.startDate, range.endDate),
  }
}

/** Totals by day as `getOrderMetrics` tells them: amounts as numbers, as real answers have them. */
export function orderMetrics(seller: Seller, asked: Readonly<Record<string, string>>, now: Date): object {
  const market = seller.markets.find(({ id }) => id === asked.marketplaceIds)
  if (!market) throw new Refused(403, 'Unauthorized', 'Access to requested resource is denied.')
  const [start = '', end = ''] = (asked.interval ?? '').split('--')
  if (asked.granularity !== 'Hour' && asked.granularity !== 'Total' && !asked.granularityTimeZone) {
    throw bad('granularityTimeZone is required.')
  }
  const orders = seller.orders.filter(
    one =>
      one.market === market &&
      !one.otherChannel &&
      within(one.created, new Date(start), new Date(end)) &&
      one.created <= now,
  )
  const zone = asked.granularityTimeZone ?? 'UTC'
  const days = new Map<string, Order[]>()
  for (const order of orders) {
    const day = asked.granularity === 'Total' ? start : dayIn(zone, order.created)
    days.set(day, [...(days.get(day) ?? []), order])
  }
  const payload = [...days].map(([day, list]) => {
    const items = list.flatMap(one => (one.cancelled ? [] : one.items))
    const sum = items.reduce((total, item) => total + item.price - item.discount, 0)
    const money = (minor: number) => ({ amount: minor / 10 ** market.digits, currencyCode: market.currency })
    const units = items.reduce((total, item) => total + item.quantity, 0)
    return {
      interval:
        asked.granularity === 'Total'
          ? asked.interval
          : `${day}T00:00${offset(zone, day)}--${day}T00:00${offset(zone, day)}`,
      unitCount: units,
      orderItemCount: items.length,
      orderCount: list.filter(one => !one.cancelled).length,
      averageUnitPrice: money(units === 0 ? 0 : Math.round(sum / units)),
      totalSales: money(sum),
    }
  })
  return { payload }
}

function offset(zone: string, day: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    new Date(`${day}T12:00:00Z`),
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? ''
  return name === '' ? '+00:00' : name
}
