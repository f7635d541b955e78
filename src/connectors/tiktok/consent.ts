import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** Where sellers agree: those of the US on a page of their own (Partner Center, authorization guide). */
const hosts = { us: 'services.us.tiktokshop.com', global: 'services.tiktokshop.com' } as const

const Keys = z.object({
  app_key: z.string().min(1),
  app_secret: z.string().min(1),
  service_id: z.string().min(1),
  seller_region: z.enum(['us', 'global']),
})

const Answer = z.object({
  code: z.number(),
  data: z.object({ refresh_token: z.string().min(1), access_token: z.string().min(1) }).nullish(),
})

/** https://partner.tiktokshop.com/docv2/page/authorization-overview-202407 */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state }) => {
    const { service_id, seller_region } = Keys.parse(keys)
    return `https://${hosts[seller_region]}/open/authorize?${new URLSearchParams({ service_id, state })}`
  },
  exchange: async ({ keys, query, addresses }, http) => {
    const { app_key, app_secret } = Keys.parse(keys)
    const form = { app_key, app_secret, auth_code: query.code ?? '', grant_type: 'authorized_code' }
    const answer = await http({
      url: `${addresses.TIKTOK_AUTH_URL}/api/v2/token/get?${new URLSearchParams(form)}`,
      accept: [400, 401],
    })
    const { code, data } = Answer.parse(answer.json())
    if (code !== 0 || !data)
      throw new SourceFault('authorisation', says('codeRefused', { vendor: 'TikTok Shop' }), {
        subject: String(code),
      })
    return { app_key, app_secret, refresh_token: data.refresh_token, access_token: data.access_token }
  },
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as Partner Center names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  app_key: {
    label: text('App key', 'App Key', 'App Key'),
    help: text(
      'Partner Center > App & Service > your app',
      'Partner Center > App & Service > アプリ',
      'Partner Center > App & Service > 您的应用',
    ),
  },
  app_secret: { label: text('App secret', 'App Secret', 'App Secret') },
  service_id: {
    label: text('Service ID', 'Service ID', 'Service ID'),
    help: text(
      'The number in the authorization link of your app.',
      'アプリの認可リンクに含まれる番号です。',
      '应用授权链接中的编号。',
    ),
  },
  seller_region: { label: text('Seller of', '出品者の地域', '卖家地区') },
  access_token: {
    label: text('Access token', 'アクセストークン', '访问令牌（Access Token）'),
    help: text(
      'Not needed; used until it ends.',
      '不要です。入力した場合は期限まで使います。',
      '无需填写；填写时使用至到期。',
    ),
  },
  shop_cipher: {
    label: text('Shop cipher', 'Shop Cipher', 'Shop Cipher'),
    help: text(
      'Only this shop; empty: all shops of the authorisation.',
      'この店舗だけを対象にする場合のみ。空欄なら全店舗です。',
      '仅连接该店铺；留空则连接授权下的全部店铺。',
    ),
  },
  time_zone: {
    label: text('Time zone of the shop', '店舗のタイムゾーン', '店铺时区'),
    help: text(
      'Such as America/Los_Angeles. Empty: that of its region.',
      '例：America/Los_Angeles。空欄なら地域の時間帯です。',
      '例如 America/Los_Angeles；留空则按地区。',
    ),
  },
  ads_access_token: {
    label: text(
      'Token of TikTok API for Business',
      'TikTok API for Businessのトークン',
      'TikTok API for Business 令牌',
    ),
    help: text('Empty: no advertising figures.', '空欄の場合、広告の数値は取得しません。', '留空则不获取广告数据。'),
  },
  ads_advertiser_id: { label: text('Advertiser ID', '広告主ID', '广告主 ID') },
}
