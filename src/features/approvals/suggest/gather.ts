import { calendarOf, dayWeight } from '#src/domain/day-shares.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { limitsFor, type PlatformLimit } from '#src/domain/limits/index.ts'
import { daysOf, type Period, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { type Reach, reachOf } from '#src/domain/planning/reach.ts'
import {
  type Increment,
  type Suggestion,
  suggestAmount,
  suggestRate,
  type Weighed,
  withinLines,
} from '#src/domain/planning/suggest.ts'
import { monthsBefore } from '#src/features/approvals/known-months.ts'
import { type Figures, isAmount, type Reader } from '#src/features/figures/index.ts'

/** What a target is to be suggested for. */
export interface SuggestQuestion {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  /** A month. */
  readonly period: Period
  readonly increment: Increment
  readonly reader: Reader
  readonly now: Date
}

/** A month that was left out, and why. */
export interface DroppedMonth {
  readonly month: Period
  readonly why: 'data' | 'closed' | 'stock'
}

/** A suggestion with all that it was made from. Money in minor units. */
export interface Suggested {
  readonly suggestion: Suggestion | null
  /** What is suggested after the platforms' lines; `null`: nothing can be. */
  readonly value: number | null
  readonly currency: string | null
  readonly used: readonly Figure[]
  readonly dropped: readonly DroppedMonth[]
  readonly lastYear: Figure | null
  readonly best: Figure | null
  /** Where the value stands among the months so far; `null`: too few. */
  readonly reach: Reach | null
  /** Months whose value is not known although there is data, such as for want of an exchange rate. */
  readonly problems: readonly Figure[]
  readonly lines: readonly PlatformLimit[]
  /** Share of the days of the last months that have data. */
  readonly coverage: number
  /** What sales ask for: conversion and basket as in the months used; `null` for other KPIs and where one is unknown. */
  readonly needs: { readonly sessionsPerDay: number; readonly conversion: number; readonly basket: number } | null
}

/** Three months are the base, of at most six back (e-commerce practice). */
const monthsUsed = 3
const monthsBack = 6
/** A month with less of its data, or with more days closed or out of stock, is left out. */
const minShare = 0.9
const mostLost = 0.1

/** Works a suggestion out of the months before. */
export async function suggestTarget(figures: Figures, question: SuggestQuestion): Promise<Suggested> {
  const { kpi, place, period, reader, now } = question
  const months = monthsBefore(period, figures.today(place, now))
  const read = async (kpis: readonly Kpi[], time: Period) =>
    figures.read(reader, { kpis, place: place.place, period: time, now })
  const stockKpi = (await figures.catalog()).findKpi('in_stock_rate')
  const found = await Promise.all(months.map(month => read(stockKpi ? [kpi, stockKpi] : [kpi], month)))
  const calendar = calendarOf(place.stores, await figures.events(months.at(-1)?.from ?? period.from, period.end))
  const weigh = (time: Period) => daysOf(time).reduce((sum, day) => sum + dayWeight(day, calendar), 0)
  const used: Figure[] = []
  const dropped: DroppedMonth[] = []
  for (const [figure, stock] of found.slice(0, monthsBack)) {
    if (!figure || used.length === monthsUsed) continue
    const closed = daysOf(figure.period).filter(day => dayWeight(day, calendar) === 0).length
    const why = whyDropped(figure, closed / daysOf(figure.period).length, stock?.value == null ? null : 1 - stock.value)
    if (why === null) used.push(figure)
    else dropped.push({ month: figure.period, why })
  }
  const all = found.flatMap(([figure]) => (figure && figure.value !== null ? [figure] : []))
  const suggestion = await worked(question, { used, all, weigh, read })
  const lines = place.stores.flatMap(limitsFor).filter(line => line.kpiId === kpi.id)
  const value = suggestion === null ? null : whole(withinLines(suggestion.value, lines, kpi.unit), kpi)
  const recent = found.slice(0, monthsUsed).flatMap(([figure]) => figure ?? [])
  return {
    ...{ suggestion, value, used, dropped, lines: [...new Set(lines)] },
    currency: used[0]?.currency ?? (kpi.unit === 'money' ? (place.stores[0]?.currency ?? null) : null),
    lastYear: all.find(figure => figure.period.from === yearBefore(period.from)) ?? null,
    best: bestOf(all, kpi),
    reach:
      value === null
        ? null
        : reachOf(
            value,
            all.flatMap(figure => figure.value ?? []),
            kpi,
          ),
    problems: found.slice(0, monthsBack).flatMap(([figure]) => (figure?.problem ? [figure] : [])),
    coverage: coverageOf(recent),
    needs: kpi.id === 'sales' && value !== null ? await needsOf(figures, question, { value, used }) : null,
  }
}

function whyDropped({ value, quality }: Figure, closed: number, stock: number | null): DroppedMonth['why'] | null {
  if (value === null || quality.belowSample || quality.daysWithData < minShare * quality.daysExpected) return 'data'
  if (closed > mostLost) return 'closed'
  return stock !== null && stock > mostLost ? 'stock' : null
}

interface Known {
  readonly used: readonly Figure[]
  readonly all: readonly Figure[]
  readonly weigh: (time: Period) => number
  readonly read: (kpis: readonly Kpi[], time: Period) => Promise<readonly Figure[]>
}

async function worked(question: SuggestQuestion, { used, all, weigh, read }: Known): Promise<Suggestion | null> {
  const { kpi, period, increment } = question
  if (!isAmount(kpi)) {
    const span = together(used)
    const [figure] = span ? await read([kpi], span) : []
    return suggestRate(kpi, { rate: figure?.value ?? null })
  }
  if (kpi.better !== 'higher') return null
  const months = used.map((figure): Weighed => ({ value: figure.value ?? 0, weight: weigh(figure.period) }))
  return suggestAmount(
    { months, rate: null, weight: weigh(period), lastYear: seasonFrom(period, all, weigh) },
    increment,
  )
}

/** The months used as one stretch, up to the first gap, so that a rate is a sum over a sum. */
function together(used: readonly Figure[]): Period | null {
  const [latest] = used
  if (!latest) return null
  let from = latest.period.from
  for (const { period } of used.slice(1)) {
    if (shiftDays(period.end, 1) !== from) break
    from = period.from
  }
  return rangePeriod(from, latest.period.end)
}

function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
}

/** The same month a year ago and the three before it, where all of them are known. */
function seasonFrom(period: Period, all: readonly Figure[], weigh: Known['weigh']) {
  const coming = all.find(figure => figure.period.from === yearBefore(period.from))
  if (!coming) return null
  const before = all.filter(({ period: time }) => time.from < coming.period.from).slice(0, monthsUsed)
  if (before.length < monthsUsed) return null
  const over = {
    value: before.reduce((sum, figure) => sum + (figure.value ?? 0), 0),
    weight: before.reduce((sum, figure) => sum + weigh(figure.period), 0),
  }
  return { over, coming: { value: coming.value ?? 0, weight: weigh(coming.period) } }
}

function bestOf(all: readonly Figure[], kpi: Kpi): Figure | null {
  const sign = kpi.better === 'lower' ? -1 : 1
  return [...all].sort((a, b) => sign * ((b.value ?? 0) - (a.value ?? 0)))[0] ?? null
}

function coverageOf(figures: readonly Figure[]): number {
  const expected = figures.reduce((sum, { quality }) => sum + quality.daysExpected, 0)
  return expected === 0 ? 0 : figures.reduce((sum, { quality }) => sum + quality.daysWithData, 0) / expected
}

async function needsOf(
  figures: Figures,
  { place, period, reader, now }: SuggestQuestion,
  { value, used }: { readonly value: number; readonly used: readonly Figure[] },
): Promise<Suggested['needs']> {
  const catalog = await figures.catalog()
  const kpis = ['conversion_rate', 'aov'].flatMap(id => catalog.findKpi(id) ?? [])
  const span = together(used)
  if (kpis.length < 2 || !span) return null
  const [rate, basket] = await figures.read(reader, { kpis, place: place.place, period: span, now })
  if (!rate?.value || !basket?.value) return null
  const sessionsPerDay = value / (rate.value * basket.value) / daysOf(period).length
  return { sessionsPerDay, conversion: rate.value, basket: basket.value }
}

/** Money and pieces are whole. */
function whole(value: number, { unit }: Kpi): number {
  return unit === 'money' || unit === 'count' ? Math.round(value) : value
}
