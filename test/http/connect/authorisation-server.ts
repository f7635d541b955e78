import { createHmac } from 'node:crypto'
import type { Asked, Reply } from '#test/support/local-market.ts'

/** A seller's answer on a marketplace's page. */
export type Answer = 'mine' | 'other' | 'denied'

/** How a marketplace asks its sellers, as its documentation has it; accounts are `mine` and `other`. */
export interface AskingMarket {
  readonly id: string
  /** What the form asks for before. */
  readonly typed: Readonly<Record<string, string>>
  readonly addresses: readonly string[]
  /** Where the page of consent is; `local`: at an address that the environment sets. */
  readonly host: 'local' | `https://${string}`
  /** The query that the seller brings back. */
  readonly back: (asked: URLSearchParams, answer: Answer) => Readonly<Record<string, string>>
  /** The store of an account. */
  readonly store: (account: string) => unknown
  /** The answer to a code, or to a refresh token. */
  readonly token: (account: string) => unknown
}

const app = { client_id: 'app-1', client_secret: 'secret-of-app' }
const plainToken = (account: string) => ({
  ...{ access_token: `access-${account}-1`, refresh_token: `refresh-${account}-1`, token_type: 'bearer' },
  ...{ expires_in: 3_600, refresh_expires_in: 9_000_000, country_user_info: [], code: '0', error: '' },
})

/** OAuth as RFC 6749 section 4.1.2 has it. */
function coded(asked: URLSearchParams, answer: Answer): Readonly<Record<string, string>> {
  const state = asked.get('state') ?? ''
  return answer === 'denied' ? { error: 'access_denied', state } : { code: `code-${answer}-1`, state }
}

export const markets: readonly AskingMarket[] = [
  {
    ...{ id: 'amazon', addresses: ['AMAZON_API_URL', 'AMAZON_LWA_URL'], host: 'https://sellercentral.amazon.com' },
    typed: { ...app, application_id: 'amzn1.sp.solution.made-up', country: 'us' },
    back: (asked, answer) => {
      const { code, ...rest } = coded(asked, answer)
      return code === undefined ? rest : { ...rest, spapi_oauth_code: code, selling_partner_id: 'A1' }
    },
    token: plainToken,
    store: account => ({
      payload: [
        {
          marketplace: { id: 'ATVPDKIKX0DER', name: 'Amazon.com', defaultCurrencyCode: 'USD' },
          storeName: `Pebble ${account}`,
          participation: { isParticipating: true },
        },
      ],
    }),
  },
  {
    ...{ id: 'ebay', addresses: ['EBAY_API_URL', 'EBAY_FINANCES_URL'], host: 'https://auth.ebay.com' },
    typed: { ...app, ru_name: 'Pebble-Pebble-App-1' },
    back: coded,
    token: plainToken,
    store: account => ({ total: 1, orders: [ebayOrder(account)] }),
  },
  {
    ...{ id: 'lazada', addresses: ['LAZADA_API_URL', 'LAZADA_AUTH_URL'], host: 'local' },
    typed: { app_key: '1001', app_secret: 'secret-of-app', country: 'sg' },
    back: coded,
    token: plainToken,
    store: account => ({
      code: '0',
      data: { name: `Pebble ${account}`, seller_id: `L-${account}`, short_code: `SG-${account}` },
    }),
  },
  {
    ...{ id: 'shopee', addresses: ['SHOPEE_API_URL'], host: 'local' },
    typed: { partner_id: '2001', partner_key: 'secret-of-app' },
    back: (_asked, answer): Readonly<Record<string, string>> =>
      answer === 'denied' ? {} : { code: `code-${answer}-1`, shop_id: answer === 'mine' ? '71' : '72' },
    token: account => ({ ...plainToken(account), expire_in: 14_400 }),
    store: account => ({
      ...{ error: '', shop_name: `Pebble ${account}`, region: 'SG', status: 'NORMAL', expire_time: 1_900_000_000 },
    }),
  },
  {
    ...{ id: 'shopify', addresses: ['SHOPIFY_API_URL'], host: 'local' },
    typed: { ...app, shop: 'pebble-mine.myshopify.com' },
    back: (asked, answer) => {
      const state = asked.get('state') ?? ''
      if (answer === 'denied') return { error: 'access_denied', state }
      const query = { code: `code-${answer}-1`, shop: `pebble-${answer}.myshopify.com`, state, timestamp: '1780000000' }
      return { ...query, hmac: signedByShopify(query) }
    },
    token: account => ({ access_token: `access-${account}-1`, scope: 'read_orders' }),
    store: account => ({
      data: {
        ...{ currentAppInstallation: { accessScopes: [{ handle: 'read_all_orders' }] }, orders: { nodes: [] } },
        shop: {
          ...{ id: 'gid://1', name: `Pebble ${account}`, myshopifyDomain: `pebble-${account}.myshopify.com` },
          ...{ ianaTimezone: 'America/New_York', currencyCode: 'USD' },
        },
      },
    }),
  },
  {
    ...{ id: 'tiktok', addresses: ['TIKTOK_API_URL', 'TIKTOK_AUTH_URL'], host: 'https://services.us.tiktokshop.com' },
    typed: { app_key: '3001', app_secret: 'secret-of-app', service_id: '730', seller_region: 'us' },
    back: coded,
    token: account => ({
      ...{ code: 0, message: 'ok' },
      data: { ...plainToken(account), access_token_expire_in: 1_900_000_000, refresh_token_expire_in: 1_900_000_000 },
    }),
    store: account => ({
      code: 0,
      data: { shops: [{ id: `T-${account}`, cipher: `c-${account}`, name: `Pebble ${account}`, region: 'US' }] },
    }),
  },
  {
    ...{ id: 'yahoo', addresses: ['YAHOO_API_URL', 'YAHOO_AUTH_URL'], host: 'local' },
    typed: { ...app, seller_id: 'pebble' },
    back: coded,
    token: plainToken,
    store: () => '<?xml version="1.0"?><Result><Status>OK</Status><Search><TotalCount>0</TotalCount></Search></Result>',
  },
]

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant */
function signedByShopify(query: Readonly<Record<string, string>>): string {
  const text = Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return createHmac('sha256', app.client_secret).update(text).digest('hex')
}

function ebayOrder(account: string) {
  return {
    ...{ orderId: `${account}-1`, sellerId: `seller-${account}`, creationDate: new Date().toISOString() },
    ...{ lastModifiedDate: new Date().toISOString(), orderFulfillmentStatus: 'FULFILLED' },
    ...{ orderPaymentStatus: 'PAID', cancelStatus: { cancelState: 'NONE_REQUESTED' } },
    ...{ pricingSummary: {}, paymentSummary: { payments: [], refunds: [] }, lineItems: [] },
  }
}

/** The page on which a seller agrees, with the address to come back to. */
export function consentPage(market: AskingMarket, url: URL, registered: string): string {
  const asked = url.searchParams
  const target = asked.get('redirect_uri') ?? asked.get('redirect') ?? registered
  const to = target.startsWith('http') ? target : registered // eBay names an address that is registered
  const link = (answer: Answer) => {
    const back = new URL(to)
    for (const [name, value] of Object.entries(market.back(asked, answer))) back.searchParams.set(name, value)
    return `<a id="${answer}" href="${back.href.replaceAll('&', '&amp;')}">${answer}</a>`
  }
  return `<!doctype html><title>Agree?</title>${link('mine')} ${link('other')} ${link('denied')}`
}

/** What such a marketplace answers to our service; a code or token of nobody is refused. */
export function marketAnswer(market: AskingMarket, asked: Asked): Reply {
  const said = `${asked.path} ${asked.query} ${asked.body} ${JSON.stringify(asked.headers)}`
  const account = /(?:code|refresh|access)-(mine|other)-/.exec(said)?.[1]
  if (account === undefined) return { status: 400, body: { error: 'invalid_grant', code: 'InvalidCode' } }
  const isToken = /token/.test(asked.path)
  return { status: 200, body: isToken ? market.token(account) : market.store(account) }
}
