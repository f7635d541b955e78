import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import {
  cancelledOrderMeasures,
  refundMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { stockMeasures } from '#src/domain/orders/stock-rows.ts'
import { knowsOrder, recentOrders, sellerOf } from './account.ts'
import { type Context, call } from './api.ts'
import { itemMeasures, pullItems } from './items.ts'
import { Keys } from './keys.ts'
import { pullOrders } from './orders.ts'
import { performanceMeasures, pullPerformance } from './performance.ts'
import { pullReturns, returnMeasures } from './returns.ts'
import { pullStock } from './stock.ts'

/** The day of the orders: the interface tells moments, the console's zone is not documented (judgement: headquarters). */
const timeZone = 'America/Los_Angeles'

/** Walmart's marketplace in the US: orders, money given back, returns with reasons. See the README of this folder. */
export const walmart = defineConnector<Keys>({
  id: 'walmart',
  label: { en: 'Walmart', ja: 'ウォルマート', 'zh-CN': '沃尔玛' },
  platform: 'walmart',
  keys: Keys,
  refreshKey: null,
  auth: ['client-credentials'],
  addresses: () => ({ WALMART_API_URL: 'https://marketplace.walmartapis.com' }),
  versions: [{ api: 'marketplace', pinned: 'v3', sunset: null }],
  // Judgement: numbers per call are not published; refusals say when the next may be made.
  budgets: [
    { id: 'orders', perSecond: 5, burst: 20, per: 'connection' },
    { id: 'returns', perSecond: 5, burst: 20, per: 'connection' },
    { id: 'inventory', perSecond: 2, burst: 10, per: 'connection' },
    { id: 'insights', perSecond: 1, burst: 10, per: 'connection' },
    { id: 'reports', perSecond: 0.5, burst: 10, per: 'connection' },
    // One report of a type an hour (on-request reports).
    { id: 'newReport', perSecond: 0.00028, burst: 4, per: 'connection' },
  ],
  personal: [
    'customerEmailId',
    'customerName',
    'shippingInfo',
    'postalAddress',
    'phone',
    'buyerId',
    'pickupPersons',
    'refundComments',
    'returnCenterAddress',
  ],
  listStores,
  account: { ids: 'keys', knowsOrder, recentOrders },
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
      tells: [
        ...saleMeasures,
        ...refundMeasures,
        ...cancelledOrderMeasures,
        ...shippingTimeMeasures,
        'discount_shop',
        'shipping_income',
        'tax_amount',
      ],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 60,
      weeklyDays: 179, // an order that gave money back late need not say that it changed
      historyDays: 179, // the first day is whole: 180 days back it has begun already
      sliceDays: 15,
      scopes: ['Orders'],
      pull: pullOrders,
    },
    {
      id: 'returns',
      label: { en: 'Returns', ja: '返品', 'zh-CN': '退货' },
      tells: returnMeasures,
      grain: 'ledger',
      everyMinutes: 60,
      dueHours: 2,
      finalAfterDays: 30,
      historyDays: 179,
      sliceDays: 30,
      scopes: ['Returns'],
      pull: pullReturns,
    },
    {
      id: 'items',
      label: { en: 'Item performance', ja: '商品別実績', 'zh-CN': '商品表现' },
      tells: itemMeasures,
      grain: 'sku',
      everyMinutes: 720,
      dueHours: 48,
      finalAfterDays: 14, // commission changes with cancellations and refunds
      historyDays: 45, // judgement: a report of 15 days an hour
      sliceDays: 15,
      scopes: ['Reports'],
      pull: pullItems,
    },
    {
      id: 'stock',
      label: { en: 'Stock', ja: '在庫', 'zh-CN': '库存' },
      tells: stockMeasures,
      grain: 'snapshot',
      everyMinutes: 360,
      dueHours: 12,
      finalAfterDays: 0,
      historyDays: null,
      sliceDays: 1,
      scopes: ['Inventory'],
      pull: pullStock,
    },
    {
      id: 'performance',
      label: { en: 'Seller performance', ja: 'セラーパフォーマンス', 'zh-CN': '卖家表现' },
      tells: performanceMeasures,
      grain: 'snapshot',
      everyMinutes: 720, // counted anew once a day
      dueHours: 24,
      finalAfterDays: 0,
      historyDays: null,
      sliceDays: 1,
      scopes: ['Insights'],
      pull: pullPerformance,
    },
  ],
})

/**
 * The key opens one seller account; asking for a day's orders proves the key. Where Walmart does not tell the account, it
 * goes by the key.
 */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const since = shiftDays(localDay(context.now(), timeZone), -1)
  await call(context, { path: `/v3/orders?createdStartDate=${since}&limit=1`, budget: 'orders', nothing: [404] })
  const unnumbered = context.pseudonym(context.keys.client_id).slice(0, 10)
  const place = { market: 'us', timeZone, currency: 'USD' }
  const seller = await sellerOf(context)
  if (!seller) return [{ externalId: unnumbered, name: `Walmart US ${unnumbered.slice(0, 4)}`, ...place }]
  const name = `Walmart US ${seller.name ?? seller.id}`
  return [{ externalId: seller.id, formerId: unnumbered, accountTold: true, name, ...place }]
}
