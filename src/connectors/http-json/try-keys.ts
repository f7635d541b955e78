import { type FoundStore, SourceFault, type Window } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { readingOf } from './figures.ts'
import type { Report } from './keys.ts'
import { pagesOf } from './pages.ts'
import type { Context } from './request.ts'
import { columnsIn, figuresOf, fits, lostColumn, type Row } from './rows.ts'

/** Judgement: a shop that sold nothing yesterday sold something in a week. */
const quietDays = 7
/** Judgement: somebody waits; what stands on no page of these shows when it is pulled. */
const maxPages = 5

/**
 * Reads yesterday of a report for every store, and a week where that day does not show every column and filter. Without
 * any rows nothing can be said against the keys.
 * @throws SourceFault `drift` that names a column which no row has, or a filter which no row fits.
 */
export async function tryReport(report: Report, stores: readonly FoundStore[], context: Context): Promise<void> {
  for (const store of stores) {
    const to = shiftDays(localDay(context.now(), store.timeZone), -1)
    const day = await tryWindow(report, store, { from: to, to }, context)
    const days = Math.min(report.days, quietDays)
    const isOpen = day.rows === 0 || day.fault !== null
    const last =
      isOpen && days > 1 ? await tryWindow(report, store, { from: shiftDays(to, 1 - days), to }, context) : day
    const fault = last.fault ?? (last.rows === 0 ? day.fault : null)
    if (fault) throw fault
  }
}

/** Reads pages until they show everything that the keys name. */
async function tryWindow(report: Report, store: FoundStore, window: Window, context: Context) {
  const reading = readingOf(report, store, context.keys)
  const all: Row[] = []
  let fault: SourceFault | null = null
  let pages = 0
  for await (const { rows } of pagesOf(report, { store, window }, null, context)) {
    all.push(...rows)
    fault = misfit(all, report, Object.entries({ ...report.only, ...reading.only }))
    pages += 1
    if ((all.length > 0 && fault === null) || pages >= maxPages) break
  }
  if (fault === null) figuresOf(all, reading)
  return { rows: all.length, fault }
}

function misfit(
  rows: readonly Row[],
  report: Report,
  filters: readonly (readonly [string, string])[],
): SourceFault | null {
  const lost = rows.length === 0 ? undefined : lostColumn(report, columnsIn(rows, report))
  if (lost !== undefined) return new SourceFault('drift', says('columnInNoRow'), { subject: lost })
  const empty = rows.length === 0 ? undefined : filters.find(filter => !rows.some(row => fits(row, filter)))
  if (!empty) return null
  return new SourceFault('drift', says('filterFitsNone'), { subject: `${empty[0]}: ${empty[1]}` })
}
