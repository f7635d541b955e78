import { eq } from 'drizzle-orm'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import { createFigures, type Figures, type Reader } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { createStore, type NewStore } from '#src/features/stores/store/stores.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { sources } from '#src/platform/database/schema/index.ts'

/** A company in a database of its own: stores, figures written as sources write them, and the engine over it. */
export interface Company {
  readonly db: Db
  readonly figures: Figures
  readonly addStore: (over?: Partial<NewStore>) => Promise<Store>
  readonly write: (store: Store, days: Days, options?: WriteOptions) => Promise<void>
  readonly read: (request: ReadOptions) => Promise<Figure>
}

/** Day → measure → exact decimal. */
export type Days = Readonly<Record<string, Readonly<Record<string, string | number>>>>

interface WriteOptions {
  readonly source?: string
  readonly rank?: number
  readonly provisionalDays?: number
  readonly dueHours?: number
  readonly sku?: string
  readonly at?: string
}

interface ReadOptions {
  readonly kpi: Kpi
  readonly stores: readonly Store[]
  readonly period: Period
  readonly place?: Place
  readonly now?: string
}

/** Well after November 2017: all days are over. */
export const longAfter = '2018-03-01T12:00:00Z'

/** Sets a company up in an empty database. */
export function company({ db }: Pick<Database, 'db'>): Company {
  const figures = createFigures(db)
  let count = 0
  return {
    db,
    figures,
    addStore: over => createStore(db, { ...plainStore(`store-${++count}-${Math.round(performance.now())}`), ...over }),
    write: (store, days, options = {}) => write(db, store, days, options),
    read: async ({ kpi, stores, period, place = { kind: 'all' }, now = longAfter }) => {
      const [figure] = await figures.read(readerOf(stores), { kpis: [kpi], place, period, now: new Date(now) })
      if (!figure) throw new Error('No figure came back')
      return figure
    },
  }
}

/** A reader of exactly these stores. */
export function readerOf(stores: readonly Store[]): Reader {
  return { stores, demo: stores.every(store => store.demo) }
}

function plainStore(slug: string): NewStore {
  return { slug, name: slug, platform: 'other', market: 'us', currency: 'USD', timeZone: 'America/New_York' }
}

async function write(db: Db, store: Store, days: Days, options: WriteOptions): Promise<void> {
  const { source = 'push/erp', rank, provisionalDays, dueHours, sku = '', at = '2018-01-01T00:00:00Z' } = options
  const { id } = await ensureSource(db, source)
  const change = {
    ...(rank === undefined ? {} : { rank }),
    ...(provisionalDays === undefined ? {} : { provisionalDays }),
    ...(dueHours === undefined ? {} : { dueHours }),
  }
  if (Object.keys(change).length > 0) await db.update(sources).set(change).where(eq(sources.id, id))
  const rows = Object.entries(days).map(([day, measures]) => ({
    storeId: store.id,
    sku,
    day,
    measures: Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, String(value)])),
  }))
  await writeObservations(db, { sourceId: id, rows, mode: 'merge', now: new Date(at) })
}
