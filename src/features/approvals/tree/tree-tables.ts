import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Root } from './tree-card.ts'

/** A target broken down: a row for each store, and one for each store and day; values in the currency of the whole. */
export function treeTables({ kpi, period, currency, own, tree }: Root): readonly DataTable[] {
  const stores = tree.stores.map((part, at) => ({ ...part, owner: own[at]?.owner?.name ?? null }))
  const days = stores.flatMap(({ store, days: parts }) => parts.map(part => ({ store, ...part })))
  const shared = { kpi: () => kpi.id, name: () => kpi.label }
  const amount = {
    target: ({ value }: { readonly value: number }) => numberOf(kpi, currency, value),
    unit: () => unitOf(kpi, currency),
  }
  return [
    listTable('target_stores', texts.stores, stores, {
      ...shared,
      key: ({ store }) => `store:${store.slug}`,
      place: ({ store }) => store.name,
      owner: ({ owner }) => owner,
      from: () => period.from,
      to: () => period.end,
      ...amount,
    }),
    listTable('target_days', texts.days, days, {
      ...shared,
      key: ({ store }) => `store:${store.slug}`,
      place: ({ store }) => store.name,
      day: ({ day }) => day,
      ...amount,
    }),
  ]
}

const texts = {
  stores: { en: 'By store', ja: '店舗別', 'zh-CN': '按店铺' },
  days: { en: 'By store and day', ja: '店舗・日別', 'zh-CN': '按店铺和日期' },
} satisfies Record<string, Localized>
