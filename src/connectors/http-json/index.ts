import { defineConnector, type FoundStore } from '#src/contracts/connector.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { pullFigures } from './figures.ts'
import { Keys } from './keys.ts'
import { askPage, type Context } from './request.ts'
import { rowsOf } from './rows.ts'
import { tryReports } from './try-keys.ts'

/** Any system that answers JSON or CSV at an address: ERPs, warehouses, one's own reports. See the README of this folder. */
export const httpJson = defineConnector<Keys>({
  id: 'http-json',
  label: { en: 'JSON or CSV address', ja: 'JSON／CSVのアドレス', 'zh-CN': 'JSON/CSV 地址' },
  platform: 'other',
  keys: Keys,
  keyTexts: {
    stores: { label: { en: 'Stores (JSON)', ja: '店舗（JSON）', 'zh-CN': '店铺（JSON）' } },
    reports: { label: { en: 'Reports (JSON)', ja: 'レポート（JSON）', 'zh-CN': '报表（JSON）' } },
  },
  refreshKey: null,
  auth: ['static-key'],
  addresses: () => ({}),
  versions: [],
  // Judgement: nobody's limits are known; few systems mind two calls a second.
  budgets: [{ id: 'calls', perSecond: 2, burst: 10, per: 'connection' }],
  personal: [],
  listStores,
  tryKeys: context => tryReports(storesOf(context), context),
  feeds: [
    {
      id: 'figures',
      label: { en: 'Figures', ja: '数値', 'zh-CN': '数据' },
      tells: [], // what the keys name: no two systems tell the same
      grain: 'sku',
      everyMinutes: 15,
      dueHours: 12,
      finalAfterDays: 35,
      historyDays: null,
      sliceDays: 31,
      scopes: [],
      pull: pullFigures,
    },
  ],
})

/** The stores stand in the keys; yesterday of the first report is asked for, to prove address, token and columns. */
async function listStores(context: Context): Promise<readonly FoundStore[]> {
  const stores = storesOf(context)
  const [store] = stores
  if (!store) return []
  const yesterday = shiftDays(localDay(context.now(), store.timeZone), -1)
  for (const report of context.keys.reports) {
    const page = { number: report.pages?.first ?? 1, cursor: '' }
    rowsOf(report, await askPage(report, { store, window: { from: yesterday, to: yesterday }, page }, context))
  }
  return stores
}

function storesOf({ keys }: Context): readonly FoundStore[] {
  return keys.stores.map(({ name, currency, time_zone, market }) => ({
    externalId: name,
    name,
    market,
    timeZone: time_zone,
    currency,
  }))
}
