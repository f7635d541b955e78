import { z } from 'zod'
import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { call, Id, read } from './api.ts'
import { Keys, regions } from './keys.ts'
import { pullOrders } from './orders.ts'
import { pullReturns } from './returns.ts'
import type { Context } from './token.ts'

const Shops = z.object({
  shops: z
    .array(z.object({ id: Id, cipher: z.string(), name: z.string().nullish(), region: z.string().nullish() }))
    .nullish(),
})

/** Shops on TikTok Shop: orders, returns, fees, visits, LIVE, advertising. See the README of this folder. */
export const tiktok = defineConnector<Keys>({
  id: 'tiktok',
  label: { en: 'TikTok Shop', ja: 'TikTok Shop', 'zh-CN': 'TikTok Shop' },
  platform: 'tiktok',
  keys: Keys,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token', 'signed-requests'],
  addresses: () => ({
    TIKTOK_API_URL: 'https://open-api.tiktokglobalshop.com',
    TIKTOK_AUTH_URL: 'https://auth.tiktok-shops.com',
    TIKTOK_ADS_URL: 'https://business-api.tiktok.com',
  }),
  versions: [
    { api: 'order', pinned: '202309', sunset: null },
    { api: 'return_refund', pinned: '202309', sunset: null },
    { api: 'authorization', pinned: '202309', sunset: null },
  ],
  // Judgement: TikTok does not tell its rate, which moves with the application and the shop; a refusal is waited for.
  budgets: [{ id: 'shop', perSecond: 10, burst: 20, per: 'store' }],
  personal: [
    'recipient_address',
    'buyer_email',
    'buyer_message',
    'buyer_nickname',
    'buyer_avatar',
    'user_id',
    'cpf',
    'cpf_name',
    'seller_note',
    'username',
  ],
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
        'discount_platform',
        'shipping_income',
        'tax_amount',
        'orders_cancelled_buyer',
        'orders_cancelled_shop',
        'orders_cancelled_platform',
        'orders_cancelled_stockout',
        'shipments_confirmed',
        'ship_hours_sum',
        'shipped_within_24h',
        'shipped_within_48h',
        'shipped_within_72h',
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
      tells: [
        'refunds_amount',
        'refunds_count',
        'returns_units',
        'returns_reason_quality',
        'returns_reason_damaged',
        'returns_reason_wrong_item',
        'returns_reason_not_as_described',
        'returns_reason_late',
        'returns_reason_undelivered',
        'returns_reason_change_of_mind',
        'returns_reason_size',
        'returns_reason_other',
      ],
      grain: 'ledger',
      everyMinutes: 60,
      dueHours: 2,
      finalAfterDays: 35,
      historyDays: null,
      sliceDays: 30,
      scopes: ['seller.return_refund.basic'],
      pull: pullReturns,
    },
  ],
})

/** https://partner.tiktokshop.com/docv2/page/get-authorized-shops-202309 */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { shop_cipher, time_zone } = context.keys
  const { shops } = read(Shops, await call(context, { path: '/authorization/202309/shops' }))
  const taken = (shops ?? []).filter(({ cipher }) => shop_cipher === undefined || cipher === shop_cipher)
  return taken.map(({ id, cipher, name, region: told }) => {
    const code = told?.toUpperCase() ?? 'US'
    const region = regions[code]
    if (!region) throw new SourceFault('permanent', `Shops in the region ${code} are not known to this version`)
    const market = code === 'UK' ? 'gb' : code.toLowerCase()
    const timeZone = time_zone ?? region.timeZone
    return {
      externalId: id,
      name: name || `TikTok Shop ${id}`,
      market,
      timeZone,
      currency: region.currency,
      extra: { cipher },
    }
  })
}
