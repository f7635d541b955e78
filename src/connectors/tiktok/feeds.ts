import type { Feed } from '#src/contracts/connector.ts'
import {
  cancelledOrderMeasures,
  refundMeasures,
  returnedGoodsMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { stockMeasures } from '#src/domain/orders/stock-rows.ts'
import { adMeasures, pullAds } from './ads.ts'
import { affiliateMeasures, pullAffiliate } from './content/affiliate.ts'
import { creatorMeasures, pullCreators } from './content/creators.ts'
import { pullLive } from './content/live.ts'
import { feeMeasures } from './fee-sums.ts'
import { pullFees } from './fees.ts'
import { keptDays } from './kept-days.ts'
import type { Keys } from './keys.ts'
import { pullOrders } from './orders.ts'
import { productMeasures, pullProducts } from './products.ts'
import { pullReturns } from './returns.ts'
import { pullStock } from './stock.ts'
import { pullTraffic, trafficMeasures } from './traffic.ts'

/** Everything that a shop on TikTok Shop can tell. */
export const feeds: readonly Feed<Keys>[] = [
  {
    id: 'orders',
    label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
    tells: [
      ...saleMeasures,
      ...cancelledOrderMeasures,
      ...shippingTimeMeasures,
      'discount_shop',
      'discount_platform',
      'shipping_income',
      'tax_amount',
    ],
    grain: 'ledger',
    everyMinutes: 15,
    dueHours: 1,
    finalAfterDays: 35,
    historyDays: null,
    sliceDays: 30,
    scopes: ['seller.order.info'],
    pull: pullOrders,
  },
  {
    id: 'returns',
    label: { en: 'Returns and refunds', ja: '返品・返金', 'zh-CN': '退货退款' },
    tells: [...refundMeasures, ...returnedGoodsMeasures],
    grain: 'ledger',
    everyMinutes: 60,
    dueHours: 2,
    finalAfterDays: 35,
    historyDays: null,
    sliceDays: 30,
    scopes: ['seller.return_refund.basic'],
    pull: pullReturns,
  },
  {
    id: 'traffic',
    label: { en: 'Visits', ja: 'アクセス', 'zh-CN': '流量' },
    tells: trafficMeasures,
    grain: 'store',
    everyMinutes: 360,
    dueHours: 36,
    finalAfterDays: 7,
    historyDays: 365,
    sliceDays: 30,
    scopes: ['data.shop_analytics.public.read'],
    pull: keptDays(pullTraffic),
  },
  {
    id: 'live',
    label: { en: 'LIVE', ja: 'LIVE配信', 'zh-CN': '直播' },
    tells: ['live_minutes'],
    grain: 'store',
    everyMinutes: 360,
    dueHours: 36,
    finalAfterDays: 7,
    historyDays: 175,
    sliceDays: 30,
    scopes: ['data.shop_analytics.public.read'],
    pull: keptDays(pullLive),
  },
  {
    id: 'products',
    label: { en: 'Visits by product', ja: '商品別アクセス', 'zh-CN': '商品流量' },
    tells: productMeasures,
    grain: 'sku',
    skusOnly: true,
    everyMinutes: 720, // a call for each product
    dueHours: 36,
    finalAfterDays: 3,
    historyDays: 90, // judgement: each product and window is a call
    sliceDays: 10,
    scopes: ['data.shop_analytics.public.read', 'seller.product.basic'],
    pull: keptDays(pullProducts),
  },
  {
    id: 'creators',
    label: { en: 'Creators', ja: 'クリエイター', 'zh-CN': '达人' },
    tells: creatorMeasures,
    grain: 'store',
    everyMinutes: 360,
    dueHours: 36,
    finalAfterDays: 7,
    historyDays: 175,
    sliceDays: 30,
    scopes: ['data.shop_analytics.public.read'],
    pull: keptDays(pullCreators),
  },
  {
    id: 'affiliate',
    label: { en: 'Affiliate orders', ja: 'アフィリエイト注文', 'zh-CN': '达人带货订单' },
    tells: affiliateMeasures,
    grain: 'store',
    everyMinutes: 360,
    dueHours: 12,
    finalAfterDays: 35,
    historyDays: 365,
    sliceDays: 10, // judgement: its orders are held until the last page
    scopes: ['seller.affiliate_collaboration.read'],
    pull: pullAffiliate,
  },
  {
    id: 'fees',
    label: { en: 'Fees', ja: '手数料', 'zh-CN': '费用' },
    tells: feeMeasures,
    grain: 'store',
    booked: true,
    everyMinutes: 720,
    dueHours: 36,
    finalAfterDays: 7,
    historyDays: 730,
    sliceDays: 30,
    scopes: ['seller.finance.info'],
    pull: pullFees,
  },
  {
    id: 'stock',
    label: { en: 'Stock', ja: '在庫', 'zh-CN': '库存' },
    tells: stockMeasures,
    grain: 'snapshot',
    everyMinutes: 360,
    dueHours: 12,
    finalAfterDays: 0,
    historyDays: 0,
    sliceDays: 1,
    scopes: ['seller.product.basic'],
    pull: pullStock,
  },
  {
    id: 'ads',
    label: { en: 'Advertising', ja: '広告', 'zh-CN': '广告' },
    tells: adMeasures,
    grain: 'store',
    everyMinutes: 360,
    dueHours: 36,
    finalAfterDays: 28,
    historyDays: 365,
    sliceDays: 30,
    scopes: ['Reporting'],
    pull: pullAds,
  },
]
