import type { Card } from '#src/chat/card.ts'
import { type CommandContext, includes } from '#src/contracts/command.ts'
import { compileFormula, explainFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { lastDays, monthOf, quarterOf, shiftDays, weekOf } from '#src/domain/period/index.ts'
import { holds, type Place, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { TargetPeriod } from '#src/domain/targets/target.ts'
import { kpiHelpCard, type NeededMeasure } from '#src/features/figures/cards/kpi-help-card.ts'
import { listMeasureSources } from '#src/features/ingest/index.ts'
import { standingTargets } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { ownWindowsOf } from './own-windows.ts'
import { readerOf } from './requested-place.ts'

/** Over so many days a KPI is explained. Judgement: four whole weeks. */
const shownDays = 28

/** What a KPI means at a place: formula in words, sources, completeness, whose target. @throws UserError for a place out of sight. */
export async function explainKpi(kpi: Kpi, asked: Place, context: CommandContext): Promise<Card> {
  const { db, figures, caller, catalog, now } = context
  const reader = readerOf(caller)
  const place = await figures.resolve(reader, asked)
  const today = figures.today(place, now)
  const [[recent], needs, targets, own] = await Promise.all([
    figures.read(reader, { kpis: [kpi], place: asked, period: lastDays(shownDays, today), now }),
    neededBy(db, kpi, place, today, context),
    targetsOf(kpi, place, today, context),
    ownWindowsOf(figures, reader, { kpi, place, now }),
  ])
  if (!recent) throw new Error('A figure was asked for and none came')
  const mayWrite = includes(caller.role, 'operator')
  const formula = explainFormula(kpi, catalog.measures)
  return kpiHelpCard({ kpi, place, formula, needs, recent, targets, own, zone: caller.timeZone, mayWrite })
}

async function neededBy(
  db: Db,
  kpi: Kpi,
  place: ResolvedPlace,
  today: string,
  { catalog }: CommandContext,
): Promise<readonly NeededMeasure[]> {
  const ids = [...new Set(compileFormula(kpi.formula).needs.map(need => need.measure))]
  const storeIds = place.stores.map(store => store.id)
  const sources = await listMeasureSources(db, { storeIds, measures: ids, since: shiftDays(today, -shownDays) })
  return ids.flatMap(id => {
    const measure = catalog.measures.find(one => one.id === id)
    return measure ? [{ measure, sources: sources.filter(source => source.measure === id) }] : []
  })
}

/** The targets that count now at the place and at what it is part of, as far as all of it is in sight. */
async function targetsOf(kpi: Kpi, place: ResolvedPlace, today: string, { db, caller, catalog }: CommandContext) {
  const first: Readonly<Record<TargetPeriod, string>> = {
    day: today,
    week: weekOf(today).from,
    month: monthOf(today).from,
    quarter: quarterOf(today).from,
  }
  const standing = await standingTargets(db, kind => first[kind], { kpiIds: [kpi.id] })
  return standing.flatMap(target => {
    const where = parsePlaceKey(target.place)
    if (!where) return []
    const stores = catalog.stores.filter(
      store => holds(where, store) && (where.kind === 'store' || store.demo === caller.demo),
    )
    const inSight = stores.length > 0 && stores.every(store => caller.stores.some(own => own.id === store.id))
    const about = stores.some(store => place.stores.some(one => one.id === store.id))
    if (!inSight || !about) return []
    const label = placeLabel(target.place, caller.stores)
    return [{ target, kpi, place: { place: where, key: target.place, stores, sku: '', label } }]
  })
}
