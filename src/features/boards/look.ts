import type { CommandContext } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { askedDay, type Day, lengthOf, type Period, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import { defaultKpis, type Figures, mainKpi, type Reader } from '#src/features/figures/index.ts'
import type { Board } from './board.ts'
import { type Filters, namedPeriod, periodOf, placeOf } from './filters.ts'
import { isOnBoard } from './find-board.ts'

/** Days of a trend where the period is shorter (judgement, as in chat). */
const trendDays = 30

/** What a look at a board is made of. */
export interface Look {
  readonly board: Board
  readonly filters: Filters
  readonly reader: Reader
  /** What it is about after the filters. */
  readonly asked: Place
  readonly place: ResolvedPlace
  readonly today: string
  readonly period: Period
  readonly figures: Figures
  /** What of the filters is not understood, as it is written there. */
  readonly unread: readonly string[]
  /** The day from which words for periods count. */
  readonly wordsFrom: Day
  readonly now: Date
}

/** Reads the filters of a board: a place that is not on it counts as not said. @throws UserError where no store is left. */
export async function lookAt(board: Board, filters: Filters, context: CommandContext): Promise<Look> {
  const figures = context.figures.withSharedReads().withSharedDays()
  const { reader } = board
  const { now } = context
  const narrower = placeOf(filters)
  const isPlace = narrower !== null && isOnBoard(narrower, board)
  const asked = isPlace ? narrower : board.place
  const place = await figures.resolve(reader, asked)
  // As in chat: without a period the days count that are over everywhere, words count from the day of whoever asks
  const wordsFrom = askedDay(place.stores, context.caller.timeZone, now)
  const named = namedPeriod(filters, wordsFrom)
  const today = named ? wordsFrom : figures.today(place, now)
  const said = isPlace ? filters : { ...filters, place: '' }
  const unread = [
    ...(named ? [] : [filters.period]),
    ...(filters.unread ?? []),
    ...(isPlace ? [] : [filters.place]),
    ...(namedKpi(board, filters, context) ? [] : [filters.kpi]),
  ].filter(text => text !== '')
  return {
    board,
    filters: said,
    reader,
    asked,
    place,
    today,
    period: named ?? periodOf({ period: '' }, today),
    figures,
    unread,
    wordsFrom,
    now,
  }
}

/** The KPI that filters name; what a board with KPIs of its own does not have is not shown on it. */
function namedKpi(board: Board, { kpi }: Filters, { catalog }: CommandContext): Kpi | undefined {
  const named = catalog.findKpi(kpi)
  // who looks at a score goes on to each KPI of it
  return named && (board.kpis === null || board.subject || board.kpis.some(({ id }) => id === named.id))
    ? named
    : undefined
}

/** The days of a trend: the period, or a month up to its end where it is shorter than that. */
export function trendPeriod({ period }: Pick<Look, 'period'>): Period {
  return lengthOf(period) >= trendDays ? period : rangePeriod(shiftDays(period.to, 1 - trendDays), period.to)
}

/** The KPIs of a board, most important first. */
export async function kpisOf({ board, place }: Look, context: CommandContext): Promise<readonly Kpi[]> {
  return board.kpis ?? (await defaultKpis(context.db, context.catalog, place))
}

/** The KPI that a board is about: the one that filters name, or its first. */
export async function chosenKpi(look: Look, context: CommandContext): Promise<Kpi> {
  const named = namedKpi(look.board, look.filters, context)
  if (named) return named
  const [first] = await kpisOf(look, context)
  return first ?? mainKpi(context)
}
