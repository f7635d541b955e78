import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

const scope = [
  'sell.fulfillment.readonly',
  'sell.analytics.readonly',
  'sell.finances',
  'sell.marketing',
  'commerce.feedback.readonly',
  'commerce.identity.readonly',
]
  .map(name => `https://api.ebay.com/oauth/api_scope/${name}`)
  .join(' ')

const Keys = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  /** eBay sends the seller back to the address that is registered under this name. */
  ru_name: z.string().min(1),
})

const Granted = z.object({ refresh_token: z.string().min(1), refresh_token_expires_in: z.coerce.number().optional() })
const Refused = z.object({ error: z.string() })

/** The authorisation code grant. https://developer.ebay.com/api-docs/static/oauth-authorization-code-grant.html */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state }) => {
    const { client_id, ru_name } = Keys.parse(keys)
    const query = new URLSearchParams({ client_id, redirect_uri: ru_name, response_type: 'code', scope, state })
    return `https://auth.ebay.com/oauth2/authorize?${query}`
  },
  exchange: async ({ keys, query, addresses, now }, http) => {
    const { client_id, client_secret, ru_name } = Keys.parse(keys)
    const { code } = query
    if (!code)
      throw new SourceFault('authorisation', says('noCode', { vendor: 'eBay' }), { subject: query.error ?? 'code' })
    const answer = await http({
      method: 'POST',
      url: `${addresses.EBAY_API_URL}/identity/v1/oauth2/token`,
      headers: {
        Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: ru_name }).toString(),
      accept: [400, 401],
    })
    if (answer.status >= 400) {
      const { success, data } = Refused.safeParse(answer.json())
      const subject = success ? data.error : String(answer.status)
      throw new SourceFault('authorisation', says('codeRefused', { vendor: 'eBay' }), { subject })
    }
    const { refresh_token, refresh_token_expires_in: seconds } = Granted.parse(answer.json())
    const ends = seconds === undefined ? null : new Date(now.getTime() + seconds * 1_000).toISOString().slice(0, 10)
    return { client_id, client_secret, refresh_token, ...(ends !== null && { refresh_token_ends_on: ends }) }
  },
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as eBay's developer pages name them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  client_id: {
    label: text('App ID (Client ID)', 'App ID（Client ID）', 'App ID（Client ID）'),
    help: text(
      'developer.ebay.com > Your Account > Application Keysets, Production',
      'developer.ebay.com > Your Account > Application Keysets の Production',
      'developer.ebay.com > Your Account > Application Keysets 的 Production',
    ),
  },
  client_secret: {
    label: text('Cert ID (Client Secret)', 'Cert ID（Client Secret）', 'Cert ID（Client Secret）'),
    help: text('At the same place.', '同じ画面にあります。', '同一页面。'),
  },
  ru_name: {
    label: text(
      'RuName (eBay Redirect URL name)',
      'RuName（eBay Redirect URL name）',
      'RuName（eBay Redirect URL name）',
    ),
    help: text(
      'User Tokens > Get a Token from eBay via Your Application. Its accepted URL must be the address that this page names.',
      'User Tokens > Get a Token from eBay via Your Application。accepted URLに、この画面のアドレスを登録してください。',
      'User Tokens > Get a Token from eBay via Your Application。其 accepted URL 必须填写本页面给出的地址。',
    ),
  },
  refresh_token: {
    label: text('Refresh token', 'リフレッシュトークン', '刷新令牌（Refresh Token）'),
    help: text('Lives eighteen months.', '有効期間は18か月です。', '有效期 18 个月。'),
  },
  refresh_token_ends_on: {
    label: text('Day on which the consent ends', '承認の終了日', '授权到期日'),
  },
  signing_private_key: {
    label: text('Private key for signatures', '署名用の秘密鍵', '签名私钥'),
    help: text(
      'Of sellers in the EU and the UK, from the Key Management API. Empty: a pair is made where it is needed.',
      'EU・英国の出品者用。Key Management APIで作成したもの。空欄なら必要時に作成します。',
      '用于欧盟和英国卖家，来自 Key Management API；留空则在需要时生成。',
    ),
  },
  signing_jwe: {
    label: text('JWE of the public key', '公開鍵のJWE', '公钥的 JWE'),
  },
  marketplaces: {
    label: text('Marketplaces', 'マーケットプレイス', '站点'),
    help: text(
      'Such as EBAY_US; empty: those with recent orders.',
      'EBAY_US など。空欄の場合は最近注文のあったもの。',
      '如 EBAY_US；留空则取近期有订单的站点。',
    ),
  },
}
