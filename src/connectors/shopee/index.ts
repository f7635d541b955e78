import { z } from 'zod'
import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import {
  cancelledOrderMeasures,
  promiseMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { stockMeasures } from '#src/domain/orders/stock-rows.ts'
import { adMeasures, pullAds } from './ads.ts'
import { type Context, call, read } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { Missing } from './faults.ts'
import { feeMeasures, pullFees } from './fees.ts'
import { healthMeasures, pullHealth } from './health.ts'
import { Keys } from './keys.ts'
import { markets } from './markets.ts'
import { Seconds, Text } from './model.ts'
import { pullOrders } from './orders.ts'
import { regionOfOrders } from './region.ts'
import { pullReturns, returnMeasures } from './returns.ts'
import { pullReviews, reviewMeasures } from './reviews.ts'
import { pullStock } from './stock.ts'

/** Shopee by Open Platform v2: one shop. See the README of this folder. */
export const shopee = defineConnector<Keys>({
  id: 'shopee',
  label: { en: 'Shopee', ja: 'Shopee', 'zh-CN': 'Shopee 虾皮' },
  platform: 'shopee',
  keys: Keys,
  keyTexts,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token', 'signed-requests'],
  addresses: () => ({ SHOPEE_API_URL: 'https://partner.shopeemobile.com' }),
  versions: [{ api: 'open platform', pinned: 'v2', sunset: null }],
  // Judgement: no rates are stated; they are said to count by operation and shop.
  budgets: [
    { id: 'shop', perSecond: 2, burst: 5, per: 'connection' },
    { id: 'list', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'detail', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'escrow', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'items', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'returns', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'reviews', perSecond: 2, burst: 5, per: 'connection' },
    { id: 'ads', perSecond: 1, burst: 1, per: 'connection' },
  ],
  personal: [
    'recipient_address',
    'buyer_username',
    'buyer_user_name',
    'buyer_user_id',
    'buyer_cpf_id',
    'message_to_seller',
    'note',
    'dropshipper',
    'dropshipper_phone',
    'user',
    'text_reason',
    'dispute_text_reason',
    'comment',
    'reply',
    'invoice_data',
    'image',
    'images',
  ],
  expiries,
  listStores,
  consent,
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
      tells: [...saleMeasures, ...cancelledOrderMeasures, ...shippingTimeMeasures, 'discount_shop'],
      tellsWhereKnown: promiseMeasures,
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 35,
      historyDays: null,
      sliceDays: 15,
      scopes: ['Order', 'Payment'],
      pull: pullOrders,
    },
    {
      id: 'returns',
      label: { en: 'Returns', ja: '返品・返金', 'zh-CN': '退货退款' },
      tells: returnMeasures,
      grain: 'ledger',
      everyMinutes: 60,
      dueHours: 2,
      finalAfterDays: 45,
      historyDays: null,
      sliceDays: 15,
      scopes: ['Returns'],
      pull: pullReturns,
    },
    {
      id: 'fees',
      label: { en: 'Fees of paid-out orders', ja: '精算済み注文の手数料', 'zh-CN': '已结算订单费用' },
      tells: feeMeasures,
      grain: 'ledger',
      booked: true,
      everyMinutes: 360,
      dueHours: 24,
      finalAfterDays: 7,
      historyDays: null,
      sliceDays: 15,
      scopes: ['Payment'],
      pull: pullFees,
    },
    {
      id: 'ads',
      label: { en: 'Advertising', ja: '広告', 'zh-CN': '广告' },
      tells: adMeasures,
      grain: 'store',
      everyMinutes: 360,
      dueHours: 12,
      finalAfterDays: 10,
      historyDays: 180,
      sliceDays: 28,
      scopes: ['Ads Service'],
      pull: pullAds,
    },
    {
      id: 'reviews',
      label: { en: 'Reviews', ja: 'レビュー', 'zh-CN': '评价' },
      tells: reviewMeasures,
      grain: 'store',
      everyMinutes: 360,
      dueHours: 12,
      finalAfterDays: 7,
      historyDays: 90,
      sliceDays: 90,
      scopes: ['Product'],
      pull: pullReviews,
    },
    {
      id: 'health',
      label: { en: 'Account health', ja: 'アカウント健全性', 'zh-CN': '账户健康' },
      tells: healthMeasures,
      grain: 'snapshot',
      everyMinutes: 720,
      dueHours: 24,
      finalAfterDays: 0,
      historyDays: 0,
      sliceDays: 1,
      scopes: ['Account Health'],
      pull: pullHealth,
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
      scopes: ['Product'],
      pull: pullStock,
    },
  ],
})

const Shop = z.object({ shop_name: Text, region: Text, status: Text, expire_time: Seconds })

async function shopOf(context: Context): Promise<z.infer<typeof Shop>> {
  const answer = await call(context, { name: 'shop/get_shop_info', budget: 'shop' })
  const inner = z.object({ response: z.object({ region: z.string() }).loose() }).safeParse(answer)
  return read(Shop, inner.success ? inner.data.response : answer)
}

/** The seller chose how long the consent lasts, up to a year. */
async function expiries(context: Context): Promise<Readonly<Record<string, Date>>> {
  const { expire_time } = await shopOf(context)
  return expire_time === null ? {} : { authorisation: new Date(expire_time) }
}

/** The keys name the shop; Shopee tells its name and region, else its orders or the keys do. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { shop_id, region: given } = context.keys
  const shop = await shopOf(context).catch((error: unknown) => {
    if (isClosed(error)) return null
    throw error
  })
  const region = (shop?.region || given || (await regionOfOrders(context))).toUpperCase()
  const market = markets[region]
  if (!market)
    throw new SourceFault('drift', says('regionUnknown', { vendor: 'Shopee', code: region }), { subject: 'region' })
  const name = shop?.shop_name || `Shopee ${region} ${shop_id}`
  return [{ externalId: shop_id, name, market: region.toLowerCase(), ...market }]
}

function isClosed(error: unknown): boolean {
  return error instanceof Missing || (error instanceof SourceFault && ['scope', 'unavailable'].includes(error.kind))
}
