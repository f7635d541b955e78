import { Big } from 'big.js'
import { earlier, later } from '#src/domain/days.ts'
import { type CompiledFormula, compileFormula, type Need, needKey } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { type Day, daysOf, lengthOf, type Period } from '#src/domain/period/index.ts'
import { placeKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import { productName } from '#src/domain/place-names.ts'
import type { Mover } from '#src/features/figures/figures.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import type { SkuMeasure } from '#src/features/figures/store/sku-totals.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { type Pairs, pairedInputs, pairsOf, uncounted } from './compare/comparable.ts'
import { compute, type Inputs, type Reach } from './compute.ts'
import type { Exchange } from './exchange.ts'
import { isAmount } from './is-additive.ts'
import { type Judged, judgedPart } from './judged.ts'
import { type Engine, prepare } from './prepare.ts'
import type { ReadSkus } from './reading/sku-totals.ts'

/** Which movers. */
export interface MoversRequest {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly by: 'store' | 'sku'
  readonly period: Period
  readonly before: Period
  readonly limit: number
  /** Also those that did not move, or of which one side is not known. */
  readonly unmoved?: boolean
  readonly now: Date
}

/**
 * The stores or SKUs that moved a KPI most: those with the largest changes, best first. All are in the currency of the
 * place. A SKU without figures in one of the periods counts as 0 there for amounts;
 * those of a store that has not told the period's figures yet are left out.
 */
export async function readMovers(engine: Engine, request: MoversRequest): Promise<readonly Mover[]> {
  const { kpi, parts } = await partsOf(engine, request, true)
  return top(parts, kpi, request)
}

/** All stores or SKUs of a place with what they came to in both periods, in no order, each in the currency of the place. */
export async function readParts(engine: Engine, request: Omit<MoversRequest, 'limit'>): Promise<readonly Mover[]> {
  return (await partsOf(engine, request, false)).parts
}

/** `paired`: only by the stores and days that the change of the whole is told by. */
async function partsOf(engine: Engine, request: Omit<MoversRequest, 'limit'>, paired: boolean) {
  const { period, before, place, now } = request
  const from = earlier(period.from, before.from)
  const to = later(period.to, before.to)
  const kpis = [request.kpi]
  const span = { since: period.from, to, end: to, compareFrom: from }
  const prepared = await prepare(engine, { place, kpis, ...span, now, levelsStand: true })
  const [kpi = request.kpi] = prepared.kpis
  const own = judgedPart(kpi, period, prepared)
  const looked: Looked = paired
    ? pairedParts(own, pairsOf(kpi, own, prepared.inputs, { period, against: before }), prepared.inputs)
    : {
        ...{ own, earlier: judgedPart(kpi, before, prepared), inputs: prepared.inputs },
        ...{ compares: () => true, without: new Map<number, readonly Span[]>() },
      }
  const parts = request.by === 'store' ? ofStores(kpi, looked) : await ofSkus(engine.readSkus, kpi, looked)
  return { kpi, parts }
}

/** The days that parts are told by: those of both periods, and the days of stores that do not count in either. */
interface Looked {
  readonly own: Days
  readonly earlier: Days
  readonly inputs: Inputs
  /** Whether SKUs of a store are told: those of one without days to compare with would all look new. */
  readonly compares: (store: Store) => boolean
  readonly without: ReadonlyMap<number, readonly Span[]>
}

type Days = Pick<Judged, 'span' | 'reach'>

/** A store that is not compared has its own value, and nothing before. */
function pairedParts(own: Judged, pairs: Pairs, inputs: Inputs): Looked {
  const byId = new Map(pairs.sides.map(side => [side.store.id, side]))
  return {
    own,
    earlier: { span: pairs.before, reach: store => byId.get(store.id)?.before ?? null },
    inputs: pairedInputs(inputs, pairs.sides),
    compares: store => byId.has(store.id),
    without: new Map(pairs.sides.flatMap(side => (side.days ? [[side.store.id, uncounted(side)] as const] : []))),
  }
}

function top(movers: readonly Mover[], kpi: Kpi, { limit, unmoved = false }: MoversRequest): readonly Mover[] {
  const known = movers.filter(mover => unmoved || (mover.change !== null && mover.change !== 0))
  const size = (mover: Mover) => Math.abs(mover.change ?? 0)
  const largest = known.sort((a, b) => size(b) - size(a) || (a.place.key < b.place.key ? -1 : 1)).slice(0, limit)
  const sign = kpi.better === 'lower' ? -1 : 1
  return largest.sort((a, b) => sign * ((b.change ?? 0) - (a.change ?? 0)))
}

function ofStores(kpi: Kpi, { own, earlier, inputs }: Looked): Mover[] {
  return inputs.place.stores.map(store => {
    const alone = { ...inputs, place: placeOf(store) }
    const now = compute(kpi, own.span, alone, own.reach).value
    const then = compute(kpi, earlier.span, alone, earlier.reach).value
    return mover(placeOf(store), kpi, now, then, inputs.exchange.currency)
  })
}

async function ofSkus(read: ReadSkus, kpi: Kpi, looked: Looked): Promise<Mover[]> {
  const { own, earlier, inputs } = looked
  const told = (store: Store) => compute(kpi, own.span, { ...inputs, place: placeOf(store) }, own.reach).value !== null
  const stores = inputs.place.stores.filter(store => looked.compares(store) && told(store))
  const [now, then] = await Promise.all([
    skuValuesIn(read, kpi, stores, own.reach, looked),
    skuValuesIn(read, kpi, stores, earlier.reach, looked),
  ])
  const keys = new Set([...now.keys(), ...then.keys()])
  const missing = isAmount(kpi) ? 0 : null
  return [...keys].flatMap(key => {
    const found = now.get(key) ?? then.get(key)
    if (!found) return []
    const value = now.get(key)?.value ?? missing
    return mover(found.place, kpi, value, then.get(key)?.value ?? missing, inputs.exchange.currency)
  })
}

function mover(place: ResolvedPlace, kpi: Kpi, value: number | null, before: number | null, currency: string): Mover {
  const change = value === null || before === null ? null : value - before
  return { place, value, before, change, currency: kpi.unit === 'money' ? currency : null }
}

interface SkuValue {
  readonly place: ResolvedPlace
  readonly value: number | null
}

/** The value of each SKU, of the days of its store that count. Stores with the same days are read at once. */
async function skuValuesIn(
  read: ReadSkus,
  kpi: Kpi,
  stores: readonly Store[],
  reach: Reach,
  { inputs: { exchange }, without }: Looked,
): Promise<ReadonlyMap<string, SkuValue>> {
  const bySpan = new Map<string, { readonly span: SkuSpan; readonly stores: Store[] }>()
  for (const store of stores) {
    const mine = reach(store)
    if (!mine) continue
    const out = without.get(store.id) ?? []
    const span = out.length > 0 ? { ...mine, without: out } : mine
    const key = JSON.stringify(span)
    const known: { readonly span: SkuSpan; readonly stores: Store[] } = bySpan.get(key) ?? { span, stores: [] }
    known.stores.push(store)
    bySpan.set(key, known)
  }
  const found = await Promise.all([...bySpan.values()].map(one => skuValues(read, kpi, one.stores, one.span, exchange)))
  return new Map(found.flatMap(values => [...values]))
}

/** Days of SKUs, and those of them that do not count. */
type SkuSpan = Span & { readonly without?: readonly Span[] }

/** The value of each SKU. Spans in which rates change are added up in pieces, each at its rate. */
async function skuValues(
  read: ReadSkus,
  kpi: Kpi,
  stores: readonly Store[],
  span: SkuSpan,
  exchange: Exchange,
): Promise<ReadonlyMap<string, SkuValue>> {
  const formula = compileFormula(kpi.formula)
  const measures = formula.needs.map(skuMeasure)
  if (measures.includes(null)) return new Map()
  const wanted = measures.filter(measure => measure !== null)
  const sums = new Map<string, { place: ResolvedPlace; values: Map<string, Big> }>()
  for (const batch of batches(stores, span, exchange, formula)) {
    const storeIds = batch.stores.map(store => store.id)
    const out = span.without ? { without: span.without } : {}
    for (const total of await read({ storeIds, ...batch.span, ...out, measures: wanted })) {
      const store = batch.stores.find(each => each.id === total.storeId)
      if (!store) continue
      const where = placeOf(store, total.sku, total.name)
      const entry = sums.get(where.key) ?? { place: where, values: new Map<string, Big>() }
      sums.set(where.key, entry)
      collect(entry.values, formula, total.values, batch.factor)
    }
  }
  const context = { days: lengthOf(span) }
  return new Map(
    [...sums].map(([key, { place, values }]) => {
      const value = formula.evaluate(need => values.get(needKey(need)) ?? null, context)
      return [key, { place, value }]
    }),
  )
}

function skuMeasure({ measure, aggregate }: Need): SkuMeasure | null {
  return aggregate === 'trailing' ? null : { measure, aggregate }
}

function collect(
  sums: Map<string, Big>,
  { needs }: CompiledFormula,
  values: readonly (string | null)[],
  factor: Big | null,
): void {
  for (const [index, need] of needs.entries()) {
    const value = values[index]
    if (value === null || value === undefined) continue
    const money = findMeasure(need.measure)?.unit === 'money'
    const amount = money && factor ? factor.times(value) : Big(value)
    const before = need.aggregate === 'sum' ? sums.get(needKey(need)) : undefined
    sums.set(needKey(need), before ? before.plus(amount) : amount)
  }
}

/** Stores and days that are read at once: all that need no rate, and of each other store the days of one rate. */
interface Batch {
  readonly stores: readonly Store[]
  readonly span: Span
  readonly factor: Big | null
}

function batches(
  stores: readonly Store[],
  span: Span,
  exchange: Exchange,
  { needs }: CompiledFormula,
): readonly Batch[] {
  const money = needs.some(need => findMeasure(need.measure)?.unit === 'money')
  const plain = stores.filter(store => !money || store.currency === exchange.currency)
  const foreign = stores.filter(store => !plain.includes(store))
  return [{ stores: plain, span, factor: null }, ...foreign.flatMap(store => pieces(store, span, exchange))]
}

/** The parts of a span in which the rate of a store's currency stays the same; days without a rate are left out. */
function pieces(store: Store, span: Span, exchange: Exchange): readonly Batch[] {
  const found: { from: Day; to: Day; factor: Big }[] = []
  for (const day of daysOf(span)) {
    const factor = exchange.on(store.currency, day)?.factor
    if (!factor) continue
    const last = found.at(-1)
    if (last?.factor.eq(factor)) last.to = day
    else found.push({ from: day, to: day, factor })
  }
  return found.map(({ from, to, factor }) => ({ stores: [store], span: { from, to }, factor }))
}

function placeOf(store: Store, sku = '', name: string | null = null): ResolvedPlace {
  const place =
    sku === '' ? ({ kind: 'store', slug: store.slug } as const) : ({ kind: 'store', slug: store.slug, sku } as const)
  const label = sku === '' ? store.name : `${store.name} · ${productName(sku, name)}`
  return { place, key: placeKey(place), stores: [store], sku, label: verbatim(label) }
}
