import type { Line } from '#src/domain/causes/linear.ts'
import type { Amount } from '#src/domain/causes/quotient-parts.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Need } from '#src/domain/formula/index.ts'
import type { Kpi, Unit } from '#src/domain/kpis/kpi.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace, Store } from '#src/domain/place.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** The place and the two times that are looked at. */
export interface WhyScene {
  readonly figures: Figures
  readonly reader: Reader
  readonly place: ResolvedPlace
  readonly kpi: Kpi
  readonly period: Period
  readonly before: Period
  readonly now: Date
}

/** An amount of a formula, over both times. */
export interface MeasuredLine extends Amount {
  readonly label: Localized
  readonly unit: Unit
}

/** How a need is written in a formula. */
export function needText({ measure, aggregate, days, optional }: Need): string {
  if (aggregate === 'trailing') return `trailing(${measure}, ${days ?? 1})`
  if (aggregate === 'mean') return `mean(${measure})`
  return optional ? `optional(${measure})` : measure
}

/** The needs by which the engine chooses the days that count: those that are required, or else all. */
function deciding(needs: readonly Need[]): readonly Need[] {
  const required = needs.filter(need => !need.optional)
  return required.length > 0 ? required : needs
}

/** A sum counted on the very days on which the whole formula is. */
export function onSameDays(formula: string, needs: readonly Need[]): string {
  const others = deciding(needs).map(needText)
  return others.length === 0 ? formula : `${formula} + 0 * (${others.join(' + ')})`
}

/** The amounts of some lines, with their sign; `null` where one of them is not known. */
export async function readLines(
  scene: WhyScene,
  lines: readonly Line[],
  needs: readonly Need[],
): Promise<readonly MeasuredLine[] | null> {
  const kpis = lines.map(({ need }) => sumKpi(onSameDays(needText(need), needs), unitOf(need)))
  const [now, then] = await readBoth(scene, kpis)
  const found = lines.flatMap(({ need, factor }, at): readonly MeasuredLine[] => {
    const [after, before] = [now[at]?.value, then[at]?.value]
    if (after == null || before == null) return []
    const label = findMeasure(need.measure)?.label ?? verbatim(need.measure)
    return [{ id: need.measure, label, unit: unitOf(need), before: before * factor, after: after * factor }]
  })
  return found.length < lines.length ? null : found
}

function unitOf({ measure }: Need): Unit {
  return findMeasure(measure)?.unit === 'money' ? 'money' : 'count'
}

/** KPIs over both times. */
export async function readBoth(
  { figures, reader, place, period, before, now }: WhyScene,
  kpis: readonly Kpi[],
  at: Place = place.place,
): Promise<readonly [now: readonly Figure[], then: readonly Figure[]]> {
  const read = (span: Period) => figures.read(reader, { kpis, place: at, period: span, now })
  return Promise.all([read(period), read(before)])
}

/** A product's name where its store is the place that was asked about. */
export function withoutStore(label: Localized, { name }: Pick<Store, 'name'>): Localized {
  const own = (text: string) => (text.startsWith(`${name} · `) ? text.slice(name.length + 3) : text)
  return { en: own(label.en), ja: own(label.ja), 'zh-CN': own(label['zh-CN']) }
}

/** What a product is called on an answer about a place. */
export function productName({ place }: WhyScene, label: Localized): Localized {
  const [store, ...others] = place.stores
  return store && others.length === 0 ? withoutStore(label, store) : label
}
