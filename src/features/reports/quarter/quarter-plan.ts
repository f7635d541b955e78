import { calendarOf, dayWeight } from '#src/domain/day-shares.ts'
import type { Figure } from '#src/domain/figure.ts'
import { daysOf, monthOf, type Period, quarterOf, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { NextTarget, PlanRow, QuarterPlan } from '#src/domain/planning/quarter-plan.ts'
import { type Suggestion, suggestAmount, suggestRate, type Weighed } from '#src/domain/planning/suggest.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import { type Figures, isAmount, type Reader } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { eventEffects } from './event-effects.ts'

/** Which quarter of which place. */
export interface PlanQuestion {
  readonly reader: Reader
  readonly place: ResolvedPlace
  /** The quarter that is over. */
  readonly period: Period
  /** Its figures, the most important first. */
  readonly figures: readonly Figure[]
  readonly now: Date
}

/** KPIs to be planned (judgement: more are not decided in one meeting). */
const maxRows = 8
/** A time is compared with where it has so much of the store-days of the quarter (judgement). */
const minShare = 0.9

/** The summary for planning: the quarter in its course and in comparison, what events did, and targets to be set. */
export async function quarterPlan(
  parts: { readonly db: Db; readonly figures: Figures },
  question: PlanQuestion,
): Promise<QuarterPlan> {
  const { reader, place, period, now } = question
  const shown = question.figures.slice(0, maxRows)
  const kpis = shown.map(({ kpi }) => kpi)
  const times = timesAround(period)
  const read = (time: Period) => parts.figures.read(reader, { kpis, place: place.place, period: time, now })
  const [previous, lastYear, comingLastYear, coming, ...months] = await Promise.all(
    [times.previous, times.lastYear, times.comingLastYear, times.coming, ...times.months].map(read),
  )
  const weigh = await weigher(parts.db, place, times)
  const [lead] = shown
  const effects = lead ? await eventEffects(parts, { reader, place, kpi: lead.kpi, period, now }) : []
  const rows = shown.map((figure, at): PlanRow => {
    const own = months.flatMap(month => month[at] ?? [])
    const year = whole(lastYear?.[at], figure)
    const yearComing = whole(comingLastYear?.[at], figure)
    const past = { months: own, lastYear: year && yearComing ? { over: year, coming: yearComing } : null }
    return {
      figure,
      previous: whole(previous?.[at], figure)?.value ?? null,
      lastYear: year?.value ?? null,
      months: own,
      next: nextTarget(coming?.[at], times.coming),
      suggestion: suggestionFor(figure, past, times.coming, weigh),
    }
  })
  const { coming: comes, previous: before, lastYear: ago } = times
  return { coming: comes, previous: before, lastYear: ago, months: times.months, rows, effects }
}

/** The quarters around one, and its months. */
function timesAround(period: Period) {
  const coming = quarterOf(shiftDays(period.to, 1))
  const yearBefore = (time: Period) => quarterOf(`${Number(time.from.slice(0, 4)) - 1}${time.from.slice(4)}`)
  const first = monthOf(period.from)
  const second = monthOf(shiftDays(first.to, 1))
  return {
    coming,
    previous: quarterOf(shiftDays(period.from, -1)),
    lastYear: yearBefore(period),
    comingLastYear: yearBefore(coming),
    months: [first, second, monthOf(period.to)],
  }
}

type Times = ReturnType<typeof timesAround>
type Weigh = (time: Period) => number

/** Effective days by the calendar and the events of the place. */
async function weigher(db: Db, place: ResolvedPlace, { comingLastYear, lastYear, coming }: Times): Promise<Weigh> {
  const from = lastYear.from < comingLastYear.from ? lastYear.from : comingLastYear.from
  const calendar = calendarOf(place.stores, await listEvents(db, from, coming.to))
  return time => daysOf(time).reduce((sum, day) => sum + dayWeight(day, calendar), 0)
}

/** A figure of another time, where its data is whole enough; `null` else. */
function whole(figure: Figure | undefined, like: Figure): (Figure & { readonly value: number }) | null {
  if (!figure || figure.value === null || figure.quality.belowSample) return null
  const enough = figure.quality.daysWithData >= minShare * like.quality.daysWithData
  return enough ? { ...figure, value: figure.value } : null
}

function nextTarget(figure: Figure | undefined, coming: Period): NextTarget | null {
  const target = figure?.target
  if (!target) return null
  const { low, high, validFrom } = target
  return { value: target.whole ?? target.value, low, high, carried: validFrom < coming.from }
}

interface Known {
  readonly months: readonly Figure[]
  readonly lastYear: { readonly over: Figure & { value: number }; readonly coming: Figure & { value: number } } | null
}

function suggestionFor(figure: Figure, past: Known, coming: Period, weigh: Weigh): Suggestion | null {
  const weighed = ({ period, value }: { readonly period: Period; readonly value: number }): Weighed => {
    return { value, weight: weigh(period) }
  }
  if (!isAmount(figure.kpi)) return suggestRate(figure.kpi, { rate: figure.quality.belowSample ? null : figure.value })
  if (figure.kpi.better !== 'higher') return null
  const { lastYear } = past
  return suggestAmount({
    months: past.months.flatMap(month => {
      const { daysWithData, daysExpected } = month.quality
      const value = daysWithData < minShare * daysExpected ? null : month.value
      return value === null ? [] : [weighed({ period: month.period, value })]
    }),
    rate: null,
    weight: weigh(coming),
    lastYear: lastYear ? { over: weighed(lastYear.over), coming: weighed(lastYear.coming) } : null,
  })
}
