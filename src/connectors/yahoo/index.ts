import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { endOfDay, localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import { inquiryMeasures } from '#src/domain/orders/inquiry-counts.ts'
import {
  cancelledOrderMeasures,
  promiseMeasures,
  refundMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { stockMeasures } from '#src/domain/orders/stock-rows.ts'
import { call, functions } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { pullInquiries } from './inquiries.ts'
import { Keys } from './keys.ts'
import { listBody, pullOrders, stamp, timeZone } from './orders.ts'
import { pullStock } from './stock.ts'
import type { Context } from './token.ts'

/** Yahoo! Shopping by ストアクリエイターPro API: orders, inquiries and stock of one store. See the README of this folder. */
export const yahoo = defineConnector<Keys>({
  id: 'yahoo',
  label: { en: 'Yahoo! Shopping', ja: 'Yahoo!ショッピング', 'zh-CN': '雅虎购物' },
  platform: 'yahoo',
  keys: Keys,
  keyTexts,
  consent,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token', 'signed-requests'],
  addresses: () => ({
    YAHOO_API_URL: 'https://circus.shopping.yahooapis.jp',
    YAHOO_AUTH_URL: 'https://auth.login.yahoo.co.jp',
  }),
  versions: [
    { api: 'ShoppingWebService', pinned: 'V1', sunset: null },
    { api: 'yconnect', pinned: 'v2', sunset: null },
  ],
  // Documented: one call a second per address, and 50,000 a day of an application.
  budgets: [
    ...functions.map(id => ({ id, perSecond: 1, burst: 1, per: 'application' }) as const),
    { id: 'day', perSecond: 2, burst: 2, per: 'application', daily: { calls: 50_000, timeZone } },
  ],
  personal: [
    'Buyer',
    'BillFirstName',
    'BillLastName',
    'BillMailAddress',
    'BillPhoneNumber',
    'BillAddress1',
    'BillAddress2',
    'ShipFirstName',
    'ShipLastName',
    'ShipPhoneNumber',
    'ShipAddress1',
    'ShipAddress2',
    'BuyerComments',
    'userMaskedId',
    'title',
    'body',
    'fileList',
  ],
  expiries,
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
      tellsWhereKnown: promiseMeasures,
      grain: 'ledger',
      everyMinutes: 30,
      dueHours: 2,
      finalAfterDays: 60,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['ストア向け操作関連の機能'],
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
      scopes: ['ストア向け操作関連の機能'],
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
      scopes: ['ストア向け操作関連の機能'],
      pull: pullStock,
    },
  ],
})

/**
 * A grant lasts four weeks from the consent; where its day is not among the keys, from the day on which it was first used
 * here. The public key lasts to the end of its last day.
 */
async function expiries(context: Context): Promise<Readonly<Record<string, Date>>> {
  const { consented_on, public_key_ends_on } = context.keys
  const begun = consented_on ?? (await firstUse(context))
  return {
    refresh_token: startOfDay(shiftDays(begun, 28), timeZone),
    ...(public_key_ends_on && { public_key: endOfDay(public_key_ends_on, timeZone) }),
  }
}

/** The day on which these keys were looked at first: remembered like a token, with the grant. */
function firstUse(context: Context): Promise<string> {
  const forYears = new Date(context.now().getTime() + 3_650 * 86_400_000)
  return context.token('first-use', async () => ({
    value: localDay(context.now(), timeZone),
    expiresAt: forYears,
  }))
}

/** The keys name the store; asking for today's orders proves them, and the public key where one is given. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { seller_id, public_key } = context.keys
  const now = context.now()
  const span = { from: stamp(startOfDay(localDay(now, timeZone), timeZone)), to: stamp(now) }
  const { keyStatus } = await call(context, 'orderList', listBody(seller_id, span, 1, 1))
  if (public_key !== undefined && keyStatus !== null && keyStatus !== 'authorized') {
    throw new SourceFault('authorisation', says('yahooPublicKey'), {
      subject: 'public_key',
    })
  }
  return [{ externalId: seller_id, name: `Yahoo! ${seller_id}`, market: 'jp', timeZone, currency: 'JPY' }]
}
