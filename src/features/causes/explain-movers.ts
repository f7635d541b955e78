import type { Catalog } from '#src/domain/catalog.ts'
import { type Carrier, type CausePart, type Causes, otherParts } from '#src/domain/causes/causes.ts'
import { explain, stepsOf, type Worth } from '#src/domain/causes/chain.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { ReportMover } from '#src/domain/report.ts'
import { listAlertsDuring } from '#src/features/alerts/index.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { companionIds, levelsAround } from './levels.ts'
import { type FigurePair, readPairs, stepOf } from './steps.ts'
import { alertsAround, eventsAround, holidaysAround, notesAround } from './surrounding.ts'

/** Why did these move? */
export interface CauseQuestion {
  readonly reader: Reader
  readonly kpi: Kpi
  readonly period: Period
  readonly before: Period
  readonly now: Date
}

interface Looking extends CauseQuestion {
  readonly db: Db
  readonly figures: Figures
  readonly catalog: Catalog
  readonly alerts: Awaited<ReturnType<typeof listAlertsDuring>>
}

/** Alerts of the period that are looked through (judgement: more is a flood that explains nothing). */
const maxAlerts = 500
/** A SKU is named where it carries so much of its store's change (judgement). */
const carrierShare = 0.25

/** Adds to each mover what is stored about its causes. */
export async function explainMovers(
  parts: { readonly db: Db; readonly figures: Figures },
  question: CauseQuestion,
  movers: readonly ReportMover[],
): Promise<readonly ReportMover[]> {
  const { period } = question
  const [catalog, alerts] = await Promise.all([
    parts.figures.catalog(),
    listAlertsDuring(parts.db, period.from, period.to, maxAlerts),
  ])
  const looking = { ...parts, ...question, catalog, alerts }
  return Promise.all(movers.map(async mover => ({ ...mover, causes: await causesOf(looking, mover) })))
}

/** The KPIs that are looked at besides one to say why it moved. */
export function kpisAround(kpiId: string, catalog: Catalog): readonly Kpi[] {
  return [...stepsOf(kpiId), ...companionIds].flatMap(id => catalog.findKpi(id) ?? [])
}

async function causesOf(looking: Looking, mover: ReportMover): Promise<Causes> {
  const { db, figures, reader, kpi, catalog, period, before } = looking
  const span = { place: mover.place, period, before }
  const others = kpisAround(kpi.id, catalog)
  const [pairs, carriers, events, notes] = await Promise.all([
    readPairs(figures, { ...looking, place: mover.place.place, others }),
    carriersOf(looking, mover),
    eventsAround(db, span),
    notesAround(db, reader, span, [kpi.id, ...others.map(other => other.id)]),
  ])
  const data = dataOf(pairs.get(kpi.id))
  return {
    parts: data ? [] : partsOf(looking, mover, pairs),
    born: bornOf(mover),
    data,
    carriers,
    levels: levelsAround(pairs, mover.change ?? 0),
    events,
    holidays: holidaysAround(span),
    alerts: alertsAround(looking.alerts, span, reader.stores, catalog),
    notes,
  }
}

/** Arithmetic: parts of the change in the currency of the report. */
function partsOf({ kpi, catalog }: Looking, mover: ReportMover, pairs: ReadonlyMap<string, FigurePair>) {
  const { value, before } = mover
  const worth = worthOf([before, value], pairs.get(kpi.id))
  return worth ? namedParts(explain(kpi.id, worth, stepOf(pairs, kpi.id)), catalog) : []
}

/** What a place brought in its own currency, and the rate at which that was converted; `null` where a side is nothing. */
export function worthOf(
  [before, after]: readonly [before: number | null, after: number | null],
  pair: FigurePair | undefined,
): Worth | null {
  const [ownBefore, own] = [pair?.before.value ?? null, pair?.now.value ?? null]
  if (!before || !after || !ownBefore || !own) return null
  return { value: [ownBefore, own], rate: [exactRate(before / ownBefore), exactRate(after / own)] }
}

/** The same currency is worth the same, whatever adding in another order left behind the point. */
function exactRate(rate: number): number {
  return Math.abs(rate - 1) < 1e-9 ? 1 : rate
}

/** Effects with the KPI that names each. */
export function namedParts(
  effects: readonly { readonly id: string; readonly amount: number }[],
  catalog: Catalog,
): readonly CausePart[] {
  return effects.flatMap(({ id, amount }) => {
    const of = otherParts.find(other => other === id) ?? catalog.findKpi(id)
    return of ? [{ of, amount }] : []
  })
}

/** Where days are missing the change is one of data first of all. */
function dataOf(pair: FigurePair | undefined): Causes['data'] {
  if (!pair) return null
  const { daysWithData: have, daysExpected: expected } = pair.now.quality
  return have < expected ? { have, expected } : null
}

function bornOf({ value, before }: ReportMover): Causes['born'] {
  if (!before && value) return 'new'
  return before && !value ? 'gone' : null
}

/** The SKU that moved with its store and carries much of it. */
async function carriersOf(looking: Looking, { place, change }: ReportMover): Promise<readonly Carrier[]> {
  const [store] = place.stores
  if (place.sku !== '' || place.stores.length !== 1 || !store || change === null) return []
  const { figures, reader, kpi, period, before, now } = looking
  const request = { kpi, place: place.place, by: 'sku', period, before, limit: 5, now } as const
  const all = await figures.movers(reader, request)
  const whole = all.length > 0 ? await figures.movers(reader, { ...request, by: 'store' }) : []
  const moved = whole[0]?.change ?? change // in the currency of the store, as those of the SKUs
  if (moved > 0 !== change > 0) return [] // it moved by its exchange rate alone
  return all
    .filter(sku => sku.change !== null && sku.change > 0 === moved > 0)
    .filter(sku => Math.abs(sku.change ?? 0) >= carrierShare * Math.abs(moved))
    .sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
    .slice(0, 1)
    .map(sku => ({
      name: nameOf(sku.place.label, store.name),
      change: sku.change ?? 0,
      currency: sku.currency ?? null,
    }))
}

/** The store is named already. */
function nameOf(label: ReportMover['place']['label'], store: string): ReportMover['place']['label'] {
  const own = (text: string) => (text.startsWith(`${store} · `) ? text.slice(store.length + 3) : text)
  return { en: own(label.en), ja: own(label.ja), 'zh-CN': own(label['zh-CN']) }
}
