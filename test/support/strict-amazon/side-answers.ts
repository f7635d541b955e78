import { Refused, type Seller } from './operations.ts'

const domains = { US: 'www.amazon.com', CA: 'www.amazon.ca', JP: 'www.amazon.co.jp' } as const

/** Answers of the interfaces beside orders and reports. */
export function sideAnswers(now: () => Date) {
  return {
    participations: (seller: Seller) => ({
      payload: seller.markets.map(market => ({
        marketplace: {
          id: market.id,
          countryCode: market.country,
          name: market.channel,
          defaultCurrencyCode: market.currency,
          defaultLanguageCode: market.country === 'JP' ? 'ja_JP' : 'en_US',
          domainName: domains[market.country],
        },
        storeName: `${seller.name} ${market.country}`,
        participation: { isParticipating: market.country !== 'CA', hasSuspendedListings: false },
      })),
    }),
    stock: (seller: Seller, asked: Readonly<Record<string, string>>) => {
      if (asked.granularityId !== asked.marketplaceIds) throw new Refused(400, 'InvalidInput', 'granularityId differs.')
      const skus = [...new Set(seller.orders.flatMap(order => order.items.map(item => item.sku)))].sort()
      const at = Number(asked.nextToken ?? 0)
      const page = skus.slice(at, at + 2)
      return {
        payload: {
          granularity: { granularityType: 'Marketplace', granularityId: asked.granularityId },
          inventorySummaries: page.map((sku, n) => ({
            asin: `B0S${n}`,
            fnSku: 'X000MADE',
            sellerSku: sku,
            condition: 'NewItem',
            productName: 'Made',
            totalQuantity: 12 + at + n,
            lastUpdatedTime: now().toISOString(),
            ...(asked.details === 'true' && {
              inventoryDetails: {
                fulfillableQuantity: 10 + at + n,
                inboundWorkingQuantity: 0,
                inboundShippedQuantity: 2,
                inboundReceivingQuantity: 0,
                reservedQuantity: { totalReservedQuantity: 0 },
              },
            }),
          })),
        },
        ...(at + 2 < skus.length && { pagination: { nextToken: String(at + 2) } }),
      }
    },
    transactions: (seller: Seller, asked: Readonly<Record<string, string>>) => {
      const from = new Date(asked.postedAfter ?? '')
      const to = new Date(asked.postedBefore ?? now().getTime() - 120_000)
      if (Number.isNaN(from.getTime())) throw new Refused(400, 'InvalidInput', 'postedAfter is required.')
      if (to.getTime() > now().getTime() - 120_000) throw new Refused(400, 'InvalidInput', 'postedBefore is too late.')
      if (to.getTime() - from.getTime() > 180 * 86_400_000) return { payload: { transactions: [] } }
      const refunds = seller.orders
        .filter(order => order.market.id === (asked.marketplaceId ?? order.market.id))
        .flatMap(order => order.refunds.map(refund => ({ order, refund })))
        .filter(({ refund }) => refund.at >= from && refund.at <= to && refund.at <= now())
      const page = Number(asked.nextToken ?? 0)
      if (page === 0 && refunds.length > 0) return { payload: { nextToken: '1', transactions: [] } }
      return { payload: { transactions: refunds.map(({ order, refund }) => refundOf(order, refund)) } }
    },
    topics: (_asked: Readonly<Record<string, string>>): object => {
      throw new Refused(403, 'Unauthorized', 'Access to requested resource is denied.')
    },
  }
}

function refundOf(order: Seller['orders'][number], refund: Seller['orders'][number]['refunds'][number]): object {
  const amount = { currencyAmount: -refund.amount / 10 ** order.market.digits, currencyCode: order.market.currency }
  const item = order.items.find(one => one.itemId === refund.itemId)
  const sales = { breakdownType: 'ProductCharges', breakdownAmount: amount, breakdowns: [] }
  return {
    sellingPartnerMetadata: {
      sellingPartnerId: 'AMADE',
      accountType: 'Standard Orders',
      marketplaceId: order.market.id,
    },
    relatedIdentifiers: [
      { relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: order.id },
      { relatedIdentifierName: 'REFUND_ID', relatedIdentifierValue: `R-${refund.itemId}` },
    ],
    transactionType: 'Refund',
    transactionId: `T-${refund.itemId}`,
    transactionStatus: 'RELEASED',
    description: 'Refund Order',
    postedDate: refund.at.toISOString(),
    totalAmount: amount,
    marketplaceDetails: { marketplaceId: order.market.id, marketplaceName: order.market.channel },
    items: [
      {
        description: 'Made',
        totalAmount: amount,
        breakdowns: [{ breakdownType: 'Sales', breakdownAmount: amount, breakdowns: [sales] }],
        contexts: [
          {
            contextType: 'ProductContext',
            asin: item?.asin,
            sku: item?.sku,
            quantityShipped: refund.quantity,
            fulfillmentNetwork: 'AFN',
          },
        ],
      },
    ],
    breakdowns: [{ breakdownType: 'Sales', breakdownAmount: amount, breakdowns: [sales] }],
  }
}
