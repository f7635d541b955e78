import { z } from 'zod'
import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { cancelledOrderMeasures, saleMeasures } from '#src/domain/orders/measures.ts'
import { stockMeasures } from '#src/domain/orders/stock-rows.ts'
import { adMeasures, pullAds } from './ads.ts'
import { type Context, call, grantOf, read } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { feeMeasures, pullFees } from './fees.ts'
import { healthMeasures, pullHealth } from './health.ts'
import { Keys } from './keys.ts'
import { marketOf } from './markets.ts'
import { Text } from './model.ts'
import { pullOrders } from './orders.ts'
import { pullReturns, returnMeasures } from './returns.ts'
import { pullReviews, reviewMeasures } from './reviews.ts'
import { pullStock } from './stock.ts'

/** Lazada by Open Platform: one shop of one country. See the README of this folder. */
export const lazada = defineConnector<Keys>({
  id: 'lazada',
  label: { en: 'Lazada', ja: 'Lazada', 'zh-CN': 'Lazada 来赞达' },
  platform: 'lazada',
  keys: Keys,
  keyTexts,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token', 'signed-requests'],
  addresses: ({ country }) => ({
    LAZADA_API_URL: `https://${marketOf(country).host}/rest`,
    LAZADA_AUTH_URL: 'https://auth.lazada.com/rest',
  }),
  versions: [{ api: 'open platform', pinned: 'rest', sunset: null }],
  // Judgement: rates are not stated except 50 a second for stock, and 10,000 a day of an application on trial.
  budgets: [
    { id: 'orders', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'items', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'products', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'returns', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'finance', perSecond: 2, burst: 5, per: 'connection' },
    { id: 'reviews', perSecond: 5, burst: 10, per: 'connection' },
    { id: 'ads', perSecond: 2, burst: 5, per: 'connection' },
    { id: 'seller', perSecond: 2, burst: 5, per: 'connection' },
  ],
  personal: [
    'address_billing',
    'address_shipping',
    'customer_first_name',
    'customer_last_name',
    'national_registration_number',
    'gift_message',
    'buyer_note',
    'recipient_info',
    'remarks',
    'tax_code',
    'buyer_id',
    'buyer',
    'receiver_address',
    'review_content',
    'seller_reply',
    'account',
  ],
  expiries,
  listStores,
  consent,
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
      tells: [...saleMeasures, ...cancelledOrderMeasures, 'discount_shop', 'discount_platform', 'shipping_income'],
      tellsWhereKnown: ['shipments_due'], // the moment of shipping is not told
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 35,
      historyDays: null,
      sliceDays: 30,
      scopes: ['Order API'],
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
      sliceDays: 30,
      scopes: ['Reverse Order API'],
      pull: pullReturns,
    },
    {
      id: 'fees',
      label: { en: 'Fees', ja: '手数料', 'zh-CN': '费用' },
      tells: feeMeasures,
      grain: 'ledger',
      booked: true,
      everyMinutes: 360,
      dueHours: 48,
      finalAfterDays: 45,
      historyDays: null,
      sliceDays: 30,
      scopes: ['Finance API'],
      pull: pullFees,
    },
    {
      id: 'ads',
      label: { en: 'Advertising', ja: '広告', 'zh-CN': '广告' },
      tells: adMeasures,
      grain: 'store',
      everyMinutes: 360,
      dueHours: 24,
      finalAfterDays: 17,
      historyDays: 180,
      sliceDays: 30,
      scopes: ['Sponsored Solutions API'],
      pull: pullAds,
    },
    {
      id: 'reviews',
      label: { en: 'Reviews', ja: 'レビュー', 'zh-CN': '评价' },
      tells: reviewMeasures,
      grain: 'store',
      everyMinutes: 1440,
      dueHours: 24,
      finalAfterDays: 7,
      historyDays: 89, // 90 days to the second
      sliceDays: 7,
      scopes: ['Product Review API'],
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
      scopes: ['Seller API'],
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
      scopes: ['Product API'],
      pull: pullStock,
    },
  ],
})

/** The consent ends with the first refresh token; refreshing does not lengthen it. */
async function expiries(context: Context): Promise<Readonly<Record<string, Date>>> {
  const { ends } = await grantOf(context)
  return ends === null ? {} : { refresh_token: new Date(ends) }
}

const Seller = z.object({ data: z.object({ name: Text, seller_id: Text, short_code: Text }) })

/** The keys name the country; a seller has a number of its own in each. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { country } = context.keys
  const { timeZone, currency } = marketOf(country)
  const { seller } = await grantOf(context)
  const told = await call(context, { path: '/seller/get', budget: 'seller' }).then(
    answer => read(Seller, answer).data,
    (error: unknown) => {
      if (error instanceof SourceFault && ['unavailable', 'scope', 'drift'].includes(error.kind)) return null
      throw error
    },
  )
  const number = told?.seller_id || seller
  if (number === '') throw new SourceFault('scope', says('lazadaSeller'), { subject: 'GetSeller' })
  const name = told?.name || `Lazada ${country.toUpperCase()} ${number}`
  return [{ externalId: `${country}-${number}`, name, market: country, timeZone, currency }]
}
