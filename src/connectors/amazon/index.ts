import { z } from 'zod'
import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'
import { consent, keyTexts } from './consent.ts'
import { Keys, marketplaces } from './keys.ts'
import { pullOrderReport } from './order-report.ts'
import { pullChangedOrders } from './orders.ts'
import { pullTraffic, trafficMeasures } from './traffic.ts'

const Participations = z.object({
  payload: z.array(
    z.object({
      marketplace: z.object({
        id: z.string(),
        name: z.string(),
        countryCode: z.string(),
        defaultCurrencyCode: z.string(),
      }),
      storeName: z.string().optional(),
      participation: z.object({ isParticipating: z.boolean() }),
    }),
  ),
})

/** Amazon of one region: orders by what changed, history by report, visits. See the README of this folder. */
export const amazon = defineConnector<Keys>({
  id: 'amazon',
  label: { en: 'Amazon', ja: 'Amazon', 'zh-CN': '亚马逊' },
  platform: 'amazon',
  keys: Keys,
  keyTexts,
  consent,
  refreshKey: 'refresh_token',
  auth: ['authorisation-code', 'refresh-token'],
  addresses: ({ region }) => ({
    AMAZON_API_URL: `https://sellingpartnerapi-${region}.amazon.com`,
    AMAZON_LWA_URL: 'https://api.amazon.com',
    AMAZON_ADS_API_URL:
      region === 'fe' ? 'https://advertising-api-fe.amazon.com' : 'https://advertising-api.amazon.com',
  }),
  versions: [
    { api: 'orders', pinned: '2026-01-01', sunset: null },
    { api: 'reports', pinned: '2021-06-30', sunset: null },
    { api: 'sellers', pinned: 'v1', sunset: null },
  ],
  // Rates of the usage plans in the API reference; a pair of seller and application has its own.
  budgets: [
    { id: 'sellers', perSecond: 0.016, burst: 15, per: 'connection' },
    { id: 'searchOrders', perSecond: 0.0056, burst: 20, per: 'connection' },
    { id: 'createReport', perSecond: 0.0167, burst: 15, per: 'connection' },
    { id: 'getReports', perSecond: 0.0222, burst: 10, per: 'connection' },
    { id: 'getReport', perSecond: 2, burst: 15, per: 'connection' },
    { id: 'getReportDocument', perSecond: 0.0167, burst: 15, per: 'connection' },
  ],
  personal: [
    'buyer',
    'recipient',
    'buyerName',
    'buyerEmail',
    'deliveryAddress',
    'phone',
    'giftMessage',
    'customer-comments',
  ],
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
      ],
      grain: 'ledger',
      everyMinutes: 15,
      dueHours: 2,
      finalAfterDays: 30,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['Inventory and Order Tracking'],
      pull: (request, context) =>
        request.kind === 'tip' || request.kind === 'dry'
          ? pullChangedOrders(request, context)
          : pullOrderReport(request, context),
    },
    {
      id: 'traffic',
      label: { en: 'Sales and traffic', ja: '売上・トラフィック', 'zh-CN': '销售与流量' },
      tells: trafficMeasures,
      grain: 'store',
      everyMinutes: 360,
      dueHours: 72,
      finalAfterDays: 7,
      historyDays: 730,
      sliceDays: 30,
      scopes: ['Brand Analytics'],
      pull: pullTraffic,
    },
  ],
})

/** The marketplaces in which the seller takes part and whose zone we know. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const answer = await call(context, { path: '/sellers/v1/marketplaceParticipations', budget: 'sellers' })
  return read(Participations, answer).payload.flatMap(({ marketplace, storeName, participation }) => {
    const known = marketplaces[marketplace.id]
    if (!known || !participation.isParticipating) return []
    const name = storeName ? `${storeName} (${marketplace.name})` : marketplace.name
    return [{ externalId: marketplace.id, name, ...known, currency: marketplace.defaultCurrencyCode }]
  })
}
