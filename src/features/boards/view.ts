import { isShown } from '#src/cards/attained.ts'
import { notOverLine } from '#src/cards/not-over.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import type { Figure, Series } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import {
  type Day,
  lengthOf,
  type Period,
  rangePeriod,
  sameWeekdaysBefore,
  shiftDays,
} from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { PacedFigure, ReportNote } from '#src/domain/report.ts'
import { latestDay, type Mover, mainKpi, notesAt, paceOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Board } from './board.ts'
import type { Filters } from './filters.ts'
import { chosenKpi, kpisOf, type Look, lookAt, trendPeriod } from './look.ts'

/** Tiles of a board (judgement: what a phone shows without much scrolling). */
const maxTiles = 12
/** Columns of the table of stores (judgement: what a screen holds). */
const storeColumns = 6
/** Days of small lines where the period is shorter (judgement, as in chat). */
const sparkDays = 14
/** Days of a heat map (judgement: a month fits a screen). */
const heatDays = 30
/** Stores from which on the table of them is read after the page (judgement: most of the work, below what a phone shows). */
const manyStores = 12
/** SKUs that a day is taken apart into (judgement). */
const maxSkus = 50

/** A store and its figures, in the order of the columns. */
export interface StoreRow {
  readonly place: ResolvedPlace
  readonly figures: readonly Figure[]
}

/** What stands on a board. Panels that it does not have, or that have nothing to show, are `null` or empty. */
export interface BoardView {
  readonly board: Board
  readonly filters: Filters
  readonly place: ResolvedPlace
  readonly period: Period
  /** The reader's day and zone. */
  readonly today: string
  readonly zone: string
  readonly figures: readonly Figure[]
  /** The days of each figure, in their order. */
  readonly sparks: readonly Series[]
  readonly pace: PacedFigure | null
  /** The KPI that trend, heat map and days are about. */
  readonly kpi: Kpi
  /** Its days, newest last. */
  readonly trend: Series
  readonly notes: readonly ReportNote[]
  readonly storeKpis: readonly Kpi[]
  /** The table of the stores; `null`: there are so many that it is read by itself. */
  readonly stores: readonly StoreRow[] | null
  /** SKUs of the day that was asked for; `null`: none was. */
  readonly skus: { readonly day: string; readonly rows: readonly Mover[] } | null
  /** The newest day with any data where the period has none. */
  readonly latest: string | null
  /** What the address says and the board cannot show, as it is written there: something else is shown instead. */
  readonly unread: readonly string[]
  /** The day from which words for periods count. */
  readonly wordsFrom: Day
  /** Days of the period are over for the reader that still run at some stores; `null`: none. */
  readonly notOver: Localized | null
}

/** Gathers everything that stands on a board from the same figures that chat answers with. */
export async function boardView(board: Board, filters: Filters, context: CommandContext): Promise<BoardView> {
  return viewOf(await lookAt(board, filters, context), context)
}

/** The same of a look whose filters were read already. */
export async function viewOf(look: Look, context: CommandContext): Promise<BoardView> {
  const { board, reader, place, period, now } = look
  const all = await kpisOf(look, context)
  const likely = all[0] ?? mainKpi(context)
  const named = look.filters.kpi === '' ? null : await chosenKpi(look, context)
  // the first of all is nearly always the first to be shown: its days are read beside all others
  const [rows, trendAhead, paceAhead] = await Promise.all([
    tilesOf(look, all, context),
    trendOf(look, named ?? likely),
    paceFor(look, likely),
  ])
  const kpis = rows.map(figure => figure.kpi)
  const first = kpis[0] ?? likely
  const kpi = named ?? first
  const isLikely = first.id === likely.id
  const days = trendPeriod(look)
  const [sparks, trend, notes, pace, latest] = await Promise.all([
    sparksOf(look, kpis),
    named || isLikely ? trendAhead : trendOf(look, kpi),
    board.outside ? [] : notesAt(context.db, reader, place, days),
    isLikely ? paceAhead : paceFor(look, first),
    rows.some(one => one.value !== null || one.unbounded || one.lacking) ? null : latestDay(context.db, ids(place)),
  ])
  return {
    ...{ board, filters: look.filters, place, period, kpi, trend, notes, pace, sparks, latest },
    ...(place.stores.length >= manyStores ? { storeKpis: [], stores: null } : await storesOf(look, kpi, kpis)),
    notOver: notOverLine([period], place.stores, context.caller.timeZone, now),
    ...{ figures: rows, today: localDay(now, context.caller.timeZone), zone: context.caller.timeZone },
    ...{ skus: await skusOf(look, kpi), unread: look.unread, wordsFrom: look.wordsFrom },
  }
}

function trendOf(look: Look, kpi: Kpi): Promise<Series> {
  const { figures, reader, asked, now } = look
  return figures.series(reader, { kpi, place: asked, period: trendPeriod(look), now })
}

function paceFor({ figures, reader, asked, period, today, now }: Look, kpi: Kpi): Promise<PacedFigure | null> {
  return paceOf(figures, reader, { kpi, place: asked, period, today, now })
}

/** The days of the small lines; a target stands at the last of them alone, which is all that they show of targets. */
async function sparksOf(
  { figures, reader, asked, period, now }: Look,
  kpis: readonly Kpi[],
): Promise<readonly Series[]> {
  const long = lengthOf(period) >= sparkDays
  const days = long ? period : rangePeriod(shiftDays(period.to, 1 - sparkDays), period.to)
  const [lines, ends] = await Promise.all([
    figures.seriesOf(reader, { kpis, place: asked, period: days, targets: false, now }),
    figures.seriesOf(reader, { kpis, place: asked, period: rangePeriod(days.to, days.to), now }),
  ])
  return lines.map((line, at) => ({ ...line, points: [...line.points.slice(0, -1), ...(ends[at]?.points ?? [])] }))
}

/** The figures of the tiles: those with something to say, and the one that was asked for. */
async function tilesOf(look: Look, kpis: readonly Kpi[], context: CommandContext): Promise<readonly Figure[]> {
  const { board, reader, asked, period, figures, now } = look
  const chosen = look.filters.kpi === '' ? null : await chosenKpi(look, context)
  const wanted = chosen === null || kpis.some(({ id }) => id === chosen.id) ? kpis : [...kpis, chosen]
  const all = await figures.read(reader, { kpis: wanted, place: asked, period, now })
  const isAsked = (figure: Figure) => figure.kpi.id === chosen?.id
  const shown = board.kpis === null ? all.filter(figure => isShown(figure) || isAsked(figure)) : all
  const tiles = shown.filter((figure, at) => at < maxTiles || isAsked(figure))
  return tiles.length > 0 ? tiles : all.slice(0, 1)
}

function ids({ stores }: ResolvedPlace): readonly number[] {
  return stores.map(({ id }) => id)
}

/** The table of the stores, where there are several. What was read for all of them is not read again. */
async function storesOf(look: Look, kpi: Kpi, kpis: readonly Kpi[]): Promise<Pick<StoreTable, 'storeKpis' | 'stores'>> {
  const { place, period, figures, reader, now } = look
  const storeKpis = [kpi, ...kpis.filter(({ id }) => id !== kpi.id)].slice(0, storeColumns)
  if (place.stores.length < 2 || !look.board.panels.includes('stores')) return { storeKpis, stores: [] }
  const [rows, inOrder] = await Promise.all([
    Promise.all(
      place.stores.map(async ({ slug }) => {
        const one = { kind: 'store', slug } as const
        const read = await figures.read(reader, { kpis: storeKpis, place: one, period, now })
        return { place: read[0]?.place ?? (await figures.resolve(reader, one)), figures: read }
      }),
    ),
    largestFirst(look, kpi),
  ])
  return { storeKpis, stores: rows.sort(inOrder) }
}

/** The stores of a board side by side. */
export interface StoreTable {
  readonly filters: Filters
  readonly storeKpis: readonly Kpi[]
  readonly stores: readonly StoreRow[]
}

/** The table of stores alone, with the columns that it has beside the tiles. */
export async function boardStores(board: Board, filters: Filters, context: CommandContext): Promise<StoreTable> {
  const look = await lookAt(board, filters, context)
  const kpis = (await tilesOf(look, await kpisOf(look, context), context)).map(figure => figure.kpi)
  const kpi = look.filters.kpi === '' ? (kpis[0] ?? mainKpi(context)) : await chosenKpi(look, context)
  return { filters: look.filters, ...(await storesOf(look, kpi, kpis)) }
}

type InOrder = (a: { readonly place: ResolvedPlace }, b: { readonly place: ResolvedPlace }) => number

/** Stores by what a KPI came to, in one currency. */
async function largestFirst({ figures, reader, asked, period, now }: Look, kpi: Kpi): Promise<InOrder> {
  const request = { kpi, place: asked, by: 'store', period, before: sameWeekdaysBefore(period), now } as const
  const parts = await figures.parts(reader, request)
  const value = new Map(parts.map(part => [part.place.key, part.value ?? Number.NEGATIVE_INFINITY]))
  const of = ({ place }: { readonly place: ResolvedPlace }) => value.get(place.key) ?? Number.NEGATIVE_INFINITY
  return (a, b) => (of(a) === of(b) ? (a.place.key < b.place.key ? -1 : 1) : of(b) > of(a) ? 1 : -1)
}

/** A KPI of a board day by day, a line for each store. */
export interface BoardHeat {
  readonly kpi: Kpi
  readonly period: Period
  readonly rows: readonly Series[]
}

/** The heat map of a board; `null` where it has none, or is about one store. It takes longer than all the rest. */
export async function boardHeat(board: Board, filters: Filters, context: CommandContext): Promise<BoardHeat | null> {
  const look = await lookAt(board, filters, context)
  const { place, figures, reader, now, asked } = look
  if (place.stores.length < 2 || !board.panels.includes('heat')) return null
  const kpi = await chosenKpi(look, context)
  const days = trendPeriod(look)
  const period = rangePeriod(later(days.from, shiftDays(days.to, 1 - heatDays)), days.to)
  await figures.seriesOf(reader, { kpis: [kpi], place: asked, period, targets: false, now }) // reads the days of all
  const [rows, inOrder] = await Promise.all([
    Promise.all(
      place.stores.map(async ({ slug }) => {
        const one = { kind: 'store', slug } as const
        return figures.seriesOf(reader, { kpis: [kpi], place: one, period, targets: false, now })
      }),
    ),
    largestFirst(look, kpi),
  ])
  return { kpi, period, rows: rows.flat().sort(inOrder) }
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

/** What a day is made of, SKU by SKU, largest first; against the same weekday before. */
async function skusOf({ filters, reader, asked, place, figures, now }: Look, kpi: Kpi): Promise<BoardView['skus']> {
  const { day } = filters
  if (day === '' || place.sku !== '') return null
  const [period, before] = [rangePeriod(day, day), rangePeriod(shiftDays(day, -7), shiftDays(day, -7))]
  const parts = await figures.parts(reader, { kpi, place: asked, by: 'sku', period, before, now })
  const sorted = [...parts].sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.place.key < b.place.key ? -1 : 1))
  return { day, rows: sorted.slice(0, maxSkus) }
}
