import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { PlaceKey, Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What was done to a target: set, removed, or one of the steps of a proposal. */
export interface HistoryEntry {
  readonly at: Date
  readonly what: string
  readonly person: string | null
  readonly kpi: Kpi
  readonly place: PlaceKey
  readonly validFrom: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly currency: string | null
  /** `null`: it was no proposal. */
  readonly proposal: number | null
  readonly reason: string | null
}

/** What was done to targets as rows, the newest first; values in major units, ratios 0–1. */
export function historyTable(
  entries: readonly HistoryEntry[],
  stores: readonly Pick<Store, 'slug' | 'name'>[],
): DataTable {
  return listTable('target_history', title, entries, {
    at: ({ at }) => at,
    what: ({ what }) => what,
    by: ({ person }) => person,
    kpi: ({ kpi }) => kpi.id,
    name: ({ kpi }) => kpi.label,
    key: ({ place }) => place,
    place: ({ place }) => placeLabel(place, stores),
    validFrom: ({ validFrom }) => validFrom,
    target: ({ kpi, currency, value }) => numberOf(kpi, currency, value),
    low: ({ kpi, currency, low }) => numberOf(kpi, currency, low),
    high: ({ kpi, currency, high }) => numberOf(kpi, currency, high),
    unit: ({ kpi, currency }) => unitOf(kpi, currency),
    proposal: ({ proposal }) => proposal,
    reason: ({ reason }) => reason,
  })
}

const title: Localized = { en: 'History of targets', ja: '目標の履歴', 'zh-CN': '目标历史' }
