import { type Line, termsOf } from '#src/domain/causes/linear.ts'
import { mixAndRate, type RatioGroup } from '#src/domain/causes/mix-rate.ts'
import type { WhyGroup, WhyGroups } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Need } from '#src/domain/formula/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import { marketLabel } from '#src/domain/place-names.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Mover } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { needText, onSameDays, type WhyScene, withoutStore } from './measured.ts'

interface Part {
  readonly place: Place | null
  readonly label: Localized
  readonly store: Store | null
}

/** What the parts of a place contributed: markets, the stores of one market, the SKUs of one store. They add up. */
export async function groupsOf(
  scene: WhyScene,
  [now, then]: readonly [Figure, Figure],
  stores: readonly Mover[],
): Promise<WhyGroups | null> {
  const { place } = scene
  if (now.value === null || then.value === null || place.sku !== '') return null
  const terms = termsOf(now.kpi.formula)
  if (!terms) return null
  const by = place.stores.length > 1 ? 'store' : 'sku'
  const total = [then.value, now.value] as const
  const single = terms.under
    ? await ofRatio(scene, { over: terms.over, under: terms.under }, by, total)
    : ofAmount(by === 'store' ? stores : await movedSkus(scene), total)
  if (single.length < 2) return null
  const markets = new Set(place.stores.map(store => store.market))
  if (markets.size < 2 || place.place.kind !== 'all') return { by, groups: sorted(single.map(({ group }) => group)) }
  return { by: 'market', groups: sorted(byMarket(single)) }
}

interface Single {
  readonly store: Store | null
  /** What a ratio is of; absent for amounts. */
  readonly terms?: Terms
  readonly group: WhyGroup
}

function partOf({ place }: Mover): Part {
  const [store = null] = place.stores
  const own = place.sku === '' || !store ? place.label : withoutStore(place.label, store)
  return { place: place.place, label: own, store }
}

function movedSkus({ figures, reader, kpi, place, period, before, now }: WhyScene): Promise<readonly Mover[]> {
  const request = { kpi, place: place.place, by: 'sku', period, before, now } as const
  return figures.parts(reader, request)
}

/** Each by its own change; what no part tells is one more. */
function ofAmount(movers: readonly Mover[], [before, after]: readonly [number, number]): readonly Single[] {
  const singles = movers.flatMap((mover): readonly Single[] => {
    const [then, value] = [mover.before ?? 0, mover.value ?? 0]
    if (then === 0 && value === 0) return []
    const { place, label, store } = partOf(mover)
    const group = {
      place,
      label,
      before: mover.before,
      after: mover.value,
      amount: value - then,
      rate: null,
      mix: null,
    }
    return [{ store, group }]
  })
  const told = (pick: (group: WhyGroup) => number | null) =>
    singles.reduce((sum, { group }) => sum + (pick(group) ?? 0), 0)
  const rest = [before - told(group => group.before), after - told(group => group.after)] as const
  return [...singles, ...restOf(rest, [before, after])]
}

/** Rounding of conversions is no part. */
function restOf([before, after]: readonly [number, number], whole: readonly [number, number]): readonly Single[] {
  const least = 1e-6 * Math.max(Math.abs(whole[0]), Math.abs(whole[1]), 1)
  if (Math.abs(before) < least && Math.abs(after) < least) return []
  const group = { place: null, label: untold, before, after, amount: after - before, rate: null, mix: null }
  return [{ store: null, group }]
}

const untold: Localized = { en: 'not told by part', ja: '内訳なし', 'zh-CN': '未细分部分' }

type Terms = Pick<RatioGroup, 'over' | 'under'>

interface RatioPart extends Part, RatioGroup {}

/** Each by its own ratio and its weight. */
async function ofRatio(
  scene: WhyScene,
  terms: { readonly over: readonly Line[]; readonly under: readonly Line[] },
  by: 'store' | 'sku',
  [before, after]: readonly [number, number],
): Promise<readonly Single[]> {
  const needs = [...terms.over, ...terms.under].map(({ need }) => need)
  const sides = (lines: readonly Line[]) =>
    by === 'store' ? storeSums(scene, lines, needs) : skuSums(scene, lines, needs)
  const [over, under] = await Promise.all([sides(terms.over), sides(terms.under)])
  const parts = joined(over.parts, under.parts)
  const rest = restRatio(parts, over.whole, under.whole)
  const all = rest ? [...parts, rest] : parts
  const effects = mixAndRate(all)
  if (!effects) return []
  const singles = all.map(({ place, label, store, over: [n0, n1], under: [d0, d1] }, at): Single => {
    const { rate, mix } = effects[at] ?? { rate: 0, mix: 0 }
    const terms: Terms = { over: [n0, n1], under: [d0, d1] }
    return { store, terms, group: { place, label, ...ratiosOf(terms), amount: rate + mix, rate, mix } }
  })
  const sum = singles.reduce((all, { group }) => all + group.amount, 0)
  // a ratio of which the parts do not tell all is not taken apart by them
  return Math.abs(sum - (after - before)) > 1e-9 * Math.max(Math.abs(after), Math.abs(before), 1) ? [] : singles
}

/** A ratio before and now; `null`: over nothing. */
function ratiosOf({ over: [n0, n1], under: [d0, d1] }: Terms): Pick<WhyGroup, 'before' | 'after'> {
  return { before: d0 === 0 ? null : n0 / d0, after: d1 === 0 ? null : n1 / d1 }
}

interface Sums {
  readonly parts: readonly { readonly part: Part; readonly sides: readonly [number, number] }[]
  readonly whole: readonly [number, number]
}

async function storeSums(scene: WhyScene, lines: readonly Line[], needs: readonly Need[]): Promise<Sums> {
  const { figures, reader, place, period, before, now } = scene
  const kpi = sumKpi(onSameDays(weighted(lines, needText), needs))
  const request = { kpi, place: place.place, by: 'store', period, before, now } as const
  const movers = await figures.parts(reader, request)
  const parts = movers.map(mover => ({ part: partOf(mover), sides: [mover.before ?? 0, mover.value ?? 0] as const }))
  const sum = (at: 0 | 1) => parts.reduce((all, { sides }) => all + sides[at], 0)
  return { parts, whole: [sum(0), sum(1)] }
}

/** What a SKU does not tell counts as nothing, so that all pieces are somewhere. */
async function skuSums(scene: WhyScene, lines: readonly Line[], needs: readonly Need[]): Promise<Sums> {
  const { figures, reader, place, period, before, now } = scene
  const optional = weighted(lines, need => needText({ ...need, optional: true }))
  const request = { place: place.place, by: 'sku', period, before, now } as const
  const whole = sumKpi(onSameDays(weighted(lines, needText), needs))
  const [movers, [own], [then]] = await Promise.all([
    figures.parts(reader, { ...request, kpi: sumKpi(optional) }),
    figures.read(reader, { kpis: [whole], place: place.place, period, now }),
    figures.read(reader, { kpis: [whole], place: place.place, period: before, now }),
  ])
  const parts = movers.map(mover => ({ part: partOf(mover), sides: [mover.before ?? 0, mover.value ?? 0] as const }))
  return { parts, whole: [then?.value ?? 0, own?.value ?? 0] }
}

function weighted(lines: readonly Line[], text: (need: Need) => string): string {
  return lines.map(({ need, factor }) => `(${factor < 0 ? `0 - ${-factor}` : factor}) * ${text(need)}`).join(' + ')
}

function joined(over: Sums['parts'], under: Sums['parts']): readonly RatioPart[] {
  const keyOf = ({ place }: Part) => JSON.stringify(place)
  const found = new Map<string, RatioPart>()
  for (const { part, sides } of under) found.set(keyOf(part), { ...part, over: [0, 0], under: sides })
  for (const { part, sides } of over) {
    const known = found.get(keyOf(part))
    found.set(keyOf(part), { ...part, over: sides, under: known?.under ?? [0, 0] })
  }
  return [...found.values()].filter(({ over, under }) => [...over, ...under].some(amount => amount !== 0))
}

function restRatio(
  parts: readonly RatioPart[],
  over: readonly [number, number],
  under: readonly [number, number],
): RatioPart | null {
  const left = (whole: readonly [number, number], side: 'over' | 'under') => {
    const at = (index: 0 | 1) => whole[index] - parts.reduce((sum, part) => sum + part[side][index], 0)
    const small = (index: 0 | 1) => (Math.abs(at(index)) < 1e-6 * Math.max(Math.abs(whole[index]), 1) ? 0 : at(index))
    return [small(0), small(1)] as const
  }
  const rest = { over: left(over, 'over'), under: left(under, 'under') }
  if ([...rest.over, ...rest.under].every(amount => amount === 0)) return null
  return { place: null, label: untold, store: null, ...rest }
}

/** Stores of a market as one; its ratio is that of their sums. */
function byMarket(singles: readonly Single[]): readonly WhyGroup[] {
  const found = new Map<string, Single>()
  for (const single of singles) {
    const { store, group } = single
    const key = store?.market ?? ''
    const before = found.get(key)
    found.set(key, before ? added(before, single) : { ...single, group: store ? ofMarket(store.market, group) : group })
  }
  return [...found.values()].map(({ group, terms }) => (terms ? { ...group, ...ratiosOf(terms) } : group))
}

function ofMarket(market: string, group: WhyGroup): WhyGroup {
  return { ...group, place: { kind: 'market', id: market }, label: marketLabel(market) }
}

function added(one: Single, other: Single): Single {
  const sum = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0))
  const [a, b] = [one.group, other.group]
  const both = one.terms && other.terms
  return {
    ...one,
    ...(both ? { terms: addedTerms(one.terms, other.terms) } : {}),
    group: {
      ...a,
      before: sum(a.before, b.before),
      after: sum(a.after, b.after),
      amount: a.amount + b.amount,
      rate: sum(a.rate, b.rate),
      mix: sum(a.mix, b.mix),
    },
  }
}

function addedTerms(a: Terms | undefined, b: Terms | undefined): Terms {
  const sum = (side: 'over' | 'under') =>
    [(a?.[side][0] ?? 0) + (b?.[side][0] ?? 0), (a?.[side][1] ?? 0) + (b?.[side][1] ?? 0)] as const
  return { over: sum('over'), under: sum('under') }
}

function sorted(groups: readonly WhyGroup[]): readonly WhyGroup[] {
  return [...groups].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.label.en < b.label.en ? -1 : 1))
}
