import { placeWord } from '#src/cards/lines.ts'
import type { SheetValue } from '#src/chat/sheets.ts'
import type { Caller } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import { holds, type Place, type Store } from '#src/domain/place.ts'
import { defaultKpis, type Figures, numberOf, readerOf, unitOf } from '#src/features/figures/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { ColumnId } from './columns.ts'

/** What a row shows, and the start of the line that proposes another target for it. */
export interface FigureRow {
  /** Month, KPI and store: the same for good. */
  readonly key: string
  readonly cells: Readonly<Partial<Record<ColumnId, SheetValue>>>
  /** Such as `sales store-west 2026-12`. */
  readonly about: string
}

/** What rows are made of. */
export interface RowParts {
  readonly db: Db
  readonly figures: Figures
  readonly catalog: Catalog
  readonly now: Date
}

/** Months before the running one, and KPIs of one store; judgement: a table that people still read. */
const monthsBack = 2
const kpisShown = 8

/** Rows of one table; judgement: both platforms take more, a person does not read them. */
const mostRows = 5_000

/**
 * Month × store × KPI of a place as its reader may see it: the months before, the running one and the next one. A KPI
 * without figures and targets in all of them is left out.
 */
export async function figureRows(
  parts: RowParts,
  caller: Caller,
  place: Place,
): Promise<{ readonly rows: readonly FigureRow[]; readonly leftOut: number }> {
  const stores = caller.stores.filter(store => store.demo === caller.demo && holds(place, store))
  const rows: FigureRow[] = []
  for (const store of stores) rows.push(...(await rowsOf(parts, caller, store)))
  return { rows: rows.slice(0, mostRows), leftOut: Math.max(0, rows.length - mostRows) }
}

async function rowsOf(parts: RowParts, caller: Caller, store: Store): Promise<readonly FigureRow[]> {
  const { db, figures, catalog, now } = parts
  const where = { kind: 'store', slug: store.slug } as const
  const place = await figures.resolve(readerOf(caller), where)
  const kpis = await defaultKpis(db, catalog, place)
  const found: { readonly kpi: Kpi; readonly row: FigureRow; readonly known: boolean }[] = []
  for (const month of monthsAround(localDay(now, store.timeZone))) {
    for (const figure of await figures.read(readerOf(caller), { kpis, place: where, period: month, now })) {
      const known = figure.value !== null || figure.target !== null
      found.push({ kpi: figure.kpi, known, row: rowOf(store, month, figure, caller.locale) })
    }
  }
  const shown = kpis.filter(kpi => found.some(one => one.kpi.id === kpi.id && one.known)).slice(0, kpisShown)
  return found.filter(({ kpi }) => shown.some(one => one.id === kpi.id)).map(({ row }) => row)
}

type ReadFigure = Awaited<ReturnType<Figures['read']>>[number]

function rowOf(store: Store, month: Period, { kpi, value, currency, target }: ReadFigure, locale: Locale): FigureRow {
  const money = currency ?? (kpi.unit === 'money' ? store.currency : null)
  const name = month.from.slice(0, 7)
  return {
    key: `${name}|${kpi.id}|${store.slug}`,
    about: `${kpi.id} ${placeWord({ kind: 'store', slug: store.slug })} ${name}`,
    cells: {
      month: name,
      store: store.name,
      kpi: kpi.label[locale],
      unit: unitOf(kpi, money)[locale],
      target: asNumber(numberOf(kpi, money, target?.value)),
      actual: asNumber(numberOf(kpi, money, value)),
      attainment: target?.attainment ?? null,
    },
  }
}

function asNumber(value: number | string | null): number | null {
  return value === null ? null : Number(value)
}

function monthsAround(today: string): readonly Period[] {
  const running = monthOf(today, today)
  const months = [running]
  for (let back = 0; back < monthsBack; back++)
    months.unshift(monthOf(shiftDays(months[0]?.from ?? running.from, -1), today))
  return [...months, monthOf(shiftDays(running.end, 1), today)]
}
