import { z } from 'zod'
import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import {
  refundMeasures,
  returnedGoodsMeasures,
  saleMeasures,
  shippingTimeMeasures,
} from '#src/domain/orders/measures.ts'
import { ask, type Context, version } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { pullCosts } from './costs.ts'
import { Keys } from './keys.ts'
import { pullOrders } from './orders.ts'
import { accessQuery, shopQuery } from './queries.ts'
import { pullReturns } from './returns.ts'
import { grantedScopes, openDays, openDaysOnly } from './scopes.ts'
import { pullStock } from './stock.ts'
import { pullTraffic, trafficMeasures } from './traffic.ts'

const Shop = z.object({
  shop: z.object({ name: z.string(), myshopifyDomain: z.string(), ianaTimezone: z.string(), currencyCode: z.string() }),
})

/** One shop on Shopify: orders, returns, costs, visits, stock. See the README of this folder. */
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
  budgets: [{ id: 'graphql', perSecond: 4, burst: 20, per: 'connection' }],
  // Not asked for; cut all the same should they ever come.
  personal: ['customer', 'email', 'phone', 'billingAddress', 'shippingAddress', 'note', 'clientIp', 'displayAddress'],
  listStores,
  expiries,
  feeds: [
    {
      id: 'orders',
      label: { en: 'Orders', ja: '注文', 'zh-CN': '订单' },
      tells: [
        ...saleMeasures,
        ...refundMeasures,
        ...shippingTimeMeasures,
        'discount_shop',
        'shipping_income',
        'tax_amount',
        'orders_cancelled_buyer',
        'orders_cancelled_shop',
        'orders_cancelled_stockout',
      ],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 1,
      finalAfterDays: 59,
      historyDays: null,
      sliceDays: 30, // two pieces are just what is open without a further permission
      scopes: ['read_orders', 'read_all_orders'],
      pull: openDaysOnly(pullOrders),
    },
    {
      id: 'returns',
      label: { en: 'Returns', ja: '返品', 'zh-CN': '退货' },
      tells: [...returnedGoodsMeasures],
      grain: 'ledger',
      everyMinutes: 60,
      dueHours: 2,
      finalAfterDays: 59,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['read_returns'],
      pull: openDaysOnly(pullReturns),
    },
    {
      id: 'costs',
      label: { en: 'Cost of goods', ja: '売上原価', 'zh-CN': '商品成本' },
      tells: ['cogs'],
      grain: 'ledger',
      everyMinutes: 60,
      dueHours: 2,
      finalAfterDays: 7,
      historyDays: 365,
      sliceDays: 30,
      scopes: ['read_inventory', 'read_products'],
      pull: openDaysOnly(pullCosts),
    },
    {
      id: 'traffic',
      label: { en: 'Visits', ja: 'アクセス', 'zh-CN': '流量' },
      tells: trafficMeasures,
      grain: 'store',
      everyMinutes: 360,
      dueHours: 12,
      finalAfterDays: 3,
      historyDays: 730,
      sliceDays: 90,
      scopes: ['read_reports'],
      pull: pullTraffic,
    },
    {
      id: 'stock',
      label: { en: 'Stock', ja: '在庫', 'zh-CN': '库存' },
      tells: ['stock_on_hand', 'stock_value', 'inbound_units', 'sku_active', 'sku_out_of_stock'],
      grain: 'snapshot',
      everyMinutes: 360,
      dueHours: 12,
      finalAfterDays: 0,
      historyDays: 0,
      sliceDays: 1,
      scopes: ['read_inventory', 'read_products'],
      pull: pullStock,
    },
  ],
})

/** Asked before any history: whether orders may be read, and how far back. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const { shop } = (await ask(context, shopQuery, Shop)).data
  await ask(context, accessQuery, z.unknown())
  const scopes = await grantedScopes(context)
  const market = context.keys.market ?? marketOf(shop.currencyCode, shop.ianaTimezone)
  return [
    {
      externalId: shop.myshopifyDomain,
      name: shop.name,
      market,
      timeZone: shop.ianaTimezone,
      currency: shop.currencyCode,
      ...(scopes && !scopes.has('read_all_orders') && { note: sixtyDays }),
    },
  ]
}

const sixtyDays = {
  en: `Without the permission read_all_orders Shopify opens the last ${openDays} days only: older orders are not fetched.`,
  ja: `read_all_orders の権限がないため、Shopifyが開示するのは直近${openDays}日の注文だけです。それ以前は取得しません。`,
  'zh-CN': `没有 read_all_orders 权限时，Shopify 只开放最近 ${openDays} 天的订单，更早的不会获取。`,
}

/** When the pinned version ends; at once where Shopify answers with another, which it does without a word. */
async function expiries(context: Context): Promise<Readonly<Record<string, Date>>> {
  const { apiVersion } = await ask(context, shopQuery, Shop)
  const isGone = apiVersion !== null && apiVersion !== version.pinned
  return { [`api_${version.pinned}`]: isGone ? context.now() : new Date(`${version.sunset}T17:00:00Z`) }
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
