import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { localDay } from '#src/domain/days.ts'

const Keys = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  seller_id: z.string().min(1),
  public_key: z.string().min(1).optional(),
  public_key_version: z.string().min(1).optional(),
  public_key_ends_on: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
})

const Granted = z.object({ refresh_token: z.string().min(1) })
const Refused = z.object({ error: z.string() })

/** https://developer.yahoo.co.jp/yconnect/v2/authorization_code/authorization.html */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state, redirectUri, addresses }) => {
    const { client_id } = Keys.parse(keys)
    const query = new URLSearchParams({ response_type: 'code', client_id, redirect_uri: redirectUri, state })
    query.set('scope', 'openid')
    query.set('nonce', state.slice(0, 16))
    query.set('prompt', 'consent')
    return `${addresses.YAHOO_AUTH_URL}/yconnect/v2/authorization?${query}`
  },
  exchange: async ({ keys, query, redirectUri, addresses, now }, http) => {
    const given = Keys.parse(keys)
    const basic = Buffer.from(`${given.client_id}:${given.client_secret}`).toString('base64')
    const form = { grant_type: 'authorization_code', redirect_uri: redirectUri, code: query.code ?? '' }
    const answer = await http({
      method: 'POST',
      url: `${addresses.YAHOO_AUTH_URL}/yconnect/v2/token`,
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      accept: [400, 401],
    })
    if (answer.status >= 400) {
      const { success, data } = Refused.safeParse(answer.json())
      throw new SourceFault('authorisation', says('codeRefused', { vendor: 'Yahoo!' }), {
        subject: success ? data.error : String(answer.status),
      })
    }
    const { refresh_token } = Granted.parse(answer.json())
    return { ...given, refresh_token, consented_on: localDay(now, 'Asia/Tokyo') }
  },
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as Yahoo! names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  client_id: {
    label: text('Client ID', 'Client ID', 'Client ID'),
    help: text(
      'Yahoo! Developer Network > your applications, type “server side”',
      'Yahoo!デベロッパーネットワーク > アプリケーションの管理（サーバーサイド）',
      'Yahoo! Developer Network > 应用管理（服务器端）',
    ),
  },
  client_secret: { label: text('Client secret', 'シークレット', '密钥（Secret）') },
  seller_id: {
    label: text('Store account', 'ストアアカウント', '店铺账号（Store Account）'),
    help: text(
      'The part behind store.shopping.yahoo.co.jp/',
      'store.shopping.yahoo.co.jp/ の後ろの部分',
      'store.shopping.yahoo.co.jp/ 后面的部分',
    ),
  },
  public_key: {
    label: text('Public key (PEM)', '公開鍵（PEM）', '公钥（PEM）'),
    help: text(
      'Store Creator Pro > Settings > public key of the API. Without it a consent ends after 12 hours.',
      'ストアクリエイターPro > 設定 > プロフェッショナル出店向けAPIの公開鍵。無い場合、承認は12時間で切れます。',
      'Store Creator Pro > 设置 > API 公钥。没有公钥时授权 12 小时后失效。',
    ),
  },
  public_key_version: { label: text('Version of the public key', '公開鍵のバージョン', '公钥版本') },
  consented_on: {
    label: text('Day of the consent', '承認した日', '授权日期'),
    help: text(
      'For reminders: a consent ends after four weeks.',
      '期限のお知らせに使います（承認は4週間有効）。',
      '用于到期提醒（授权有效期四周）。',
    ),
  },
  public_key_ends_on: {
    label: text('Last day of the public key', '公開鍵の有効期限', '公钥到期日'),
    help: text('For reminders.', '期限のお知らせに使います。', '用于到期提醒。'),
  },
}
