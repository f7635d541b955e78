import { runOutDay, spentDay } from '#src/domain/forecast/run-out.ts'
import { type Day, monthOf, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { lookAhead } from './look-ahead.ts'

/** Days whose sales tell the pace of a product (KPI reference section 2: the last 28). */
const paceDays = 28
/** Products that run out later are no news yet (judgement: the longest usual lead time by sea). */
const horizonDays = 60

/** A product that will be sold out. */
export interface RunOut {
  readonly name: Localized
  readonly place: ResolvedPlace
  readonly stock: number
  /** Pieces a day, days without stock or figures left out. */
  readonly perDay: number
  readonly day: Day
}

/** The products of a place that run out soon, the soonest first; those that are out already come first of all. */
export async function runOutsOf(
  figures: Figures,
  { reader, place, now }: { readonly reader: Reader; readonly place: ResolvedPlace; readonly now: Date },
): Promise<readonly RunOut[]> {
  const last = shiftDays(figures.today(place, now), -1)
  const period = rangePeriod(shiftDays(last, 1 - paceDays), last)
  const before = rangePeriod(shiftDays(period.from, -paceDays), shiftDays(period.from, -1))
  const request = { place: place.place, by: 'sku', period, before, now } as const
  const read = (formula: string) => figures.parts(reader, { ...request, kpi: sumKpi(formula) })
  const pieces = sumKpi('optional(units)')
  const [stock, units, out, [told]] = await Promise.all([
    read('stock_on_hand'),
    read(pieces.formula),
    read('optional(stockout_hours)'),
    figures.read(reader, { kpis: [pieces], place: place.place, period, now }),
  ])
  // days of which nothing came, as before the first file, are no days without a sale
  const toldDays = Math.min(paceDays, (told?.quality.daysWithData ?? 0) / Math.max(1, place.stores.length))
  const byKey = (list: typeof stock) => new Map(list.map(({ place: sku, value }) => [sku.key, value ?? 0]))
  const [sold, hours] = [byKey(units), byKey(out)]
  const found = stock.flatMap(({ place: sku, value }): readonly RunOut[] => {
    if (value === null) return []
    const inStock = Math.max(1, toldDays - (hours.get(sku.key) ?? 0) / 24)
    const perDay = (sold.get(sku.key) ?? 0) / inStock
    const day = perDay > 0 ? runOutDay(last, value, perDay) : null
    if (day === null || day > shiftDays(last, horizonDays)) return []
    return [{ name: sku.label, place: sku, stock: value, perDay, day }]
  })
  return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : b.perDay - a.perDay))
}

/** A month's budget of advertising, as it is set as the target of ad spend. */
export interface BudgetOutlook {
  readonly budget: number
  readonly spent: number
  /** What the month lands at. */
  readonly landing: number
  /** The day on which it is spent; `null`: it lasts. */
  readonly day: Day | null
  readonly end: Day
  readonly currency: string | null
}

/** When the budget of the running month is spent; `null` without a budget, or where nothing can be told. */
export async function budgetOf(
  figures: Figures,
  { reader, place, now }: { readonly reader: Reader; readonly place: ResolvedPlace; readonly now: Date },
): Promise<BudgetOutlook | null> {
  const kpi = (await figures.catalog()).findKpi('ad_spend')
  if (!kpi) return null
  const today = figures.today(place, now)
  const period = monthOf(today, today)
  const outlook = await lookAhead(figures, { reader, kpi, place, period, now })
  if (outlook?.target == null || outlook.target <= 0 || outlook.forecast.kind !== 'told') return null
  const { soFar, landing, days } = outlook.forecast
  const { figure } = outlook
  const day = soFar >= outlook.target ? outlook.last : spentDay(outlook.target, soFar, days)
  return {
    budget: outlook.target,
    spent: figure.value ?? soFar,
    landing,
    day,
    end: period.end,
    currency: figure.currency,
  }
}
