import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { rangePeriod, sameWeekdaysBefore, shiftDays } from '#src/domain/period/index.ts'
import type { Query } from '#src/domain/questions/query.ts'
import { UserError } from '#src/errors.ts'
import type { Mover } from '#src/features/figures/figures.ts'
import type { Look } from './find-top.ts'
import { otherKpis, type TopRow } from './row.ts'
import { topTexts } from './texts.ts'

/** SKUs have values and changes, but neither targets nor days that are expected of them. */
const unasked: ReadonlySet<string> = new Set(['attainment', 'behind', 'reached', 'missed', 'no_data'])

/**
 * The SKUs of a place as lines; of a rate only those with the cases that it needs, so that one return of one order leads no list.
 * @throws UserError for what is not known of SKUs, and where no source tells SKUs.
 */
export async function skuRows(look: Look): Promise<readonly TopRow[]> {
  const { conditions, by } = look.query
  const plain = conditions.map(one => (one.kind === 'streak' ? one.of : one))
  if (by === 'attainment' || plain.some(({ kind }) => unasked.has(kind))) throw new UserError(topTexts.noSkuTargets)
  const { rows, isSmall } = await linesOf(look)
  if (rows.length === 0) throw new UserError(isSmall ? topTexts.smallSkus : topTexts.noSkus)
  return rows
}

/** The same for one of several periods, in which there may be none. */
export async function skuRowsAt(look: Look): Promise<readonly TopRow[]> {
  return (await linesOf(look)).rows
}

/** `isSmall`: there are SKUs, all with too few cases. */
async function linesOf(look: Look): Promise<{ readonly rows: readonly TopRow[]; readonly isSmall: boolean }> {
  const { query, kpi, period } = look
  const asksNone = asksForNone(query)
  const anyCase = query.conditions.some(one => one.kind === 'value' && one.limit.value === 0)
  const [parts, samples, others] = await Promise.all([
    partsOf(look, kpi),
    anyCase ? null : samplesOf(look),
    Promise.all(otherKpis(query, kpi).map(async other => [other, await partsOf(look, other)] as const)),
  ])
  const least = kpi.minimumSample?.count ?? 0
  const enough = parts.filter(part => samples === null || (samples.get(part.place.key) ?? 0) >= least)
  const shown = enough.filter(({ value, before }) => value !== null || before !== null)
  const days = look.against ?? sameWeekdaysBefore(period)
  const valued = (part: Mover, about: Kpi) => ({
    kpi: about,
    value: part.value,
    currency: part.currency ?? null,
    change: asksNone ? null : { value: part.before, period: days, ...changeOf(part, about) },
  })
  const more = (key: string) =>
    others.flatMap(([other, list]) => {
      const part = list.find(({ place }) => place.key === key)
      return part ? [[other.id, valued(part, other)] as const] : []
    })
  const rows = shown.map(part => ({
    key: part.place.key,
    label: part.place.label,
    place: part.place.place,
    ...valued(part, kpi),
    attainment: null,
    others: new Map(more(part.place.key)),
  }))
  return { rows, isSmall: parts.length > 0 }
}

/** SKUs with nothing now are those that had something in so many days before (judgement: a season). */
const formerDays = 90

/** Whether a question is for SKUs that have none of something: then those without any figures of now count, too. */
export function asksForNone({ conditions }: Pick<Query, 'conditions'>): boolean {
  return conditions.some(one => one.kind === 'value' && one.limit.value === 0 && one.compare !== 'above')
}

function changeOf(
  { value, before }: Mover,
  kpi: Kpi,
): { readonly change: number | null; readonly kind: 'relative' | 'points' } {
  const relative = kpi.unit === 'money' || kpi.unit === 'count'
  if (value === null || before === null || (relative && before <= 0))
    return { change: null, kind: relative ? 'relative' : 'points' }
  return relative ? { change: value / before - 1, kind: 'relative' } : { change: value - before, kind: 'points' }
}

function partsOf({ query, reader, place, period, against, context }: Look, kpi: Kpi): Promise<readonly Mover[]> {
  const former = asksForNone(query)
    ? rangePeriod(shiftDays(period.from, -formerDays), shiftDays(period.from, -1))
    : sameWeekdaysBefore(period)
  const before = against ?? former
  return context.figures.parts(reader, { kpi, place: place.place, by: 'sku', period, before, now: context.now })
}

/** How many cases stand behind the rate of each SKU; `null` where the KPI needs no number of them. */
async function samplesOf(look: Look): Promise<ReadonlyMap<string, number> | null> {
  const { minimumSample, ...kpi } = look.kpi
  if (!minimumSample) return null
  const counted: Kpi = { ...kpi, id: `${kpi.id}_cases`, formula: minimumSample.measure, unit: 'count' }
  const parts = await partsOf(look, counted)
  return new Map(parts.map(part => [part.place.key, part.value ?? 0]))
}
