import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { faultIn } from './faults.ts'
import { Keys as AllKeys } from './keys.ts'
import { signature } from './signing.ts'

const Keys = AllKeys.pick({ partner_id: true, partner_key: true, region: true, order_day: true })
const Granted = z.object({ refresh_token: z.string().min(1) })

/** The query of a call that is no shop's. */
function publicQuery({ partner_id, partner_key }: z.infer<typeof Keys>, path: string, now: Date): URLSearchParams {
  const timestamp = Math.floor(now.getTime() / 1_000)
  const sign = signature({ partnerId: partner_id, path, timestamp }, partner_key)
  return new URLSearchParams({ partner_id, timestamp: String(timestamp), sign })
}

/**
 * The seller's consent. Shopee has no `state`: it travels in the address to come back to, whose domain alone must be
 * registered. https://open.shopee.com/developer-guide/20
 */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state, redirectUri, addresses, now }) => {
    const path = '/api/v2/shop/auth_partner'
    const query = publicQuery(Keys.parse(keys), path, now)
    query.set('redirect', `${redirectUri}?${new URLSearchParams({ state })}`)
    return `${addresses.SHOPEE_API_URL}${path}?${query}`
  },
  exchange: async ({ keys, query, addresses, now }, http) => {
    const given = Keys.parse(keys)
    const { code, shop_id } = query
    if (!code) throw new SourceFault('authorisation', says('noCode', { vendor: 'Shopee' }), { subject: 'code' })
    if (!shop_id) {
      throw new SourceFault('authorisation', says('shopeeMainAccount'), {
        subject: 'main_account_id',
      })
    }
    const path = '/api/v2/auth/token/get'
    const answer = await http({
      method: 'POST',
      url: `${addresses.SHOPEE_API_URL}${path}?${publicQuery(given, path, now)}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, partner_id: Number(given.partner_id), shop_id: Number(shop_id) }),
      accept: [400, 401, 403, 404],
    })
    const fault = faultIn(answer, now)
    if (fault !== null) throw new SourceFault('authorisation', fault.said, { subject: fault.subject })
    return { ...given, shop_id, refresh_token: Granted.parse(answer.json()).refresh_token }
  },
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as the Open Platform names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  partner_id: {
    label: text('Live Partner ID', 'Live Partner ID', 'Live Partner ID'),
    help: text(
      'open.shopee.com > Console > App List',
      'open.shopee.com > Console > App List',
      'open.shopee.com > Console > App List',
    ),
  },
  partner_key: {
    label: text('Live API Partner Key', 'Live API Partner Key', 'Live API Partner Key'),
    help: text('At the same place.', '同じ画面にあります。', '同一页面。'),
  },
  shop_id: {
    label: text('Shop ID', 'ショップID', '店铺 ID'),
    help: text(
      'Comes back with the consent of the seller.',
      '販売者の承認とともに返されます。',
      '卖家授权后随回调返回。',
    ),
  },
  refresh_token: {
    label: text('Refresh token', 'リフレッシュトークン', '刷新令牌（refresh_token）'),
    help: text(
      'Works once: nothing else may use the same consent.',
      '一度しか使えません。同じ承認を他で使わないでください。',
      '只能使用一次：请勿在其他程序中使用同一授权。',
    ),
  },
  region: {
    label: text('Region of the shop', 'ショップの地域', '店铺地区'),
    help: text(
      'SG, MY, TH …: only where Shopee does not tell it.',
      'SG、MY、TH など。Shopeeから取得できない場合のみ。',
      'SG、MY、TH 等，仅在 Shopee 未提供时填写。',
    ),
  },
  order_day: {
    label: text('An order counts when it is', '注文を計上する日', '订单计入日期'),
    help: text(
      'paid (otherwise: created, as in “placed orders”)',
      'paid：支払日（既定）、created：注文日',
      'paid：付款日（默认）；created：下单日',
    ),
  },
}
