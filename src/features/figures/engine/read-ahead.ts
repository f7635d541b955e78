import { shiftDays } from '#src/domain/days.ts'
import { type Kpi, waysToCount } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { FactDay } from '#src/features/figures/store/facts.ts'
import { dueHoursOf } from './due-hours.ts'
import { lookBackOf, measuresOf, recallAll } from './load.ts'
import type { Engine } from './prepare.ts'
import type { DaysQuery, ReadDays } from './read-days.ts'

/** What is read ahead: all days of stores from one to another that some KPIs need. */
export interface AheadRequest {
  readonly stores: readonly Store[]
  readonly kpis: readonly Kpi[]
  readonly from: Day
  readonly to: Day
}

/** Rows of so many stores and days are held at once (judgement: some hundred megabytes of measures); more are read as they are asked for. */
const mostDays = 60_000

/**
 * Reads the days of stores in one query and answers from them; whatever lies outside is read as it is asked for. The
 * answers are the same as without: which days and stores a question names decides, not what else is in memory.
 */
export async function daysAhead(engine: Engine, { stores, kpis, from, to }: AheadRequest): Promise<ReadDays> {
  const ids = new Set(kpis.map(kpi => kpi.id))
  const { definitions } = await engine.common.tables()
  const before = definitions.filter(({ kpi }) => ids.has(kpi.id)).map(({ kpi }) => kpi)
  const all = [...kpis, ...before].flatMap(waysToCount)
  const first = shiftDays(from, -lookBackOf(all))
  const measures = measuresOf(all)
  const storeIds = [...new Set(stores.map(store => store.id))]
  const days = (Date.parse(to) - Date.parse(first)) / 86_400_000 + 1
  if (measures.length === 0 || storeIds.length * days > mostDays) return engine.readDays
  const held = { storeIds, measures, spans: [{ from: first, to }], sku: '' }
  const read = await engine.readDays(held)
  await recallAll(engine.db, held, engine.firstDays)
  await dueHoursOf(engine.db, storeIds, read, engine.sources)
  const byStore = byStoreOf(read)
  const covered = covering(new Set(storeIds), new Set(measures), first, to)
  return async query => (covered(query) ? chosen(byStore, query) : engine.readDays(query))
}

function covering(stores: ReadonlySet<number>, measures: ReadonlySet<string>, from: Day, to: Day) {
  return ({ sku, storeIds, measures: asked, spans }: DaysQuery): boolean =>
    sku === '' &&
    storeIds.every(id => stores.has(id)) &&
    asked.every(measure => measures.has(measure)) &&
    spans.every(span => from <= span.from && span.to <= to)
}

function byStoreOf(days: readonly FactDay[]): ReadonlyMap<number, readonly FactDay[]> {
  const found = new Map<number, FactDay[]>()
  for (const day of days) {
    const mine = found.get(day.storeId)
    if (mine) mine.push(day)
    else found.set(day.storeId, [day])
  }
  return found
}

/** In the order of the database: by store and day. */
function chosen(byStore: ReadonlyMap<number, readonly FactDay[]>, { storeIds, spans }: DaysQuery): readonly FactDay[] {
  const ids = [...new Set(storeIds)].sort((a, b) => a - b)
  return ids.flatMap(id =>
    (byStore.get(id) ?? []).filter(({ day }) => spans.some(({ from, to }) => from <= day && day <= to)),
  )
}
