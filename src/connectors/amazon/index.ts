import { defineConnector } from '#src/contracts/connector.ts'
import { budgets } from './budgets.ts'
import { consent, keyTexts } from './consent.ts'
import { feeds } from './feeds.ts'
import { Keys } from './keys.ts'
import { knowsOrder, listStores, recentOrders } from './markets.ts'
import { ownTotals } from './totals.ts'

/** Amazon of one region: orders, visits, fees, stock, returns, health, feedback and advertising. See the README of this folder. */
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
    { api: 'data kiosk', pinned: '2023-11-15', sunset: null },
    { api: 'finances', pinned: '2024-06-19', sunset: null },
    { api: 'fba inventory', pinned: 'v1', sunset: null },
    { api: 'customer feedback', pinned: '2024-06-01', sunset: null },
    { api: 'sales', pinned: 'v1', sunset: null },
    { api: 'sellers', pinned: 'v1', sunset: null },
    { api: 'ads reporting', pinned: 'v3', sunset: null },
  ],
  budgets,
  personal: [
    'buyer',
    'recipient',
    'buyerName',
    'buyerEmail',
    'deliveryAddress',
    'phone',
    'giftMessage',
    'customer-comments',
    'reviewSnippets',
  ],
  listStores,
  account: { ids: 'market', knowsOrder, recentOrders },
  totals: ownTotals,
  feeds,
})
