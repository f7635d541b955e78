import { defineConnector } from '#src/contracts/connector.ts'
import { inquiryMeasures } from '#src/domain/orders/inquiry-counts.ts'
import {
  cancelledOrderMeasures,
  promiseMeasures,
  refundMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { stockMeasures } from '#src/domain/orders/stock-rows.ts'
import { pullInquiries } from './inquiries.ts'
import { keyTexts } from './key-texts.ts'
import { Keys } from './keys.ts'
import { pullOrders } from './orders.ts'
import { pullReviews, reviewMeasures } from './reviews.ts'
import { expiries, knowsOrder, listStores, recentOrders } from './shop.ts'
import { pullStock } from './stock.ts'

/** Rakuten Ichiba by RMS WEB SERVICE: orders, inquiries, stock and reviews of one shop. See the README of this folder. */
export const rakuten = defineConnector<Keys>({
  id: 'rakuten',
  label: { en: 'Rakuten Ichiba', ja: '楽天市場', 'zh-CN': '乐天市场' },
  platform: 'rakuten',
  keys: Keys,
  keyTexts,
  refreshKey: null,
  auth: ['static-key'],
  addresses: () => ({ RAKUTEN_API_URL: 'https://api.rms.rakuten.co.jp' }),
  versions: [
    { api: 'order', pinned: '2.0, getOrder 10', sunset: null },
    { api: 'inquirymng-api', pinned: '1.0', sunset: null },
    { api: 'items', pinned: '2.0', sunset: null },
    { api: 'inventories', pinned: '2.0', sunset: null },
    { api: 'license-management', pinned: '1.0', sunset: null },
  ],
  // The order API states no rate; others state 1 or 5 calls a second (judgement: the lower one everywhere).
  budgets: [
    { id: 'order', perSecond: 1, burst: 1, per: 'connection' },
    { id: 'inquiry', perSecond: 1, burst: 1, per: 'connection' },
    { id: 'item', perSecond: 1, burst: 1, per: 'connection' },
    { id: 'inventory', perSecond: 1, burst: 1, per: 'connection' },
    { id: 'licence', perSecond: 1, burst: 1, per: 'connection' },
  ],
  personal: [
    'OrdererModel',
    'SenderModel',
    'SettlementModel',
    'DeliveryCvsModel',
    'remarks',
    'memo',
    'noshi',
    'selectedChoice',
    'dropOffLocation',
    'shippingNumber',
    'mailPlugSentence',
    'userName',
    'message',
    'attachments',
  ],
  expiries,
  account: { ids: 'keys', knowsOrder, recentOrders },
  listStores,
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '受注', 'zh-CN': '订单' },
      tells: [
        ...saleMeasures,
        ...refundMeasures,
        ...cancelledOrderMeasures,
        ...shippingTimeMeasures,
        'discount_shop',
        'discount_platform',
        'shipping_income',
        'tax_amount',
      ],
      tellsWhereKnown: [...promiseMeasures, 'point_cost'],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 60,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['rpay.order.searchOrder', 'rpay.order.getOrder'],
      pull: pullOrders,
    },
    {
      id: 'service',
      label: { en: 'Inquiries', ja: '問い合わせ', 'zh-CN': '咨询' },
      tells: inquiryMeasures,
      grain: 'store',
      everyMinutes: 60,
      dueHours: 48,
      finalAfterDays: 31,
      historyDays: 365,
      sliceDays: 30,
      scopes: ['inquirymng.inquiries.get'],
      pull: pullInquiries,
    },
    {
      id: 'stock',
      label: { en: 'Stock', ja: '在庫', 'zh-CN': '库存' },
      tells: stockMeasures,
      grain: 'snapshot',
      everyMinutes: 720,
      dueHours: 24,
      finalAfterDays: 0,
      historyDays: 0,
      sliceDays: 1,
      scopes: ['itemapi2.items.search', 'inventoryapi.inventories.bulk-get'],
      pull: pullStock,
    },
    {
      id: 'reviews',
      label: { en: 'Reviews of items', ja: '商品レビュー', 'zh-CN': '商品评价' },
      tells: reviewMeasures,
      grain: 'snapshot',
      everyMinutes: 720,
      dueHours: 48,
      finalAfterDays: 0,
      historyDays: 0,
      sliceDays: 1,
      scopes: ['itemapi2.items.search'],
      pull: pullReviews,
    },
  ],
})
