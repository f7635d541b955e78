import { orderDocument } from './orders-told.ts'
import { dayAt, daysFromTo, type Seller, visitsOf } from './seller.ts'

/** A report as it was asked for. */
export interface AskedReport {
  readonly reportType: string
  readonly dataStartTime?: string
  readonly dataEndTime?: string
}

/** A document of a report with the type of its content; `null`: there is nothing to tell, and Amazon cancels it. */
export function documentOf(report: AskedReport, seller: Seller, now: Date): { type: string; text: string } | null {
  const table = (rows: readonly (readonly (string | number)[])[]) => ({
    type: 'text/tab-separated-values; charset=UTF-8',
    text: `${rows.map(row => row.join('\t')).join('\r\n')}\r\n`,
  })
  switch (report.reportType) {
    case 'GET_SALES_AND_TRAFFIC_REPORT':
      return { type: 'application/json', text: trafficDocument(report, seller, now) }
    case 'GET_V2_SELLER_PERFORMANCE_REPORT':
      return { type: 'application/json', text: JSON.stringify(health) }
    case 'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA': {
      const rows = seller.returns.filter(one => within(one.at, report))
      if (rows.length === 0) return null
      const head = ['return-date', 'order-id', 'sku', 'asin', 'quantity', 'reason', 'status', 'customer-comments']
      return table([
        head,
        ...rows.map(({ at, sku, units, reason }) => [at, '1', sku, 'B0', units, reason, 'ok', 'Canary words']),
      ])
    }
    case 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE':
      return null
    case 'GET_SELLER_FEEDBACK_DATA': {
      const date = dayAt(new Date(now.getTime() - 5 * 86_400_000), seller.timeZone)
      const [year = '', month, day] = date.split('-').map(part => String(Number(part)))
      return table([
        ['Date', 'Rating', 'Comments', 'Order ID'],
        [`${month}/${day}/${year.slice(2)}`, 2, 'Canary words', '111'],
      ])
    }
    default: {
      const { dataStartTime = '', dataEndTime = '' } = report
      return { ...table([]), text: orderDocument(seller.orders, dataStartTime, dataEndTime) }
    }
  }
}

function within(at: string, { dataStartTime = '', dataEndTime = '' }: AskedReport): boolean {
  return Date.parse(at) >= Date.parse(dataStartTime) && Date.parse(at) < Date.parse(dataEndTime)
}

const health = {
  accountStatuses: [{ marketplaceId: 'ATVPDKIKX0DER', status: 'NORMAL' }],
  performanceMetrics: [
    {
      marketplaceId: 'ATVPDKIKX0DER',
      lateShipmentRate: { orderCount: 200, lateShipmentCount: 9, rate: 0.045, status: 'BAD' },
      validTrackingRate: { shipmentCount: 100, validTrackingCount: 97, rate: 0.97, status: 'GOOD' },
      orderDefectRate: { mfn: null, afn: { orderCount: 1_000, rate: 0.004, status: 'GOOD' } },
      listingPolicyViolations: { defectsCount: 1, status: 'BAD' },
    },
  ],
}

/** Visits of each day that is over; none are counted yet of the last two. */
function trafficDocument({ dataStartTime = '', dataEndTime = '' }: AskedReport, seller: Seller, now: Date): string {
  const counted = dayAt(new Date(now.getTime() - 3 * 86_400_000), seller.timeZone)
  const days = daysFromTo(dataStartTime.slice(0, 10), dataEndTime.slice(0, 10))
  return JSON.stringify({
    salesAndTrafficByDate: days.map(date => {
      const trafficByDate = date <= counted ? visitsOf(date) : { sessions: 0, pageViews: 0, buyBoxPercentage: 0 }
      return { date, salesByDate: { unitsOrdered: 3, unitsRefunded: 0 }, trafficByDate }
    }),
    salesAndTrafficByAsin: [],
  })
}
