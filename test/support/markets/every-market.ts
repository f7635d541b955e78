import { localDay } from '#src/domain/days.ts'
import { fakeKeys as ebayKeys, startFakeEbay } from '#test/connectors/ebay/fake-ebay.ts'
import { fakeKeys as lazadaKeys, startFakeLazada } from '#test/connectors/lazada/fake-lazada.ts'
import { shopOrders as lazadaOrders } from '#test/connectors/lazada/made-shop.ts'
import { rmsOrder } from '#test/connectors/rakuten/made-rms.ts'
import { startStrictRms } from '#test/connectors/rakuten/strict-rms.ts'
import { fakeKeys as shopeeKeys, startFakeShopee } from '#test/connectors/shopee/fake-shopee.ts'
import { shopOrders as shopeeOrders } from '#test/connectors/shopee/made-shop.ts'
import { fakeKeys as shopifyKeys, startFakeShopify } from '#test/connectors/shopify/fake-shopify.ts'
import { startFakeTiktok, fakeKeys as tiktokKeys } from '#test/connectors/tiktok/fake-tiktok.ts'
import { tiktokOrder } from '#test/connectors/tiktok/made-tiktok.ts'
import { startFakeWalmart, fakeKeys as walmartKeys } from '#test/connectors/walmart/fake-walmart.ts'
import { yahooOrder } from '#test/connectors/yahoo/made-yahoo.ts'
import { startStrictYahoo, keysOf as yahooKeys } from '#test/connectors/yahoo/strict-yahoo.ts'
import { fakeKeys as amazonKeys, startFakeAmazon } from '#test/support/amazon/market.ts'
import { startLocalMarket } from '#test/support/local-market.ts'
import { type MadeOrder, madeOrders } from '#test/support/made-orders.ts'

/** A marketplace on this machine with a shop that has orders. */
export interface EveryMarket {
  readonly keys: object
  readonly env: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

const pacific = 'America/Los_Angeles'

/** Starts the marketplace of every connector, with the orders of so many days before a moment. */
export const everyMarket: Readonly<Record<string, (now: () => Date, days: number) => Promise<EveryMarket>>> = {
  amazon: async (now, days) => {
    const { url, close } = await startFakeAmazon(settled(now(), days, pacific), now)
    const env = { AMAZON_API_URL: url, AMAZON_LWA_URL: url, AMAZON_ADS_API_URL: url }
    return { keys: amazonKeys, env, close }
  },
  rakuten: async (now, days) => {
    const rms = await startStrictRms(now)
    rms.orders = settled(now(), days, 'Asia/Tokyo').map(rmsOrder)
    const keys = { service_secret: 'SP77_service', license_key: 'SL77_licence' }
    return { keys, env: { RAKUTEN_API_URL: rms.url }, close: rms.close }
  },
  yahoo: async (now, days) => {
    const yahoo = await startStrictYahoo(now)
    yahoo.orders = settled(now(), days, 'Asia/Tokyo').map(yahooOrder)
    const { url, close } = yahoo
    return { keys: yahooKeys('hana'), env: { YAHOO_API_URL: url, YAHOO_AUTH_URL: url }, close }
  },
  walmart: async (now, days) => {
    const { url, close } = await startFakeWalmart(settled(now(), days, pacific), now)
    return { keys: walmartKeys, env: { WALMART_API_URL: url }, close }
  },
  shopify: async (now, days) => {
    const fake = await startFakeShopify(now)
    fake.orders = settled(now(), days, 'America/New_York').map(order => ({
      id: `gid://shopify/Order/${order.id}`,
      created: order.placed,
      updated: order.changed,
      cancelled: order.state === 'CANCELLED' ? order.changed : null,
      lines: order.lines.map((line, row) => ({ ...line, cents: line.cents ?? 0, id: `${order.id}/${row}` })),
      refunds: [],
    }))
    return { keys: shopifyKeys, env: { SHOPIFY_API_URL: fake.url }, close: () => fake.close() }
  },
  ebay: async (now, days) => {
    const { url, close } = await startFakeEbay(settled(now(), days, pacific), now)
    return { keys: ebayKeys, env: { EBAY_API_URL: url, EBAY_FINANCES_URL: url }, close }
  },
  tiktok: async (now, days) => {
    const fake = await startFakeTiktok(now)
    fake.orders = settled(now(), days, pacific).map(tiktokOrder)
    const { url, close } = fake
    return { keys: tiktokKeys, env: { TIKTOK_API_URL: url, TIKTOK_AUTH_URL: url, TIKTOK_ADS_URL: url }, close }
  },
  shopee: async (now, days) => {
    const fake = await startFakeShopee(now)
    fake.orders = shopeeOrders(now(), days, 'Asia/Singapore', 'SGD', 2)
    return { keys: shopeeKeys, env: { SHOPEE_API_URL: fake.url }, close: () => fake.close() }
  },
  lazada: async (now, days) => {
    const fake = await startFakeLazada(now)
    fake.orders = lazadaOrders(now(), days, 'Asia/Singapore', 'SGD', 2)
    const url = `${fake.url}/rest`
    return { keys: lazadaKeys, env: { LAZADA_API_URL: url, LAZADA_AUTH_URL: url }, close: () => fake.close() }
  },
  'http-json': async (now, days) => {
    const rows = Array.from({ length: days }, (_, back) => ({
      day: localDay(new Date(now().getTime() - back * 86_400_000), pacific),
      spend: `${back + 1}.50`,
    }))
    const { url, close } = await startLocalMarket(() => ({ status: 200, body: rows }))
    const stores = [{ name: 'Office', currency: 'USD', time_zone: pacific, market: 'us' }]
    const reports = [{ address: `${url}/api?from={from}&to={to}`, day: 'day', measures: { ad_spend: 'spend' } }]
    return { keys: { stores, reports, token: 'erp-secret-of-ours', allow_private: true }, env: {}, close }
  },
}

function settled(now: Date, days: number, timeZone: string): readonly MadeOrder[] {
  return madeOrders(now, days, timeZone).filter(order => order.state !== 'PENDING')
}
