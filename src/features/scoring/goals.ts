import type { Catalog } from '#src/domain/catalog.ts'
import { daysBetween, earlier, shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, rangePeriod } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import type { Aim } from '#src/domain/targets/attainment.ts'
import type { TemplateLine } from '#src/domain/templates/template.ts'
import { type Figures, isAmount, type Reader } from '#src/features/figures/index.ts'

/** Where the target of a KPI on a scorecard comes from. */
export type GoalOrigin = 'set' | 'template' | 'none'

/** What a KPI is held against, and where that comes from. */
export interface LineGoal {
  readonly aim: Aim | null
  readonly origin: GoalOrigin
}

/** What figures of the months before are read for templates' goals. */
export interface Before {
  /** The figure of the three months before, by KPI. */
  readonly figures: ReadonlyMap<string, Figure>
  /** What a day of them came to, of amounts that templates hold against their mean, by KPI. */
  readonly daily: ReadonlyMap<string, number>
}

/** The three whole months before a period. */
export function monthsBefore(period: Period): Period {
  const last = shiftDays(monthOf(period.from).from, -1)
  const first = monthOf(shiftDays(monthOf(shiftDays(monthOf(last).from, -1)).from, -1)).from
  return rangePeriod(first, last)
}

/** Reads what the goals of a template's lines ask of the months before. */
export async function readBefore(
  figures: Figures,
  reader: Reader,
  asked: { readonly lines: readonly TemplateLine[]; readonly catalog: Catalog; readonly place: Place },
  at: { readonly period: Period; readonly now: Date },
): Promise<Before> {
  const period = monthsBefore(at.period)
  const wanted = asked.lines.flatMap(({ kpiId, goal }) => {
    return goal.kind === 'mean' ? [kpiId] : goal.kind === 'share' ? [goal.of] : []
  })
  const kpis = [...new Set(wanted)].flatMap(id => asked.catalog.findKpi(id) ?? [])
  const read = kpis.length === 0 ? [] : await figures.read(reader, { kpis, place: asked.place, period, now: at.now })
  const means = new Set(asked.lines.flatMap(({ kpiId, goal }) => (goal.kind === 'mean' ? [kpiId] : [])))
  const daily = new Map<string, number>()
  for (const figure of read.filter(({ kpi }) => means.has(kpi.id) && isAmount(kpi))) {
    const value = await dayOf(figures, reader, { figure, place: asked.place, period, now: at.now })
    if (value !== null) daily.set(figure.kpi.id, value)
  }
  return { figures: new Map(read.map(figure => [figure.kpi.id, figure])), daily }
}

interface DaysOfFigure {
  readonly figure: Figure
  readonly place: Place
  readonly period: Period
  readonly now: Date
}

/** A day's amount: each store over the days that it has figures of, so that one that began later counts as it is now. */
async function dayOf(figures: Figures, reader: Reader, { figure, place, period, now }: DaysOfFigure) {
  const { kpi, value, quality } = figure
  const { stores } = figure.place
  if (value === null || quality.daysWithData === 0) return null
  const days = daysBetween(period.from, period.to) + 1
  if (quality.daysWithData >= days * stores.length) return value / days
  if (stores.length === 1) return value / quality.daysWithData
  const parts = await figures.parts(reader, { kpi, place, by: 'store', period, before: period, now })
  let sum = 0
  for (const part of parts) {
    if (part.value === null) continue
    const [own] = await figures.read(reader, { kpis: [kpi], place: part.place.place, period, now })
    if (own && own.quality.daysWithData > 0) sum += part.value / own.quality.daysWithData
  }
  return sum
}

/** The target that stands, else what the template proposes. `whole`: the figure's place has targets of its own. */
export function goalFor(line: TemplateLine, figure: Figure, before: Before, whole: boolean): LineGoal {
  const worst = line.worst === undefined ? {} : { worst: line.worst }
  const { target } = figure
  if (target && (whole || target.summed) && (target.value !== null || target.low !== null || target.high !== null)) {
    const { value, low, high } = target
    return { aim: { value, low, high, ...worst }, origin: 'set' }
  }
  const proposed = proposal(line, figure, before)
  return proposed ? { aim: { ...proposed, ...worst }, origin: 'template' } : { aim: null, origin: 'none' }
}

function proposal({ kpiId, goal }: TemplateLine, figure: Figure, before: Before): Aim | null {
  switch (goal.kind) {
    case 'plan':
      return null
    case 'at':
      return { value: goal.value }
    case 'band':
      return { value: null, low: goal.low, high: goal.high }
    case 'share': {
      const base = before.figures.get(goal.of)?.value ?? null
      return base === null || base <= 0 ? null : { value: base * goal.factor }
    }
    case 'mean': {
      const base = (isAmount(figure.kpi) ? before.daily.get(kpiId) : before.figures.get(kpiId)?.value) ?? null
      return base === null ? null : { value: stepped(figure, base, goal.step) }
    }
    default:
      return goal satisfies never
  }
}

/** What was, better by a share; of amounts a day's amount for each day that counts. */
function stepped(figure: Figure, base: number, step: number): number {
  const { kpi, period, closedTo } = figure
  const factor = kpi.better === 'lower' ? 1 - step : 1 + step
  if (!isAmount(kpi)) return bounded(kpi, base * factor)
  const days = daysBetween(period.from, earlier(closedTo ?? period.to, period.to)) + 1
  return base * days * factor
}

/** Shares end at 1, stars at 5. */
function bounded({ unit }: Kpi, value: number): number {
  return unit === 'ratio' ? Math.min(1, value) : unit === 'stars' ? Math.min(5, value) : value
}
