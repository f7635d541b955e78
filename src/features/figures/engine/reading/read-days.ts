import { earlier, later, shiftDays } from '#src/domain/days.ts'
import { type Kpi, waysToCount } from '#src/domain/kpis/kpi.ts'
import { type Day, monthOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { joined } from '#src/features/figures/engine/days.ts'
import type { Engine } from '#src/features/figures/engine/prepare.ts'
import {
  type FactDay,
  type FactQuery,
  readSkuDays,
  readStoreDays,
  type Span,
} from '#src/features/figures/store/facts.ts'
import type { Db } from '#src/platform/database/db.ts'
import { dueHoursOf } from './due-hours.ts'
import { lookBackOf, measuresOf, recallAll } from './load.ts'
import { isCheaper } from './read-cost.ts'
import { allOf, inOneTurn } from './same-turn.ts'

/** Which days; `sku` is empty for stores. */
export type DaysQuery = FactQuery & { readonly sku: string }

/** Reads the facts of some days. */
export type ReadDays = (query: DaysQuery) => Promise<readonly FactDay[]>

/** Reads them for every question, so that what was just stored counts at once. */
export function daysFrom(db: Db): ReadDays {
  return query => (query.sku === '' ? readStoreDays(db, query) : readSkuDays(db, query))
}

/** Of so many stores the days around are read, too (judgement: a few thousand rows; of more, a second look costs less). */
const maxStores = 20
/** So many days before the month of what is asked: the weeks that a month is compared with. */
const daysBefore = 35

interface Read {
  readonly query: DaysQuery
  readonly days: Promise<readonly FactDay[]>
}

/**
 * Reads the days around at once, for one answer: what a figure, its month and its picture need is mostly the same. What
 * was read before and covers a question is not read again.
 */
export function daysOnce(read: ReadDays): ReadDays {
  const known: Read[] = []
  const together = inOneTurn((query: DaysQuery) => {
    const days = read(query)
    known.push({ query, days })
    return days
  }, both)
  return query => known.find(one => covers(one.query, query))?.days ?? together(widened(query))
}

/** Both questions as one where they are about the same stores and that is no dearer; `null` where not. */
function both(open: DaysQuery, other: DaysQuery): DaysQuery | null {
  if (open.sku !== other.sku || open.storeIds.join() !== other.storeIds.join()) return null
  const measures = allOf(open.measures, other.measures)
  const one = { ...open, measures, spans: joined([...open.spans, ...other.spans]) }
  return isCheaper(one, [open, other]) ? one : null
}

function widened(query: DaysQuery): DaysQuery {
  const ends = query.spans.map(span => span.to).sort()
  const last = ends.at(-1)
  if (query.storeIds.length > maxStores || query.spans.length !== 1 || last === undefined) return query
  const [only] = query.spans
  const from = shiftDays(monthOf(last).from, -daysBefore)
  return { ...query, spans: [{ from: earlier(only?.from ?? from, from), to: later(last, monthOf(last).to) }] }
}

function covers(known: DaysQuery, asked: DaysQuery): boolean {
  const holds = <T>(all: readonly T[], some: readonly T[]) => some.every(one => all.includes(one))
  if (known.sku !== asked.sku || !holds(known.storeIds, asked.storeIds) || !holds(known.measures, asked.measures))
    return false
  return asked.spans.every(span => known.spans.some(wide => isWithin(span, wide)))
}

function isWithin(span: Span, { from, to }: { readonly from: Day; readonly to: Day }): boolean {
  return from <= span.from && span.to <= to
}

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
