import { later } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import type { PacedFigure } from '#src/domain/report.ts'
import type { Pacing } from '#src/domain/targets/pacing.ts'
import type { Figures, Reader } from './figures.ts'

/** Which plan. */
export interface PaceRequest {
  readonly kpi: Kpi
  readonly place: Place
  /** A week, month or quarter; of a day or a free range the month it ends in. */
  readonly period: Period
  readonly today: string
  readonly now: Date
  /** A figure that was read already: used where it is of the same period. */
  readonly known?: Figure
}

/** How a running amount stands against its plan; `null` for rates, closed periods, and without target or data. */
export async function paceOf(figures: Figures, reader: Reader, request: PaceRequest): Promise<PacedFigure | null> {
  const { kpi, place, today, now, known } = request
  const period = planned(request.period, today)
  const same = known && known.period.from === period.from && known.period.to === period.to
  const [figure] = same ? [known] : await figures.read(reader, { kpis: [kpi], place, period, compared: false, now })
  return figure?.pacing && figure.value !== null ? { figure, pacing: figure.pacing } : null
}

function planned(period: Period, today: string): Period {
  return ['week', 'month', 'quarter'].includes(period.kind) ? period : monthOf(period.to, later(period.to, today))
}

/** The plan of the month that a day belongs to; where the day closes the month, how the month ended. */
export async function monthPlan(figures: Figures, reader: Reader, request: PaceRequest): Promise<PacedFigure | null> {
  const running = await paceOf(figures, reader, request)
  const month = monthOf(request.period.to)
  const { kpi, place, now } = request
  const amount = kpi.better === 'higher' && (kpi.unit === 'money' || kpi.unit === 'count')
  if (running || request.period.to !== month.to || !amount) return running
  const [figure] = await figures.read(reader, { kpis: [kpi], place, period: month, compared: false, now })
  const target = figure?.target?.value ?? null
  if (!figure || figure.value === null || target === null || figure.target?.attainment == null) return null
  return { figure, pacing: closedPlan(target, figure.value, month.to) }
}

function closedPlan(target: number, actual: number, closedTo: string): Pacing {
  const index = target > 0 ? actual / target : null
  const gap = actual - target
  return { target, closedTo, actual, expected: target, gap, index, remainingDays: 0, neededPerDay: null, landing: null }
}
