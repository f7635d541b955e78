import { dayIn, type Market, type Order, seeded } from './shop.ts'
import { refundsOf, truthOf } from './truth.ts'

/** Sessions and page views of a SKU (`''`: store) and day, the same every time; the newest two days are not counted yet. */
export function visitsOf(day: string, sku: string, today: string): { sessions: number; views: number; box: number } {
  const age = (Date.parse(today) - Date.parse(day)) / 86_400_000
  if (age < 2) return { sessions: 0, views: 0, box: 0 }
  const random = seeded([...`${day}${sku}`].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7))
  const sessions = (sku === '' ? 400 : 40) + random(100)
  return { sessions, views: sessions + random(200), box: 50 + random(50) }
}

/** Each day between two, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

const percent = (part: number, of: number) => (of === 0 ? 0 : Math.round((part / of) * 10_000) / 100)

/** What the sales and traffic schemas tell of a market. */
export function createVisits(market: Market, orders: readonly Order[], now: Date) {
  const truth = truthOf(orders, now)
  const refunds = refundsOf(orders, now)
  const today = dayIn(market.zone, now)
  const amount = (minor: number) => ({ amount: minor / 10 ** market.digits, currencyCode: market.currency })
  const skus = [...new Set([...truth.keys()].map(key => key.slice(11)).filter(sku => sku !== ''))]
  const sales = (day: string, sku: string) => {
    const told = truth.get(`${day} ${sku}`)
    const units = told?.units ?? 0
    return {
      orderedProductSales: amount(told?.net_sales ?? 0),
      unitsOrdered: units,
      totalOrderItems: told?.order_lines ?? 0,
      averageSalesPerOrderItem: amount(0),
      averageUnitsPerOrderItem: 1,
      averageSellingPrice: amount(0),
      unitsRefunded: refunds.has(`${day} ${sku}`) ? 1 : 0,
      refundRate: 0,
      claimsGranted: 0,
      claimsAmount: amount(0),
      shippedProductSales: amount(told?.net_sales ?? 0),
      unitsShipped: units,
      ordersShipped: told?.orders ?? 0,
    }
  }
  const traffic = (day: string, sku: string) => {
    const { sessions, views, box } = visitsOf(day, sku, today)
    const app = Math.floor(sessions / 3)
    const appViews = Math.floor(views / 3)
    return {
      browserPageViews: views - appViews,
      mobileAppPageViews: appViews,
      pageViews: views,
      browserSessions: sessions - app,
      mobileAppSessions: app,
      sessions,
      buyBoxPercentage: box,
      unitSessionPercentage: percent(truth.get(`${day} ${sku}`)?.units ?? 0, sessions),
      browserPageViewsPercentage: 1,
      browserSessionPercentage: 1,
      mobileAppPageViewsPercentage: 1,
      mobileAppSessionPercentage: 1,
      pageViewsPercentage: 1,
      sessionPercentage: 1,
    }
  }
  const store = { averageOfferCount: 9, averageParentItems: 9, orderItemSessionPercentage: 0 }
  const feedback = { feedbackReceived: 1, negativeFeedbackReceived: 0, receivedNegativeFeedbackRate: 0 }
  return {
    byDate: (from: string, to: string) =>
      daysBetween(from, to)
        .filter(day => day < today)
        .map(day => ({
          startDate: day,
          endDate: day,
          marketplaceId: market.id,
          sales: sales(day, ''),
          traffic: { ...traffic(day, ''), ...store, ...feedback },
        })),
    bySku: (from: string, to: string) =>
      from !== to || from >= today
        ? []
        : skus.map((sku, at) => ({
            startDate: from,
            endDate: to,
            marketplaceId: market.id,
            parentAsin: `B0STRICT${at}P`,
            childAsin: `B0STRICT${at}C`,
            sku,
            sales: sales(from, sku),
            traffic: traffic(from, sku),
          })),
    economics: (from: string, to: string) =>
      daysBetween(from, to)
        .filter(day => day < today)
        .flatMap(day => skus.map(sku => economics(day, sku))),
  }

  function economics(day: string, sku: string) {
    const told = truth.get(`${day} ${sku}`)
    const back = refunds.get(`${day} ${sku}`) ?? 0
    const net = told?.net_sales ?? 0
    const fee = Math.round(net * 0.15)
    const detail = (minor: number, promotion = 0, tax = 0) => ({
      amount: amount(minor),
      promotionAmount: amount(promotion),
      taxAmount: amount(tax),
      totalAmount: amount(minor - promotion + tax),
      quantity: told?.units ?? 0,
    })
    const charge = (minor: number) => [{ identifier: 'MADE', aggregatedDetail: detail(minor) }]
    return {
      startDate: day,
      endDate: day,
      marketplaceId: market.id,
      msku: sku,
      fnsku: 'X000MADE',
      childAsin: 'B0C',
      parentAsin: 'B0P',
      sales: {
        orderedProductSales: amount(net),
        refundedProductSales: amount(back),
        netProductSales: amount(net - back),
        unitsOrdered: told?.units ?? 0,
        unitsRefunded: back ? 1 : 0,
        netUnitsSold: (told?.units ?? 0) - (back ? 1 : 0),
        averageSellingPrice: null,
      },
      fees: fee === 0 ? [] : [{ feeTypeName: 'REFERRAL_FEES', charges: charge(fee) }],
      ads: [],
      cost: null,
      netProceeds: { total: amount(net - back - fee), perUnit: null },
    }
  }
}
