import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import type { Store } from '#src/domain/place.ts'

/** All names a line may use: KPIs (built in and customer-made, as they stand today), measures, stores, people. */
export interface Catalog {
  readonly kpis: readonly Kpi[]
  readonly measures: readonly Measure[]
  readonly stores: readonly (Store & { readonly aliases: readonly string[] })[]
  readonly people: readonly CatalogPerson[]
  readonly findKpi: (id: string) => Kpi | null
}

export interface CatalogPerson {
  readonly id: number
  readonly name: string
  readonly email: string
}
