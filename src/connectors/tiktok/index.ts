import { z } from 'zod'
import { defineConnector, type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { call, Id, read } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { feeds } from './feeds.ts'
import { Keys, regions } from './keys.ts'
import { findOneOrder } from './orders.ts'
import type { Context } from './token.ts'

const Shop = z.object({ id: Id, cipher: z.string(), name: z.string().nullish(), region: z.string().nullish() })
type Shop = z.infer<typeof Shop>
const Shops = z.object({ shops: z.array(Shop).nullish() })

/** Shops on TikTok Shop: orders, returns, fees, visits, LIVE, advertising. See the README of this folder. */
export const tiktok = defineConnector<Keys>({
  id: 'tiktok',
  label: { en: 'TikTok Shop', ja: 'TikTok Shop', 'zh-CN': 'TikTok Shop' },
  platform: 'tiktok',
  keys: Keys,
  keyTexts,
  consent,
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
    { api: 'analytics', pinned: '202509', sunset: null },
    { api: 'affiliate_seller', pinned: '202410', sunset: null },
    { api: 'finance', pinned: '202501', sunset: null },
    { api: 'product', pinned: '202502', sunset: null },
    { api: 'business', pinned: 'v1.3', sunset: null },
  ],
  // Judgement: TikTok does not tell its rate, which moves with the application and the shop; a refusal is waited for.
  budgets: [
    { id: 'shop', perSecond: 10, burst: 20, per: 'store' },
    { id: 'ads', perSecond: 5, burst: 10, per: 'connection' },
  ],
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
    'creator_username',
  ],
  listStores,
  feeds,
})

/** https://partner.tiktokshop.com/docv2/page/get-authorized-shops-202309 */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { shop_cipher } = context.keys
  const shops = await shopsOf(context)
  const taken = shops.filter(({ cipher }) => shop_cipher === undefined || cipher === shop_cipher)
  if (taken.length === 0 && shops.length > 0) {
    const subject = 'shop_cipher'
    throw new SourceFault('authorisation', says('tiktokCipher'), { subject })
  }
  const first = taken.map(({ id }) => id).sort()[0]
  return taken.map(shop => storeOf(shop, { zone: context.keys.time_zone, hasAuctions: shop.id === first }))
}

/** Where an application may not list shops, the one that the keys name is asked for its orders: that proves it, too. */
async function shopsOf(context: Context): Promise<readonly Shop[]> {
  const { shop_cipher } = context.keys
  try {
    return read(Shops, await call(context, { path: '/authorization/202309/shops' })).shops ?? []
  } catch (fault) {
    const isClosed = fault instanceof SourceFault && (fault.kind === 'scope' || fault.kind === 'unavailable')
    if (!isClosed || shop_cipher === undefined) throw fault
    await findOneOrder(shop_cipher, context)
    return [{ id: shop_cipher, cipher: shop_cipher }]
  }
}

/** Auction campaigns belong to the account, not to a shop: of several shops the first has them, so that they count once. */
function storeOf(
  { id, cipher, name, region: told }: Shop,
  { zone, hasAuctions }: { readonly zone: string | undefined; readonly hasAuctions: boolean },
): FoundStore {
  const code = told?.toUpperCase() || 'US'
  const region = regions[code]
  if (!region) throw new SourceFault('permanent', says('regionUnknown', { vendor: 'TikTok Shop', code }))
  return {
    externalId: id,
    ...(cipher !== id && { formerId: cipher }), // where the shop could not be listed before
    name: name || `TikTok Shop ${id.slice(0, 20)}`,
    market: code === 'UK' ? 'gb' : code.toLowerCase(),
    timeZone: zone ?? region.timeZone,
    currency: region.currency,
    extra: { cipher, ...(!hasAuctions && { auctions: 'elsewhere' }) },
  }
}
