import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** Seller Central by country, and the region of its API (SP-API guide, Seller Central URLs). */
const countries = {
  us: { host: 'sellercentral.amazon.com', region: 'na' },
  ca: { host: 'sellercentral.amazon.ca', region: 'na' },
  mx: { host: 'sellercentral.amazon.com.mx', region: 'na' },
  br: { host: 'sellercentral.amazon.com.br', region: 'na' },
  jp: { host: 'sellercentral.amazon.co.jp', region: 'fe' },
  au: { host: 'sellercentral.amazon.com.au', region: 'fe' },
  sg: { host: 'sellercentral.amazon.sg', region: 'fe' },
} as const

const Keys = z.object({
  application_id: z.string().regex(/^amzn1\.sp\.solution\./, 'amzn1.sp.solution.…'),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  country: z.enum(['us', 'ca', 'mx', 'br', 'jp', 'au', 'sg']),
  /** A draft is authorised with a version of its own. */
  app_state: z.enum(['published', 'draft']).default('published'),
})

const Granted = z.object({ refresh_token: z.string().min(1) })
const Refused = z.object({ error: z.string() })

/**
 * The website authorisation workflow.
 * https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow
 */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state, redirectUri }) => {
    const { application_id, country, app_state } = Keys.parse(keys)
    const query = new URLSearchParams({ application_id, state, redirect_uri: redirectUri })
    if (app_state === 'draft') query.set('version', 'beta')
    return `https://${countries[country].host}/apps/authorize/consent?${query}`
  },
  exchange: async ({ keys, query, redirectUri, addresses }, http) => {
    const { client_id, client_secret, country } = Keys.parse(keys)
    const code = query.spapi_oauth_code
    if (!code)
      throw new SourceFault('authorisation', says('noCode', { vendor: 'Amazon' }), { subject: 'spapi_oauth_code' })
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id, client_secret }
    const answer = await http({
      method: 'POST',
      url: `${addresses.AMAZON_LWA_URL}/auth/o2/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams(form).toString(),
      accept: [400, 401],
    })
    if (answer.status >= 400) {
      const { success, data } = Refused.safeParse(answer.json())
      throw new SourceFault('authorisation', says('codeRefused', { vendor: 'Amazon' }), {
        subject: success ? data.error : String(answer.status),
      })
    }
    const { refresh_token } = Granted.parse(answer.json())
    return { client_id, client_secret, refresh_token, region: countries[country].region }
  },
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as Seller Central names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  application_id: {
    label: text('Application ID', 'アプリケーションID', '应用程序 ID'),
    help: text(
      'Seller Central > Apps and Services > Develop Apps: amzn1.sp.solution.…',
      'セラーセントラル > アプリとサービス > アプリの開発（amzn1.sp.solution.…）',
      '卖家平台 > 应用和服务 > 开发应用程序（amzn1.sp.solution.…）',
    ),
  },
  client_id: {
    label: text('LWA client identifier', 'LWAクライアントID', 'LWA 客户端 ID'),
    help: text(
      'Develop Apps > View beside “LWA credentials”: amzn1.application-oa2-client.…',
      '「アプリの開発」>「LWA認証情報」の「表示」（amzn1.application-oa2-client.…）',
      '“开发应用程序”>“LWA 凭证”的“查看”（amzn1.application-oa2-client.…）',
    ),
  },
  client_secret: {
    label: text('LWA client secret', 'LWAクライアントシークレット', 'LWA 客户端密钥'),
    help: text(
      'At the same place. It ends after 180 days.',
      '同じ画面にあります。有効期間は180日です。',
      '同一页面。有效期 180 天。',
    ),
  },
  refresh_token: {
    label: text('Refresh token', 'リフレッシュトークン', '刷新令牌（Refresh Token）'),
    help: text(
      'Develop Apps > Authorise: Atzr|…',
      '「アプリの開発」>「承認」で発行されます（Atzr|…）',
      '“开发应用程序”>“授权”后获得（Atzr|…）',
    ),
  },
  ads_refresh_token: {
    label: text('Refresh token of Amazon Ads', 'Amazon広告のリフレッシュトークン', 'Amazon 广告的刷新令牌'),
    help: text(
      'A consent of its own; empty: no advertising figures.',
      '広告は別の承認です。空欄の場合、広告の数値は取得しません。',
      '广告需单独授权；留空则不获取广告数据。',
    ),
  },
  country: {
    label: text('Seller Central of', 'セラーセントラルの国', '卖家平台所在国家'),
  },
  app_state: {
    label: text('State of the application', 'アプリの状態', '应用状态'),
    help: text(
      'A draft has not been published by Amazon.',
      '公開前のアプリは「下書き」を選びます。',
      '尚未发布的应用请选择“草稿”。',
    ),
  },
}
