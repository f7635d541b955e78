import { z } from 'zod'
import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import { ask, type Context, version } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { Keys } from './keys.ts'
import { pullOrders } from './orders.ts'
import { shopQuery } from './queries.ts'

const Shop = z.object({
  shop: z.object({ name: z.string(), myshopifyDomain: z.string(), ianaTimezone: z.string(), currencyCode: z.string() }),
})

/** One shop on Shopify: orders with discounts, cancellations and refunds. See the README of this folder. */
export const shopify = defineConnector<Keys>({
  id: 'shopify',
  label: { en: 'Shopify', ja: 'Shopify', 'zh-CN': 'Shopify' },
  platform: 'shopify',
  keys: Keys,
  keyTexts,
  consent,
  refreshKey: null,
  auth: ['static-key', 'client-credentials'],
  addresses: ({ shop }) => ({ SHOPIFY_API_URL: `https://${shop}` }),
  versions: [{ api: 'admin', ...version }],
  // Judgement: the marketplace counts points, which the answers tell; this only spaces calls.
  budgets: [{ id: 'graphql', perSecond: 2, burst: 10, per: 'connection' }],
  // Not asked for; cut all the same should they ever come.
  personal: ['customer', 'email', 'phone', 'billingAddress', 'shippingAddress', 'note', 'clientIp', 'displayAddress'],
  listStores,
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
      tells: [
        'gross_sales',
        'cancelled_sales',
        'net_sales',
        'orders',
        'order_lines',
        'units',
        'discount_shop',
        'shipping_income',
        'tax_amount',
        'refunds_amount',
        'refunds_count',
        'orders_cancelled_buyer',
        'orders_cancelled_shop',
        'orders_cancelled_stockout',
      ],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 60,
      historyDays: null,
      sliceDays: 7,
      scopes: ['read_orders', 'read_all_orders'],
      pull: pullOrders,
    },
  ],
})

async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { shop } = (await ask(context, shopQuery, Shop)).data
  const market = context.keys.market ?? marketOf(shop.currencyCode, shop.ianaTimezone)
  return [
    {
      externalId: shop.myshopifyDomain,
      name: shop.name,
      market,
      timeZone: shop.ianaTimezone,
      currency: shop.currencyCode,
    },
  ]
}

const euroMarkets: Readonly<Record<string, string>> = {
  'Europe/Paris': 'fr',
  'Europe/Madrid': 'es',
  'Europe/Rome': 'it',
  'Europe/Amsterdam': 'nl',
  'Europe/Brussels': 'be',
  'Europe/Vienna': 'at',
  'Europe/Dublin': 'ie',
}

/** The shop does not tell its buyers' country: a currency begins with its country (ISO 4217), the euro goes by zone. */
function marketOf(currency: string, timeZone: string): string {
  return currency === 'EUR' ? (euroMarkets[timeZone] ?? 'de') : currency.slice(0, 2).toLowerCase()
}
