import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import type { Rate } from '#src/domain/rates.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { mainKpi } from '#src/features/figures/index.ts'
import {
  type PlanEntry,
  type PlanRow,
  type PlanTotal,
  planHistory,
  planRows,
  planTotals,
  typedValue,
} from '#src/features/planning/index.ts'
import { listRates } from '#src/features/stores/index.ts'
import type { View } from '#src/http/settings/view.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'

/** What a sheet is drawn from. */
export interface PlanData {
  readonly year: number
  readonly kpi: Kpi
  /** Whose targets alone are shown, of all KPIs; `null`: one KPI of all stores. */
  readonly owner: { readonly id: number; readonly name: string } | null
  readonly kpis: readonly Kpi[]
  readonly stores: readonly (Store & { readonly aliases: readonly string[] })[]
  readonly history: readonly Target[]
  readonly rows: readonly PlanRow[]
  readonly rates: readonly Rate[]
  readonly base: string
  readonly people: readonly { readonly id: number; readonly name: string }[]
  /** What was typed and is looked at, by the name of its field; absent: nothing. */
  readonly typed?: ReadonlyMap<string, TypedCell>
  /** Fields that would go on with another value because an earlier month changes; absent: none. */
  readonly following?: ReadonlySet<string>
  /** All targets of these KPIs at these stores. */
  historyOf(kpis: readonly Kpi[]): Promise<readonly Target[]>
}

/** A field of the sheet that says something else than the sheet does. */
export interface TypedCell {
  readonly name: string
  readonly text: string
  /** `null`: it cannot be used. */
  readonly entry: PlanEntry | null
  readonly why: Localized | null
}

/** The sheet that the address asks for: a year, and one KPI or one person. */
export async function dataOf(view: View): Promise<PlanData> {
  const { parts, context, query } = view
  const { caller, catalog } = context
  const thisYear = Number(localDay(parts.now(), view.zone).slice(0, 4))
  const asked = Number(query.year)
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= thisYear + 5 ? asked : thisYear
  const kpis = catalog.kpis.filter(({ better }) => better !== 'band')
  const kpi = kpis.find(({ id }) => id === query.kpi) ?? mainKpi(context)
  const stores = catalog.stores.filter(
    store => caller.stores.some(own => own.id === store.id) && store.demo === caller.demo,
  )
  const owner = catalog.people.find(({ id }) => String(id) === query.who) ?? null
  const shown = owner ? kpis : [kpi]
  const historyOf = (of: readonly Kpi[]) => planHistory(parts.db, { kpis: of, stores, demo: caller.demo })
  const history = await historyOf(shown)
  const all = planRows(history, { kpis: shown, stores, year })
  const rows = owner ? all.filter(row => row.owner?.id === owner.id) : all
  const rates = (await listRates(parts.db)).filter(one => one.demo === caller.demo)
  const owners = new Map(history.flatMap(target => (target.owner ? [[target.owner.id, target.owner] as const] : [])))
  return {
    ...{ year, kpi, owner, kpis, stores, history, rows, rates },
    base: await baseCurrency(parts.db),
    people: [...owners.values()],
    historyOf,
  }
}

/** The name of the field of a month. */
export function fieldOf({ kpi, store }: Pick<PlanRow, 'kpi' | 'store'>, month: string): string {
  return `c/${kpi.id}/${store.slug}/${month.slice(0, 7)}`
}

/** A value as its field shows it; `null` is empty. */
export function shownValue(value: number | null, { kpi, store }: Pick<PlanRow, 'kpi' | 'store'>): string {
  return value === null ? '' : typedValue(value, kpi, kpi.unit === 'money' ? store.currency : null)
}

/** Sums of each KPI of a sheet. */
export function totalsOf(data: Pick<PlanData, 'rows' | 'rates' | 'base'>): ReadonlyMap<Kpi, PlanTotal> {
  const kpis = [...new Set(data.rows.map(({ kpi }) => kpi))]
  return new Map(
    kpis.map(kpi => [
      kpi,
      planTotals(
        data.rows.filter(row => row.kpi === kpi),
        data,
      ),
    ]),
  )
}
