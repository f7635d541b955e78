import type { CommandContext } from '#src/contracts/command.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import {
  type Day,
  dayPeriod,
  lastDays,
  lengthOf,
  monthOf,
  type Period,
  periodAgainst,
  quarterOf,
  rangePeriod,
  sameWeekdaysBefore,
  weekOf,
  yearOf,
} from '#src/domain/period/index.ts'
import { holds, type Place, placeKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import type { Query } from '#src/domain/questions/query.ts'
import { UserError } from '#src/errors.ts'
import type { Reader } from '#src/features/figures/figures.ts'
import { mainKpi, readerOf, yesterday } from '#src/features/figures/requested-place.ts'
import { fulfils, refuseMoney } from './fulfils.ts'
import { missedRun } from './missed-days.ts'
import { partsOf, rowAt } from './parts.ts'
import { isMostMoved, rowOf, sorted, type TopRow } from './row.ts'
import { asksForNone, skuRows } from './sku-rows.ts'
import { type Counted, countedIn, runsOf, skuRuns, stepBefore } from './streaks.ts'
import { topTexts } from './texts.ts'
import { timeRows } from './time-rows.ts'

/** What a list came to. */
export interface TopFound {
  readonly query: Query
  readonly kpi: Kpi
  readonly period: Period
  /** The place that the list is about, as it is called. */
  readonly place: ResolvedPlace
  /** Lines that are shown, in their order. */
  readonly rows: readonly TopRow[]
  /** How many there are in all, how many fulfil the conditions. */
  readonly total: number
  readonly matching: number
  /** Those that have too few cases, and those of which nothing is known that the question needs. */
  readonly small: readonly TopRow[]
  readonly open: readonly TopRow[]
  /** Amounts were put into one currency to be ordered. */
  readonly rates: readonly RateUsed[]
  /** In which days, weeks or months a streak was counted; `null`: none was asked for. */
  readonly counted: Counted | null
  /** Nothing moved that way: the lines are those that moved least the other way. */
  readonly noneMoved: boolean
}

/** Lines of one card, and how many are shown where no number was named (judgement: what fits a phone). */
const maxRows = 20
const usualRows = 5
/** Days that are looked at for a run of missed targets, unless more are asked for. */
const runDays = 14

/** Answers a question for a list. @throws UserError for what cannot be asked of its subject, and without a store. */
export async function findTop(query: Query, context: CommandContext): Promise<TopFound> {
  const reader = narrowed(query, context)
  const figures = context.figures.withSharedReads()
  const all: Place = query.places.length === 1 && query.places[0] ? query.places[0] : { kind: 'all' }
  const place = await figures.resolve(reader, all)
  const today = figures.today(place, context.now)
  const kpi = query.kpi ?? mainKpi(context)
  const counted = countedIn(query, today)
  const newest = counted?.which === 'standing' ? counted.steps[0] : undefined
  const period = newest ?? query.period ?? periodAfter(query.against, today) ?? usualPeriod(query, kpi, today)
  refuseMoney(query.conditions, kpi)
  const asked = { ...query, ...(query.subject === 'kpi' && query.by === 'value' && { by: 'attainment' as const }) }
  const look: Look = {
    query: asked,
    reader,
    place,
    period,
    against: newest && counted ? stepBefore(newest, counted.streak.step) : againstOf(asked, period),
    kpi,
    counted,
    context: { ...context, figures },
  }
  const { rows, rates } = await rowsOf(look)
  return { ...chosen(rows, asked), query: asked, kpi, period, place, rates, counted }
}

/**
 * Days are looked for in the last four weeks, as are SKUs by a rate that needs cases, which one day of a SKU seldom has;
 * weeks and months in the year, anything else on the last day that is over.
 */
function usualPeriod({ subject }: Query, { minimumSample }: Kpi, today: Day): Period {
  if (subject === 'day' || (subject === 'sku' && minimumSample)) return lastDays(28, today)
  return subject === 'week' || subject === 'month' ? yearOf(today, today) : yesterday(today)
}

/** What a list is looked up with. */
export interface Look {
  readonly query: Query
  readonly reader: Reader
  readonly place: ResolvedPlace
  readonly period: Period
  readonly against: Period | undefined
  readonly kpi: Kpi
  readonly counted: Counted | null
  readonly context: CommandContext
}

/** The reader with only the stores that a question names, and without those that it leaves out. */
function isOfSku(place: Place): boolean {
  return place.kind === 'store' && place.sku !== undefined // its store stays: figures are made without the SKU
}

function narrowed({ places, except }: Query, { caller }: CommandContext): Reader {
  const reader = readerOf(caller)
  const counts = (store: Store) =>
    (places.length === 0 || places.some(place => holds(place, store))) &&
    !except.some(place => !isOfSku(place) && holds(place, store))
  const stores = reader.stores.filter(counts)
  if (stores.length === 0 && reader.stores.length > 0) throw new UserError(topTexts.noStore)
  return { ...reader, stores }
}

function againstOf({ against }: Query, period: Period): Period | undefined {
  if (against === null) return undefined
  if (typeof against !== 'string') return sameLength(against, period)
  const before = periodAgainst(period, against)
  if (!before) throw new UserError(topTexts.tooLong)
  return before
}

/** “Than last week” is said of this week so far: of the period that follows the one that was named. */
function periodAfter(against: Query['against'], today: Day): Period | null {
  if (against === null || typeof against === 'string') return null
  const next = shiftDays(against.end, 1)
  if (next > today) return null
  const following = { week: weekOf, month: monthOf, quarter: quarterOf, year: yearOf }
  if (against.kind === 'day') return dayPeriod(next)
  if (against.kind !== 'range') return following[against.kind](next, today)
  const last = shiftDays(next, lengthOf(against) - 1)
  return rangePeriod(next, last < today ? last : today)
}

/** Of a period that goes on, as many days of the earlier one. */
function sameLength(against: Period, period: Period): Period {
  const last = shiftDays(against.from, lengthOf(period) - 1)
  return period.to === period.end || last >= against.to ? against : rangePeriod(against.from, last)
}

async function rowsOf(look: Look): Promise<{ rows: readonly TopRow[]; rates: readonly RateUsed[] }> {
  const { subject } = look.query
  if (subject === 'sku') return { rows: await skuLines(look), rates: [] }
  if (subject === 'day' || subject === 'week' || subject === 'month')
    return { rows: await timeRows({ ...look, subject }), rates: [] }
  if (subject === 'kpi') return { rows: await kpiRows(look), rates: [] }
  const parts = await partsOf(look)
  const { counted, period, against } = look
  const [plain, runs] = await Promise.all([
    Promise.all(parts.map(part => rowAt(part, look, period, against))),
    counted ? runsOf(parts, counted, look) : [],
  ])
  const rows = plain.map((row, at) => ({ ...row, ...(runs[at] && { run: runs[at] }) }))
  return inOneCurrency(await withRuns(rows, look), look)
}

async function skuLines(look: Look): Promise<readonly TopRow[]> {
  const [rows, runs] = await Promise.all([skuRows(look), look.counted ? skuRuns(look.counted, look) : null])
  return rows.map(row => {
    const run = runs?.get(row.key)
    return run ? { ...row, run } : row
  })
}

const aboutTargets: ReadonlySet<string> = new Set(['attainment', 'behind', 'reached', 'missed'])

/** KPIs as lines: those with a value, or with a target where targets are asked about. */
async function kpiRows({ reader, place, period, against, context, query }: Look): Promise<readonly TopRow[]> {
  if (query.conditions.some(({ kind }) => kind === 'streak')) throw new UserError(topTexts.noRun)
  const { catalog, figures, now } = context
  const kpis = query.kpi ? [query.kpi] : catalog.kpis
  const ofTargets = query.by === 'attainment' || query.conditions.some(({ kind }) => aboutTargets.has(kind))
  const request = { kpis, place: place.place, period, now, ...(against && { against }) }
  const found = await figures.read(reader, request)
  return found
    .filter(figure => figure.target !== null || (!ofTargets && figure.value !== null))
    .map(figure => ({ ...rowOf(figure, figure.kpi.label), key: figure.kpi.id }))
}

/** How many days in a row each missed its target, where that is asked about. */
async function withRuns(rows: readonly TopRow[], { query, reader, period, kpi, context }: Look) {
  const asked = query.conditions.find(condition => condition.kind === 'missed')
  if (asked?.kind !== 'missed') return rows
  const from = shiftDays(period.to, 1 - Math.max(runDays, asked.days * 2))
  const span = query.period && period.from < period.to ? period : rangePeriod(from, period.to)
  return Promise.all(
    rows.map(async row => {
      const series = await context.figures.series(reader, { kpi, place: row.place, period: span, now: context.now })
      const missedDays = missedRun(series, span === period ? 'longest' : 'standing')
      return missedDays === null ? row : { ...row, missedDays }
    }),
  )
}

/** Amounts of several currencies in the one of the place, so that they can be ordered. */
async function inOneCurrency(rows: readonly TopRow[], { reader, place, period, against, kpi, context, query }: Look) {
  const mixed = kpi.unit === 'money' && new Set(rows.map(row => row.currency)).size > 1
  if (!mixed) return { rows, rates: [] }
  const before = against ?? sameWeekdaysBefore(period)
  const request = { kpi, place: place.place, by: 'store' as const, period, before, now: context.now }
  const [parts, [whole]] = await Promise.all([
    context.figures.parts(reader, request),
    context.figures.read(reader, { kpis: [kpi], place: place.place, period, now: context.now }),
  ])
  const values = new Map(parts.map(part => [part.place.key, part]))
  const converted = rows.map((row): TopRow => {
    if (query.subject === 'store') {
      const part = values.get(placeKey(row.place))
      return part && row.value !== null ? { ...row, value: part.value, currency: part.currency ?? null } : row
    }
    const held = new Set(row.figure?.place.stores.map(store => store.id))
    const mine = parts.filter(part => part.place.stores.every(store => held.has(store.id)) && part.value !== null)
    const currency = parts[0]?.currency ?? null
    return {
      ...row,
      value: mine.length === 0 ? null : mine.reduce((sum, part) => sum + (part.value ?? 0), 0),
      currency,
    }
  })
  return { rows: converted, rates: whole?.rates ?? [] }
}

/** The lines that are shown: those that fulfil every condition, in order, without those that have too few cases. */
function chosen(all: readonly TopRow[], query: Query) {
  const gaps = query.conditions.some(({ kind }) => kind === 'no_data')
  const small = gaps || asksForNone(query) ? [] : all.filter(row => row.figure?.quality.belowSample === true)
  const judged = all.filter(row => !small.includes(row))
  const answers = judged.map(row => ({ row, met: query.conditions.map(condition => fulfils(row, condition)) }))
  const met = answers.filter(one => one.met.every(is => is === true)).map(({ row }) => row)
  const other = met.length === 0 && isMostMoved(query) ? judged.filter(row => row.change?.change != null) : []
  const matching = other.length > 0 ? other : met
  const open = answers.filter(({ met }) => met.includes(null) && !met.includes(false)).map(({ row }) => row)
  const valued = gaps ? matching : matching.filter(row => row.value !== null)
  const without = query.conditions.length === 0 ? matching.filter(row => row.value === null) : []
  const isRun = !query.ordered && query.conditions.some(({ kind }) => kind === 'streak')
  const inOrder = sorted(valued, query.by, query.order)
  const ordered = isRun ? [...inOrder].sort((a, b) => (b.run?.count ?? 0) - (a.run?.count ?? 0)) : inOrder
  const count = Math.min(query.count ?? (query.ordered ? usualRows : maxRows), maxRows)
  return {
    rows: ordered.slice(0, count),
    total: all.length,
    matching: valued.length,
    small,
    open: [...open, ...without],
    noneMoved: other.length > 0,
  }
}
