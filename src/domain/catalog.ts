import { builtInKpis } from '#src/domain/kpis/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { measures } from '#src/domain/measures/index.ts'
import type { Measure } from './measure.ts'
import type { Day } from './period/index.ts'
import type { Store } from './place.ts'

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

/** What stands in the database of a catalog. */
export interface CatalogParts {
  /** The history of customer-made KPIs, oldest first: of several with one id the last stands. */
  readonly definitions: readonly { readonly kpi: Kpi; readonly validFrom: Day; readonly withdrawn: boolean }[]
  readonly stores: Catalog['stores']
  readonly people: readonly CatalogPerson[]
  /** Definitions that count from a later day on are left out; absent: all count. */
  readonly today?: Day
}

/** Puts the names together: built-in KPIs first, then the customer's, which replace built-in ones of the same id. */
export function buildCatalog({ definitions, stores, people, today }: CatalogParts): Catalog {
  const byId = new Map(builtInKpis.map(kpi => [kpi.id, kpi]))
  for (const { kpi, validFrom, withdrawn } of definitions) {
    if (today !== undefined && validFrom > today) continue
    if (withdrawn) restore(byId, kpi.id)
    else byId.set(kpi.id, kpi)
  }
  return { kpis: [...byId.values()], measures, stores, people, findKpi: id => byId.get(id) ?? null }
}

/** A withdrawn KPI gives way to the built-in one it replaced. */
function restore(byId: Map<string, Kpi>, id: string): void {
  const builtIn = builtInKpis.find(kpi => kpi.id === id)
  if (builtIn === undefined) byId.delete(id)
  else byId.set(id, builtIn)
}
