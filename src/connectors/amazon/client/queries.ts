import type { Day } from '#src/domain/period/index.ts'

/** Which marketplace and which days, both included. */
export interface QueryRange {
  readonly marketplace: string
  readonly from: Day
  readonly to: Day
}

/** Arguments that all queries share. Marketplace ids and days hold no quotes. */
function range({ marketplace, from, to }: QueryRange): string {
  return `startDate: "${from}" endDate: "${to}" marketplaceIds: ["${marketplace}"]`
}

/** Visits of the store, day by day. Schema of 24 April 2024. */
export function visitsByDay(asked: QueryRange): string {
  return `query { analytics_salesAndTraffic_2024_04_24 { salesAndTrafficByDate(${range(asked)} aggregateBy: DAY) {
    startDate endDate marketplaceId
    sales { unitsOrdered unitsRefunded }
    traffic { sessions pageViews buyBoxPercentage feedbackReceived negativeFeedbackReceived }
  } } }`
}

/** Visits of every SKU over the whole range: asked for one day at a time. */
export function visitsBySku(asked: QueryRange): string {
  return `query { analytics_salesAndTraffic_2024_04_24 { salesAndTrafficByAsin(${range(asked)} aggregateBy: SKU) {
    startDate endDate marketplaceId sku childAsin parentAsin
    sales { unitsOrdered unitsRefunded }
    traffic { sessions pageViews buyBoxPercentage }
  } } }`
}

/** Fees, costs and refunds of every SKU and day. Schema of 15 March 2024. */
export function economicsByDay(asked: QueryRange): string {
  return `query { analytics_economics_2024_03_15 { economics(${range(asked)}
    aggregateBy: { date: DAY, productId: MSKU }) {
    startDate endDate marketplaceId msku
    sales { orderedProductSales { amount currencyCode } refundedProductSales { amount currencyCode }
      netUnitsSold unitsOrdered unitsRefunded }
    fees { feeTypeName charges { aggregatedDetail { totalAmount { amount currencyCode } } } }
    cost { costOfGoodsSold { amount currencyCode } }
  } } }`
}
