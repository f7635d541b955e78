import { daysBetween, later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Store } from '#src/domain/place.ts'
import { listCoverage } from '#src/features/ingest/store/source-values.ts'
import { listSources, type Source } from '#src/features/ingest/store/sources.ts'
import type { Db } from '#src/platform/database/db.ts'

/** So many closed days are looked at for gaps. Judgement: two weeks show every weekday twice. */
const shownDays = 14

/** How a source covers the stores that somebody sees. */
export interface SourceCoverage {
  readonly source: Source
  readonly stores: readonly StoreCoverage[]
}

/** How a source covers one store. */
export interface StoreCoverage {
  readonly store: Store
  readonly lastDay: string
  /** Of the last days that are over, and since the source began: days without figures, and days looked at. */
  readonly missing: number
  readonly looked: number
}

/** All sources that ever delivered for one of the stores, the highest rank first. */
export async function coverageOf(db: Db, stores: readonly Store[], now: Date): Promise<readonly SourceCoverage[]> {
  const byDay = new Map<string, Store[]>()
  for (const store of stores) {
    const today = localDay(now, store.timeZone)
    byDay.set(today, [...(byDay.get(today) ?? []), store])
  }
  const found = await Promise.all([...byDay].map(([today, list]) => covered(db, list, today)))
  const rows = found.flat()
  const sources = (await listSources(db)).map(source => ({
    source,
    stores: rows.filter(row => row.sourceId === source.id).map(({ sourceId: _sourceId, ...row }) => row),
  }))
  return sources.filter(one => one.stores.length > 0).sort((a, b) => b.source.rank - a.source.rank)
}

async function covered(db: Db, stores: readonly Store[], today: string) {
  const span = { from: shiftDays(today, -shownDays), to: shiftDays(today, -1) }
  const rows = await listCoverage(db, { storeIds: stores.map(store => store.id), ...span })
  return rows.flatMap(({ sourceId, storeId, firstDay, lastDay, days }) => {
    const store = stores.find(one => one.id === storeId)
    const from = later(firstDay, span.from)
    const looked = Math.max(0, daysBetween(from, span.to) + 1)
    return store ? [{ sourceId, store, lastDay, looked, missing: Math.max(0, looked - days) }] : []
  })
}
