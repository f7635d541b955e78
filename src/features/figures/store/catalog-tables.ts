import { sql } from 'drizzle-orm'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { listPeople, type Person } from '#src/features/people/index.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { isShared, type SharedTable, sharedRead } from '#src/platform/database/shared-reads.ts'
import { type Definition, listDefinitions } from './definitions.ts'

/** What every answer begins with: all stores by slug, active people by name, the history of customers' KPIs. */
export interface CatalogTables {
  readonly stores: readonly StoredStore[]
  readonly people: readonly Person[]
  readonly definitions: readonly Definition[]
}

const tables: readonly SharedTable[] = ['stores', 'people', 'kpi_definitions']

/** Reads the three tables in one statement; those that this piece of work has read already are not read again. */
export async function readCatalogTables(db: Db): Promise<CatalogTables> {
  if (!tables.some(isShared)) {
    const read = readAtOnce(db)
    await Promise.all([
      sharedRead('stores', () => read.then(found => found.stores)),
      sharedRead('people', () => read.then(found => found.people)),
      sharedRead('kpi_definitions', () => read.then(found => found.definitions)),
    ])
    return read
  }
  const [stores, people, definitions] = await Promise.all([listStores(db), listPeople(db), listDefinitions(db)])
  return { stores, people, definitions }
}

async function readAtOnce(db: Db): Promise<CatalogTables> {
  const [row] = await db.execute(sql`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'name', name, 'platform', platform,
        'market', market, 'currency', currency, 'timeZone', time_zone, 'aliases', aliases, 'demo', demo)
        order by slug), '[]') from stores) as stores,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'email', email, 'role', role, 'scope', scope,
        'locale', locale, 'timeZone', time_zone, 'active', active, 'demo', demo)
        order by name, id), '[]') from people where active) as people,
      (select coalesce(json_agg(json_build_object('id', id, 'kpi', definition, 'validFrom', valid_from,
        'withdrawn', withdrawn) order by valid_from, id), '[]') from kpi_definitions) as definitions`)
  // The names above are those of the types; `definition` is a KPI, as definitions.ts writes it.
  return {
    stores: (row?.stores ?? []) as readonly StoredStore[],
    people: (row?.people ?? []) as readonly Person[],
    definitions: (row?.definitions ?? []) as readonly (Definition & { readonly kpi: Kpi })[],
  }
}
