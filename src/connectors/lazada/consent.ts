import { z } from 'zod'
import { type Consent, type KeyText, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { ask, refusalsOf } from './api.ts'
import { Keys as AllKeys } from './keys.ts'

const Keys = AllKeys.omit({ refresh_token: true })
const Granted = z.object({ refresh_token: z.string().min(1) })

/** https://open.lazada.com/apps/doc/doc?nodeId=10777&docId=108260 */
export const consent: Consent = {
  keys: Keys,
  authorizeUrl: ({ keys, state, redirectUri, addresses }) => {
    const { app_key } = Keys.parse(keys)
    const query = new URLSearchParams({
      response_type: 'code',
      force_auth: 'true',
      redirect_uri: redirectUri,
      client_id: app_key,
      state,
    })
    return `${(addresses.LAZADA_AUTH_URL ?? '').replace(/\/rest$/, '')}/oauth/authorize?${query}`
  },
  exchange: async ({ keys, query, addresses, now }, http) => {
    const given = Keys.parse(keys)
    const code = query.code
    if (!code) throw new SourceFault('authorisation', says('noCode', { vendor: 'Lazada' }), { subject: 'code' })
    const base = addresses.LAZADA_AUTH_URL ?? ''
    const context = { http, now: () => now, keys: given }
    const answer = await refusalsOf(() =>
      ask(context, { base, path: '/auth/token/create', query: { code }, repeatable: false }),
    )
    return { ...given, refresh_token: Granted.parse(answer.json()).refresh_token }
  },
}

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

/** Keys as the Open Platform names them. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  app_key: {
    label: text('App Key', 'App Key', 'App Key'),
    help: text(
      'open.lazada.com > App Management',
      'open.lazada.com > App Management',
      'open.lazada.com > App Management',
    ),
  },
  app_secret: {
    label: text('App Secret', 'App Secret', 'App Secret'),
    help: text('At the same place.', '同じ画面にあります。', '同一页面。'),
  },
  refresh_token: {
    label: text('Refresh token', 'リフレッシュトークン', '刷新令牌（refresh_token）'),
    help: text(
      'Comes with the consent of the seller and ends after 180 days.',
      '販売者の承認で発行され、180日で切れます。',
      '卖家授权后获得，180 天后失效。',
    ),
  },
  country: {
    label: text('Country', '国', '国家'),
    help: text('sg, my, th, ph, vn or id', 'sg、my、th、ph、vn、id のいずれか', 'sg、my、th、ph、vn 或 id'),
  },
}
