import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import { endOfDay } from '#src/domain/days.ts'
import { cancelledOrderMeasures, refundMeasures, saleMeasures } from '#src/domain/orders/measures.ts'
import { knowsOrder, recentOrders, sellerOf } from './account.ts'
import { adMeasures, pullAds } from './ads.ts'
import { type Context, call, read } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { feedbackMeasures, pullFeedback } from './feedback.ts'
import { financeMeasures, pullFinances } from './finances.ts'
import { Keys } from './keys.ts'
import { listingMeasures, pullListings } from './listings.ts'
import { marketplaces, storeOf } from './marketplaces.ts'
import { OrdersPage } from './order-model.ts'
import { pullOrders } from './orders.ts'
import { pullReturns, returnMeasures } from './returns.ts'
import { pullShipments, shipmentMeasures } from './shipments.ts'
import { pullStandards, standardMeasures } from './standards.ts'
import { pullTraffic, trafficMeasures } from './traffic.ts'

/** Daily limits begin anew at midnight of the Pacific. */
const pacific = 'America/Los_Angeles'

/** eBay of one seller: orders with cancellations and refunds, views, costs, advertising. See the README of this folder. */
export const ebay = defineConnector<Keys>({
  id: 'ebay',
  label: { en: 'eBay', ja: 'eBay', 'zh-CN': 'eBay' },
  platform: 'ebay',
  keys: Keys,
  keyTexts,
  consent,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token'],
  addresses: () => ({ EBAY_API_URL: 'https://api.ebay.com', EBAY_FINANCES_URL: 'https://apiz.ebay.com' }),
  versions: [
    { api: 'fulfillment', pinned: 'v1', sunset: null },
    { api: 'analytics', pinned: 'v1', sunset: null },
    { api: 'finances', pinned: 'v1', sunset: null },
    { api: 'key_management', pinned: 'v1', sunset: null },
    { api: 'marketing', pinned: 'v1', sunset: null },
  ],
  // Judgement: getOrders has no published rate; refusals are waited out.
  budgets: [
    { id: 'orders', perSecond: 5, burst: 20, per: 'connection' },
    { id: 'order', perSecond: 10, burst: 50, per: 'connection' },
    // Defaults of an application, by Pacific days (API call limits); all sellers share them.
    { id: 'traffic', perSecond: 1, burst: 10, per: 'application', daily: { calls: 100, timeZone: pacific } },
    { id: 'standards', perSecond: 1, burst: 5, per: 'application', daily: { calls: 100, timeZone: pacific } },
    { id: 'returns', perSecond: 1, burst: 5, per: 'connection' },
    { id: 'feedback', perSecond: 1, burst: 5, per: 'connection' },
    { id: 'finances', perSecond: 5, burst: 10, per: 'application', daily: { calls: 15_000, timeZone: pacific } },
    // 200 calls an hour and user (ad report tasks).
    { id: 'ads', perSecond: 0.055, burst: 60, per: 'connection' },
  ],
  personal: ['buyer', 'fulfillmentStartInstructions', 'shipTo', 'buyerCheckoutNotes', 'username', 'taxIdentifier'],
  expiries: async ({ keys }): Promise<Readonly<Record<string, Date>>> =>
    keys.refresh_token_ends_on ? { refresh_token: endOfDay(keys.refresh_token_ends_on, 'UTC') } : {},
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
        'discount_shop',
        'shipping_income',
        'tax_amount',
        'platform_fees',
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
    {
      id: 'traffic',
      label: { en: 'Views', ja: '閲覧数', 'zh-CN': '浏览量' },
      tells: trafficMeasures,
      grain: 'store',
      everyMinutes: 720, // of a hundred calls a day of all sellers
      dueHours: 48,
      finalAfterDays: 5,
      historyDays: 729,
      sliceDays: 90,
      scopes: ['sell.analytics.readonly'],
      pull: pullTraffic,
    },
    {
      id: 'listings',
      label: { en: 'Views by listing', ja: '商品別閲覧数', 'zh-CN': '商品浏览量' },
      tells: listingMeasures,
      grain: 'sku',
      skusOnly: true,
      everyMinutes: 1_440, // of a hundred calls a day of all sellers
      dueHours: 48,
      finalAfterDays: 1,
      historyDays: 7, // judgement: each day is a call
      sliceDays: 2,
      scopes: ['sell.analytics.readonly'],
      pull: pullListings,
    },
    {
      id: 'returns',
      label: { en: 'Returns', ja: '返品', 'zh-CN': '退货' },
      tells: returnMeasures,
      grain: 'ledger',
      everyMinutes: 120,
      dueHours: 3,
      finalAfterDays: 30,
      historyDays: 540, // judgement: older ones are archived
      sliceDays: 30,
      scopes: ['api_scope'],
      pull: pullReturns,
    },
    {
      id: 'shipments',
      label: { en: 'Shipments', ja: '出荷', 'zh-CN': '发货' },
      tells: shipmentMeasures,
      grain: 'ledger',
      everyMinutes: 60,
      dueHours: 2,
      finalAfterDays: 14,
      historyDays: 30, // judgement: a call for each order
      sliceDays: 5,
      scopes: ['sell.fulfillment.readonly'],
      pull: pullShipments,
    },
    {
      id: 'finances',
      label: { en: 'Labels and charges', ja: '送料ラベル・諸費用', 'zh-CN': '面单与其他费用' },
      tells: financeMeasures,
      grain: 'store',
      everyMinutes: 360,
      dueHours: 48,
      finalAfterDays: 14,
      historyDays: 729,
      sliceDays: 30,
      scopes: ['sell.finances'],
      pull: pullFinances,
    },
    {
      id: 'ads',
      label: { en: 'Promoted listings', ja: 'プロモーテッドリスティング', 'zh-CN': '促销刊登广告' },
      tells: adMeasures,
      grain: 'store',
      everyMinutes: 720,
      dueHours: 48,
      finalAfterDays: 4, // figures are reconciled for 72 hours
      historyDays: 90, // judgement: two reports for each month
      sliceDays: 30,
      scopes: ['sell.marketing.readonly', 'sell.marketing'],
      pull: pullAds,
    },
    {
      id: 'standards',
      label: { en: 'Seller standards', ja: 'セラースタンダード', 'zh-CN': '卖家标准' },
      tells: standardMeasures,
      grain: 'snapshot',
      everyMinutes: 720, // of a hundred calls a day of all sellers
      dueHours: 24,
      finalAfterDays: 0,
      historyDays: null,
      sliceDays: 1,
      scopes: ['sell.analytics.readonly'],
      pull: pullStandards,
    },
    {
      id: 'feedback',
      label: { en: 'Feedback', ja: 'フィードバック', 'zh-CN': '买家反馈' },
      tells: feedbackMeasures,
      grain: 'snapshot',
      everyMinutes: 720,
      dueHours: 24,
      finalAfterDays: 0,
      historyDays: null,
      sliceDays: 1,
      scopes: ['commerce.feedback.readonly'],
      pull: pullFeedback,
    },
  ],
})

/** The marketplaces that the keys name, else those of recent orders; the answer proves the grant. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const answer = await call(context, { path: '/sell/fulfillment/v1/order?limit=200&offset=0', budget: 'orders' })
  const orders = answer ? (read(OrdersPage, answer.exactJson()).orders ?? []) : []
  const seller =
    orders.find(({ sellerId }) => sellerId)?.sellerId ?? (orders.length === 0 ? await sellerOf(context) : null)
  const { client_id, refresh_token } = context.keys
  const unnamed = context.pseudonym(`${client_id}/${refresh_token}`).slice(0, 10)
  const account = seller === null ? unnamed : context.pseudonym(seller).slice(0, 10)
  const listed = orders.flatMap(order => order.lineItems.map(line => storeOf(line.listingMarketplaceId ?? 'EBAY_US')))
  const known = [...new Set(listed)].filter(id => id in marketplaces).sort()
  const ids = context.keys.marketplaces ?? (known.length > 0 ? known : ['EBAY_US'])
  return ids.flatMap(id => {
    const place = marketplaces[id]
    if (!place) return []
    const { name, market, timeZone, currency } = place
    const title = `eBay ${name} (${seller ?? account.slice(0, 4)})`
    const extra = { marketplace: id, ...(seller !== null && { seller }) }
    const former = seller !== null && { formerId: `${id}/${unnamed}`, accountTold: true as const }
    return [{ externalId: `${id}/${account}`, ...former, name: title, market, timeZone, currency, extra }]
  })
}
