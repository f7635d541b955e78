import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

const shopPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/

const Keys = z.object({
  shop: z.string().regex(shopPattern, 'name.myshopify.com'),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
})

const scopes = ['read_orders', 'read_all_orders', 'read_products', 'read_inventory', 'read_returns', 'read_reports']
const Granted = z.object({ access_token: z.string().min(1) })

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state, redirectUri, addresses }) => {
    const { client_id } = Keys.parse(keys)
    const query = new URLSearchParams({ client_id, scope: scopes.join(','), redirect_uri: redirectUri, state })
    return `${addresses.SHOPIFY_API_URL}/admin/oauth/authorize?${query}`
  },
  exchange: async ({ keys, query, addresses }, http) => {
    const { shop, client_id, client_secret } = Keys.parse(keys)
    if (query.shop !== shop || !isSigned(query, client_secret)) {
      throw new SourceFault('authorisation', says('shopifyOtherShop'), { subject: 'hmac' })
    }
    const answer = await http({
      method: 'POST',
      url: `${addresses.SHOPIFY_API_URL}/admin/oauth/access_token`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ client_id, client_secret, code: query.code ?? '' }),
      accept: [400, 401, 403, 404],
    })
    if (answer.status >= 400)
      throw new SourceFault('authorisation', says('codeRefused', { vendor: 'Shopify' }), {
        subject: String(answer.status),
      })
    return { shop, access_token: Granted.parse(answer.json()).access_token }
  },
}

/** Everything but `hmac`, by name, joined like a query, is signed with the client's secret. */
function isSigned(query: Readonly<Record<string, string>>, secret: string): boolean {
  const signed = Object.entries(query)
    .filter(([name]) => name !== 'hmac')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const expected = createHmac('sha256', secret).update(signed).digest('hex')
  const given = query.hmac ?? ''
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as Shopify names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  shop: {
    label: text('Shop address', 'ショップのアドレス', '店铺地址'),
    help: text(
      'Settings > Domains: name.myshopify.com, without https://',
      '設定 > ドメイン：name.myshopify.com（https:// なし）',
      '设置 > 域名：name.myshopify.com（不带 https://）',
    ),
  },
  access_token: {
    label: text('Admin API access token', 'Admin APIアクセストークン', 'Admin API 访问令牌'),
    help: text(
      'Of a custom app: shpat_… Or leave it empty and give client ID and secret.',
      'カスタムアプリのもの（shpat_…）。空欄の場合はクライアントIDとシークレットを入力します。',
      '自定义应用的令牌（shpat_…）。留空时请填写客户端 ID 和密钥。',
    ),
  },
}
