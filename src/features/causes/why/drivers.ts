import type { CausePart } from '#src/domain/causes/causes.ts'
import { explainFromNothing, factorsOf, stepsOf } from '#src/domain/causes/chain.ts'
import type { Effect } from '#src/domain/causes/decompose.ts'
import { termsOf } from '#src/domain/causes/linear.ts'
import { productParts, productSteps } from '#src/domain/causes/products.ts'
import { quotientParts, sumParts } from '#src/domain/causes/quotient-parts.ts'
import type { WhyDrivers, WhyRow } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import { partName } from '#src/features/causes/cards/cause-text.ts'
import { namedParts } from '#src/features/causes/explain-movers.ts'
import { explainTotal } from '#src/features/causes/explain-total.ts'
import { type FigurePair, readPairs, stepOf } from '#src/features/causes/steps.ts'
import type { Mover } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type MeasuredLine, readLines, type WhyScene } from './measured.ts'

/** What drives a KPI, as rows that add up to its change; `null` where it cannot be taken apart. */
export async function driversOf(
  scene: WhyScene,
  [now, then]: readonly [Figure, Figure],
  stores: readonly Mover[],
): Promise<WhyDrivers | null> {
  if (now.value === null || then.value === null) return null
  const rows = (await byProduct(scene)) ?? (await byChain(scene, [now, then], stores))
  if (rows) return { by: 'product', rows }
  return byFormula(scene, now)
}

/** Sales and the like as visits × conversion × order value: the same parts as in reports. */
async function byChain(
  scene: WhyScene,
  [now, then]: readonly [Figure, Figure],
  stores: readonly Mover[],
): Promise<readonly WhyRow[] | null> {
  const steps = stepsOf(scene.kpi.id)
  if (steps.length === 0) return null
  const catalog = await scene.figures.catalog()
  const kpis = [...new Set([...steps, ...factorsOf(scene.kpi.id)])].flatMap(id => catalog.findKpi(id) ?? [])
  const pairs = await readPairs(scene.figures, { ...scene, place: scene.place.place, others: kpis })
  const movers = stores.map(mover => ({ ...mover, currency: mover.currency ?? now.currency }))
  const known = await explainTotal(scene.figures, scene, scene.place, movers)
  const sides = [then.value ?? 0, now.value ?? 0] as const
  const alone = () => namedParts(explainFromNothing(scene.kpi.id, sides, stepOf(pairs, scene.kpi.id)), catalog)
  const parts = known.length > 0 ? known : alone()
  return parts.length === 0 ? null : parts.filter(isTold).map(part => rowOf(part, pairs, scene.kpi.id))
}

function rowOf({ of, amount }: CausePart, pairs: ReadonlyMap<string, FigurePair>, lead: string): WhyRow {
  if (typeof of === 'string') return { ...blank(of, partName(of)), amount, ...daysRow(of, pairs.get(lead)) }
  const pair = pairs.get(of.id)
  const sides = { before: pair?.before.value ?? null, after: pair?.now.value ?? null }
  return { id: of.id, label: of.label, unit: of.unit, currency: pair?.now.currency ?? null, ...sides, amount }
}

/** Rates that did not move, and the like, are no row. */
function isTold({ of, amount }: CausePart): boolean {
  return typeof of !== 'string' || Math.abs(amount) > 1e-6
}

function daysRow(of: string, pair: FigurePair | undefined): Partial<WhyRow> {
  if (of !== 'days' || !pair) return {}
  return { before: pair.before.quality.daysWithData, after: pair.now.quality.daysWithData }
}

function blank(id: string, label: Localized): WhyRow {
  return { id, label, unit: 'count', currency: null, before: null, after: null, amount: 0 }
}

/** ACoS and the like as products of ratios. */
async function byProduct(scene: WhyScene): Promise<readonly WhyRow[] | null> {
  const steps = productSteps(scene.kpi.id)
  if (steps.length === 0) return null
  const catalog = await scene.figures.catalog()
  const find = (ids: readonly string[]) => ids.flatMap(id => catalog.findKpi(id) ?? [])
  const pairs = await readPairs(scene.figures, { ...scene, place: scene.place.place, others: find(steps) })
  const step = stepOf(pairs, scene.kpi.id)
  const parts = productParts(scene.kpi.id, step)
  if (parts.length === 0) return null
  const money = pairs.get('ad_spend')?.now.currency ?? null
  return parts.map(({ id, amount, before, after }): WhyRow => {
    const kpi = catalog.findKpi(id)
    const unit = kpi?.unit ?? 'money'
    const label = kpi?.label ?? partName('ad_order_value')
    return { id, label, unit, currency: unit === 'money' ? money : null, before, after, amount }
  })
}

/** Any formula that adds amounts up, such as profit, or sets such sums over each other. */
async function byFormula(scene: WhyScene, { kpi, currency }: Figure): Promise<WhyDrivers | null> {
  const terms = termsOf(kpi.formula)
  if (!terms) return null
  const needs = [...terms.over, ...(terms.under ?? [])].map(({ need }) => need)
  const over = await readLines(scene, terms.over, needs)
  const under = terms.under ? await readLines(scene, terms.under, needs) : []
  if (!over || !under) return null
  if (!terms.under && over.length < 2) return null
  const effects = terms.under ? quotientParts(over, under) : sumParts(over)
  const rows = rowsOf(effects, [...over, ...under], currency ?? moneyOf(scene))
  return rows.length === 0 ? null : { by: terms.under ? 'quotient' : 'sum', rows }
}

/** Lines that were and are nothing, such as fees that nobody reports, are left out. */
function rowsOf(
  effects: readonly Effect[],
  lines: readonly MeasuredLine[],
  currency: string | null,
): readonly WhyRow[] {
  return effects.flatMap(({ id, amount }): readonly WhyRow[] => {
    const line = lines.find(one => one.id === id)
    if (!line || (line.before === 0 && line.after === 0)) return []
    const { label, unit, before, after } = line
    return [{ id, label, unit, currency: unit === 'money' ? currency : null, before, after, amount }]
  })
}

/** Amounts of money in a ratio are in the currency of the place, where that is one. */
function moneyOf({ place }: WhyScene): string | null {
  const [currency = null, ...others] = new Set(place.stores.map(store => store.currency))
  return others.length === 0 ? currency : null
}
