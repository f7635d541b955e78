import { shiftDays } from '#src/domain/days.ts'
import { compileFormula, type Need } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { daysWithout, isWithin, joined } from '#src/features/figures/engine/days.ts'
import { type FactDay, readFirstDays, type Span } from '#src/features/figures/store/facts.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type DueHours, dueHoursOf, type KnownSources } from './due-hours.ts'
import { isCheaper } from './read-cost.ts'
import type { DaysQuery, ReadDays } from './read-days.ts'

/** The facts of a place for some KPIs, in memory. */
export interface Facts {
  readonly at: (storeId: number, day: Day) => FactDay | null
  /** The first day on which a store ever had a measure; `null` when it never had. */
  readonly firstDay: (storeId: number, measure: string) => Day | null
  /** Hours after the end of a day until a measure of it is expected. */
  readonly dueHours: DueHours
  /** Whether a source told anything of a store's day, so that what others tell is wanted, too. */
  readonly isBegun: (storeId: number, day: Day) => boolean
  /** Days that are left out, so that nothing of them is waited for; absent: none. */
  readonly isOut?: (day: Day, storeId: number) => boolean
}

/** What to load: `since` is where the judged period begins. */
export interface LoadRequest {
  readonly place: ResolvedPlace
  readonly kpis: readonly Kpi[]
  /** The days that are judged and compared with; levels and trailing sums look back beyond them. */
  readonly spans: readonly Span[]
  readonly since: Day
}

/** A level that was not told on a day is taken from the days before, up to so many (judgement: two weeks). */
export const levelLookBack = 14
type ByStore = ReadonlyMap<number, ReadonlyMap<Day, FactDay>>

/** All measures that KPIs need, their samples included. */
export function measuresOf(kpis: readonly Kpi[]): readonly string[] {
  const ids = kpis.flatMap(kpi => [
    ...compileFormula(kpi.formula).needs.map(need => need.measure),
    ...sampleMeasures(kpi),
  ])
  return [...new Set(ids)]
}

/** The measures whose sum says whether a KPI is told at all; none for most. */
export function sampleMeasures({ minimumSample }: Kpi): readonly string[] {
  return minimumSample ? [minimumSample.measure, ...(minimumSample.plus ?? [])] : []
}

/** How many days before a period must be loaded for its KPIs. */
export function lookBackOf(kpis: readonly Kpi[]): number {
  return Math.max(0, ...kpis.flatMap(kpi => compileFormula(kpi.formula).needs.map(lookBack)))
}

/** The measures of which days before a period must be loaded. */
function lookedBack(kpis: readonly Kpi[]): readonly string[] {
  const needs = kpis.flatMap(kpi => compileFormula(kpi.formula).needs)
  return [...new Set(needs.filter(need => lookBack(need) > 0).map(need => need.measure))]
}

function lookBack({ aggregate, days = 0 }: Need): number {
  if (aggregate === 'trailing') return days + levelLookBack
  return aggregate === 'last' ? levelLookBack : 0
}

/** What loading works with. */
export interface Loading {
  readonly db: Db
  readonly readDays: ReadDays
  readonly firstDays: FirstDays
  readonly sources: KnownSources
  readonly isOut?: (day: Day, storeId: number) => boolean
}

/**
 * Loads a place in one query, or in two where many stores look far back for few measures; another one follows only where
 * measures are not there from the first day on.
 */
export async function loadFacts(
  { db, readDays, firstDays: memory, sources, isOut }: Loading,
  request: LoadRequest,
): Promise<Facts> {
  const { place, since, kpis } = request
  const measures = measuresOf(kpis)
  const storeIds = place.stores.map(store => store.id)
  const spans = joined(request.spans)
  const before = { storeIds, spans: spansBefore(spans, lookBackOf(kpis)), measures: lookedBack(kpis), sku: place.sku }
  const days = await readBoth(readDays, { storeIds, spans, measures, sku: place.sku }, before)
  const byStore = byStoreAndDay(days)
  const first = await firstDays(db, { storeIds, measures, since, sku: place.sku }, byStore, memory)
  const dueHours = await dueHoursOf(db, storeIds, days, sources)
  return {
    at: lookUp(byStore),
    firstDay: (storeId, measure) => first.get(`${storeId}/${measure}`) ?? null,
    dueHours,
    // a SKU that sold nothing has no row: its day is begun by no other source
    ...(isOut && { isOut }),
    isBegun: (storeId, day) => place.sku === '' && (byStore.get(storeId)?.get(day)?.sources.length ?? 0) > 0,
  }
}

/** The days up to so many before each span that are not in one themselves. */
function spansBefore(spans: readonly Span[], count: number): readonly Span[] {
  if (count === 0) return []
  const wide = joined(spans.map(({ from, to }) => ({ from: shiftDays(from, -count), to })))
  return daysWithout(wide, day => spans.some(span => isWithin(day, span)))
}

/** Days with all measures, and days before them with few: at once where that is no dearer. In the order of days. */
async function readBoth(readDays: ReadDays, all: DaysQuery, before: DaysQuery): Promise<readonly FactDay[]> {
  if (before.spans.length === 0) return readDays(all)
  const together = { ...all, spans: joined([...all.spans, ...before.spans]) }
  if (isCheaper(together, [all, before])) return readDays(together)
  const [days, few] = await Promise.all([readDays(all), readDays(before)])
  const known = new Set(days.map(({ storeId, day }) => `${storeId}/${day}`))
  const others = few.filter(({ storeId, day }) => !known.has(`${storeId}/${day}`))
  return [...others, ...days].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** A day of a store; most questions are about the store of the question before. */
function lookUp(byStore: ByStore): Facts['at'] {
  let [last, days]: [number, ReadonlyMap<Day, FactDay> | undefined] = [Number.NaN, undefined]
  return (storeId, day) => {
    if (storeId !== last) [last, days] = [storeId, byStore.get(storeId)]
    return days?.get(day) ?? null
  }
}

function byStoreAndDay(days: readonly FactDay[]): ByStore {
  const byStore = new Map<number, Map<Day, FactDay>>()
  for (const day of days) {
    const mine = byStore.get(day.storeId) ?? new Map<Day, FactDay>()
    byStore.set(day.storeId, mine.set(day.day, day))
  }
  return byStore
}

interface FirstRequest {
  readonly storeIds: readonly number[]
  readonly measures: readonly string[]
  readonly since: Day
  readonly sku: string
}

/** First days of measures by store, SKU and measure; `null` where a store never told it. */
export type FirstDays = Map<string, { readonly day: Day | null; readonly readAt: number }>

/** A measure that a store never told is looked for again after so long; first days hardly ever change (judgement). */
const forgetAfterMilliseconds = 60_000

/** An empty memory of first days. */
export function rememberFirstDays(): FirstDays {
  return new Map()
}

/** What the loaded days show is enough where a measure is there before or on the first judged day. */
async function firstDays(
  db: Db,
  request: FirstRequest,
  byStore: ByStore,
  memory: FirstDays,
): Promise<ReadonlyMap<string, Day>> {
  const { storeIds, measures, since, sku } = request
  const first = new Map<string, Day>()
  const open: { readonly storeId: number; readonly measure: string }[] = []
  for (const storeId of storeIds) {
    for (const measure of measures) {
      const day = firstIn(byStore.get(storeId), measure)
      if (day !== null) first.set(`${storeId}/${measure}`, day)
      if (day === null || day > since) open.push({ storeId, measure })
    }
  }
  await recall(db, open, sku, memory)
  for (const { storeId, measure } of open) {
    const known = memory.get(`${storeId}/${measure}/${sku}`)?.day
    if (known) first.set(`${storeId}/${measure}`, known)
  }
  return first
}

/** Looks up the first days of all measures of stores at once, so that no question after it has to. */
export async function recallAll(
  db: Db,
  { storeIds, measures }: { readonly storeIds: readonly number[]; readonly measures: readonly string[] },
  memory: FirstDays,
): Promise<void> {
  const pairs = storeIds.flatMap(storeId => measures.map(measure => ({ storeId, measure })))
  await recall(db, pairs, '', memory)
}

/** Looks up what is not remembered, all in one query. */
async function recall(
  db: Db,
  open: readonly { readonly storeId: number; readonly measure: string }[],
  sku: string,
  memory: FirstDays,
): Promise<void> {
  const readAt = performance.now()
  const unknown = open.filter(({ storeId, measure }) => {
    const known = memory.get(`${storeId}/${measure}/${sku}`)
    return !known || readAt - known.readAt > forgetAfterMilliseconds
  })
  if (unknown.length === 0) return
  if (memory.size > maxRemembered) memory.clear()
  const storeIds = [...new Set(unknown.map(({ storeId }) => storeId))]
  const measures = [...new Set(unknown.map(({ measure }) => measure))]
  const told = await readFirstDays(db, { storeIds, measures, sku })
  for (const { storeId, measure } of unknown) memory.set(`${storeId}/${measure}/${sku}`, { day: null, readAt })
  for (const found of told) {
    memory.set(`${found.storeId}/${found.measure}/${sku}`, { day: found.day, readAt })
  }
}

/** Bounds the memory: some hundred stores with all their measures. */
const maxRemembered = 50_000

function firstIn(days: ReadonlyMap<Day, FactDay> | undefined, measure: string): Day | null {
  for (const day of days?.values() ?? []) if (day.find(measure)) return day.day
  return null
}
