import { shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { lengthOf, type Period, wholePeriod } from '#src/domain/period.ts'
import type { Place } from '#src/domain/place.ts'
import type { PacedFigure } from '#src/domain/report.ts'
import type { Figures, Reader } from '#src/services/figures.ts'

/** Which plan. */
export interface PaceRequest {
  readonly kpi: Kpi
  readonly place: Place
  /** A week, month or quarter; may run. */
  readonly period: Period
  readonly today: string
  readonly now: Date
}

/** Before so much of a period's plan has passed, a landing value says nothing (design rule: a tenth). */
const earliestLanding = 0.1

/**
 * How a running amount stands against its plan, counted on closed days only. `null` for rates (they have no pace),
 * without a target, before the first day is over, and for periods that are over.
 */
export async function paceOf(figures: Figures, reader: Reader, request: PaceRequest): Promise<PacedFigure | null> {
  const { kpi, place, period, today, now } = request
  const whole = wholePeriod(period)
  if (!isAmount(kpi) || today <= whole.from || today > whole.end) return null
  const closed: Period = { ...whole, to: shiftDays(today, -1) }
  const read = (days: Period) => figures.read(reader, { kpis: [kpi], place, period: days, now })
  const [[figure], [full]] = await Promise.all([read(closed), read(whole)])
  return figure && full ? paced(figure, full, lengthOf({ from: today, to: whole.end })) : null
}

/** Only amounts add up over days. */
function isAmount(kpi: Kpi): boolean {
  return (kpi.unit === 'money' || kpi.unit === 'count') && kpi.better === 'higher' && !kpi.formula.includes('/')
}

function paced(figure: Figure, full: Figure, remainingDays: number): PacedFigure | null {
  const target = full.target?.value ?? null
  const expected = figure.target?.value ?? null
  const { value } = figure
  if (target === null || target <= 0 || value === null) return null
  const share = expected === null ? null : expected / target
  return {
    figure,
    target,
    expected,
    gap: expected === null ? null : value - expected,
    neededPerDay: remainingDays === 0 ? null : (target - value) / remainingDays,
    remainingDays,
    landing: share === null || share < earliestLanding ? null : value / share,
  }
}
