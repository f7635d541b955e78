import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { sameWeekdaysBefore } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import type { Mover } from '#src/features/figures/figures.ts'
import type { Look } from './find-top.ts'
import type { TopRow } from './row.ts'
import { topTexts } from './texts.ts'

/** SKUs have values and changes, but neither targets nor days that are expected of them. */
const unasked: ReadonlySet<string> = new Set(['attainment', 'behind', 'reached', 'missed', 'no_data'])

/**
 * The SKUs of a place as lines; of a rate only those with the cases that it needs, so that one return of one order leads no list.
 * @throws UserError for what is not known of SKUs, and where no source tells SKUs.
 */
export async function skuRows(look: Look): Promise<readonly TopRow[]> {
  const { query, kpi, period } = look
  if (query.by === 'attainment' || query.conditions.some(({ kind }) => unasked.has(kind)))
    throw new UserError(topTexts.noSkuTargets)
  const [parts, samples] = await Promise.all([partsOf(look, kpi), samplesOf(look)])
  const least = kpi.minimumSample?.count ?? 0
  const enough = parts.filter(part => samples === null || (samples.get(part.place.key) ?? 0) >= least)
  const shown = enough.filter(({ value, before }) => value !== null || before !== null)
  if (shown.length === 0) throw new UserError(parts.length > 0 ? topTexts.smallSkus : topTexts.noSkus)
  const days = look.against ?? sameWeekdaysBefore(period)
  return shown.map(part => ({
    key: part.place.key,
    label: part.place.label,
    place: part.place.place,
    kpi,
    value: part.value,
    currency: part.currency ?? null,
    change: { value: part.before, period: days, ...changeOf(part, kpi) },
    attainment: null,
  }))
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

function partsOf({ reader, place, period, against, context }: Look, kpi: Kpi): Promise<readonly Mover[]> {
  const before = against ?? sameWeekdaysBefore(period)
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
