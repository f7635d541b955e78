import { z } from 'zod'
import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import {
  cancelledOrderMeasures,
  refundMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { type Context, call, read } from './api.ts'
import { inquiryMeasures, pullInquiries } from './inquiries.ts'
import { Instant, timeZone } from './jst.ts'
import { keyTexts } from './key-texts.ts'
import { Keys } from './keys.ts'
import { pullOrders } from './orders.ts'
import { searchPage } from './search.ts'

const Expiry = z.object({ expiryDate: Instant })

/** Rakuten Ichiba by RMS WEB SERVICE: orders and inquiries of one shop. See the README of this folder. */
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
    { api: 'license-management', pinned: '1.0', sunset: null },
  ],
  // The order API states no rate; others state 1 or 5 calls a second (judgement: the lower one everywhere).
  budgets: [
    { id: 'order', perSecond: 1, burst: 1, per: 'connection' },
    { id: 'inquiry', perSecond: 1, burst: 1, per: 'connection' },
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
  ],
})

/**
 * The end of the licence key, some 90 days after it was issued; nothing where the shop did not tick that function: figures
 * come all the same.
 */
async function expiries(context: Context): Promise<Readonly<Record<string, Date>>> {
  const query = new URLSearchParams({ licenseKey: context.keys.license_key })
  const path = `/es/1.0/license-management/license-key/expiry-date?${query}`
  const permission = 'licenseManagement.licenseKey.expiryDate'
  try {
    return {
      license_key: new Date(read(Expiry, await call(context, { path, budget: 'licence', permission })).expiryDate),
    }
  } catch (error) {
    if (error instanceof SourceFault && error.kind === 'scope') return {}
    throw error
  }
}

/** How far back a first order is looked for: the reach of a search, by its widest window. */
const [reachDays, windowDays, dayMs] = [729, 62, 86_400_000]

/** A key belongs to one shop, whose number every order number begins with: the newest orders tell it. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const now = context.now().getTime()
  for (let back = 0; back < reachDays; back += windowDays) {
    const range = { dateType: 1, to: now - back * dayMs, from: now - Math.min(back + windowDays, reachDays) * dayMs }
    const { numbers } = await searchPage({ ...range, page: 1 }, context)
    const shop = numbers[0]?.split('-')[0]
    if (shop) return [{ externalId: shop, name: `楽天市場 ${shop}`, market: 'jp', timeZone, currency: 'JPY' }]
  }
  throw new SourceFault('not-ready', 'The keys are right, but the shop has no order yet: connect again after the first')
}
