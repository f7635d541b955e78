import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import { endOfDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'
import { Keys } from './keys.ts'
import { marketplaces, storeOf } from './marketplaces.ts'
import { OrdersPage } from './order-model.ts'
import { pullOrders } from './orders.ts'

/** eBay of one seller: orders with cancellations and refunds. See the README of this folder. */
export const ebay = defineConnector<Keys>({
  id: 'ebay',
  label: { en: 'eBay', ja: 'eBay', 'zh-CN': 'eBay' },
  platform: 'ebay',
  keys: Keys,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token'],
  addresses: () => ({ EBAY_API_URL: 'https://api.ebay.com', EBAY_FINANCES_URL: 'https://apiz.ebay.com' }),
  versions: [{ api: 'fulfillment', pinned: 'v1', sunset: null }],
  // Judgement: getOrders has no published rate; refusals are waited out.
  budgets: [
    { id: 'orders', perSecond: 5, burst: 20, per: 'connection' },
    { id: 'order', perSecond: 5, burst: 20, per: 'connection' },
  ],
  personal: ['buyer', 'fulfillmentStartInstructions', 'shipTo', 'buyerCheckoutNotes', 'username', 'taxIdentifier'],
  expiries: async ({ keys }): Promise<Readonly<Record<string, Date>>> =>
    keys.refresh_token_ends_on ? { refresh_token: endOfDay(keys.refresh_token_ends_on, 'UTC') } : {},
  listStores,
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
      tells: [
        'gross_sales',
        'cancelled_sales',
        'net_sales',
        'orders',
        'order_lines',
        'units',
        'discount_shop',
        'shipping_income',
        'tax_amount',
        'platform_fees',
        'refunds_amount',
        'refunds_count',
        'orders_cancelled_buyer',
        'orders_cancelled_shop',
        'orders_cancelled_platform',
        'orders_cancelled_stockout',
      ],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 60,
      historyDays: 729, // two years at most, and the first day whole
      sliceDays: 30,
      scopes: ['sell.fulfillment.readonly'],
      pull: pullOrders,
    },
  ],
})

/** The marketplaces that the keys name, else those of recent orders; the answer proves the grant. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const answer = await call(context, { path: '/sell/fulfillment/v1/order?limit=200&offset=0', budget: 'orders' })
  const orders = answer ? (read(OrdersPage, answer.exactJson()).orders ?? []) : []
  const seller = orders.find(({ sellerId }) => sellerId)?.sellerId ?? null
  const { client_id, refresh_token } = context.keys
  const account = context.pseudonym(seller ?? `${client_id}/${refresh_token}`).slice(0, 10)
  const listed = orders.flatMap(order => order.lineItems.map(line => storeOf(line.listingMarketplaceId ?? 'EBAY_US')))
  const known = [...new Set(listed)].filter(id => id in marketplaces).sort()
  const ids = context.keys.marketplaces ?? (known.length > 0 ? known : ['EBAY_US'])
  return ids.flatMap(id => {
    const place = marketplaces[id]
    if (!place) return []
    const { name, market, timeZone, currency } = place
    const title = `eBay ${name} (${seller ?? account.slice(0, 4)})`
    return [{ externalId: `${id}/${account}`, name: title, market, timeZone, currency, extra: { marketplace: id } }]
  })
}
