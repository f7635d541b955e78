import type { FoundStore, Observed, PullRequest, PullStep, Window } from '#src/contracts/connector.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import type { Keys, Report } from './keys.ts'
import { askPage, type Context } from './request.ts'
import { figuresOf, type Reading, type Row, rowsOf } from './rows.ts'

/** Judgement: more pages than this are an address that answers the same for ever. */
const maxPages = 500

/** All reports of the days; a day is stored once with everything that they tell of it. */
export async function pullFigures(request: PullRequest, context: Context): Promise<PullStep> {
  const { store, window, kind, cursor } = request
  const now = context.now().getTime()
  if (kind === 'tip' && typeof cursor === 'number' && now - cursor < context.keys.every_minutes * 60_000) {
    return { next: { kind: 'done', through: null } }
  }
  const whole = { from: window.from, to: earlier(window.to, localDay(context.now(), store.timeZone)) }
  const rows = new Map<string, Observed>()
  const put = (row: Observed) => {
    const key = `${row.day} ${row.sku}`
    rows.set(key, { ...row, measures: { ...rows.get(key)?.measures, ...row.measures } })
  }
  for (const report of context.keys.reports) {
    for (const piece of piecesOf(whole, report.days)) {
      const found = await readReport(report, { store, window: piece }, context)
      for (const row of found) put(row)
      const told = new Set(found.map(({ day }) => day))
      const silent = report.zeros ? eachDay(piece.from, piece.to).filter(day => !told.has(day)) : []
      for (const day of silent) put(zeroOf(report, day))
    }
  }
  const days = [...rows.values()].filter(({ day }) => day >= whole.from && day <= whole.to)
  return { days, next: { kind: 'done', through: whole.to, cursor: now } }
}

/** All pages of a report, so that rows of the same day and SKU are added up across them. */
async function readReport(report: Report, of: StoreWindow, context: Context): Promise<readonly Observed[]> {
  const all: unknown[] = []
  for await (const rows of pagesOf(report, of, context)) all.push(...rows)
  return figuresOf(all, readingOf(report, of.store, context.keys))
}

/** What is asked for. */
export interface StoreWindow {
  readonly store: FoundStore
  readonly window: Window
}

/** What rows of a report are read with for a store. */
export function readingOf(report: Report, { externalId, currency, timeZone }: FoundStore, keys: Keys): Reading {
  const only = keys.stores.find(({ name }) => name === externalId)?.only ?? {}
  return { report, currency, timeZone, only }
}

/** The rows of a report, a page at a time. @throws SourceFault */
export async function* pagesOf(report: Report, of: StoreWindow, context: Context): AsyncGenerator<readonly Row[]> {
  let page = { number: report.pages?.first ?? 1, cursor: '' }
  for (let count = 0; count < maxPages; count += 1) {
    const { rows, next } = rowsOf(report, await askPage(report, { ...of, page }, context))
    yield rows
    const isLast = report.pages
      ? rows.length === 0 || rows.length < (report.pages.size ?? 1)
      : next === '' || next === page.cursor
    if (isLast) return
    page = { number: page.number + 1, cursor: next }
  }
}

/** Windows of at most so many days. */
function piecesOf({ from, to }: Window, days: number): readonly Window[] {
  const pieces: Window[] = []
  for (let start = from; start <= to; start = shiftDays(start, days)) {
    pieces.push({ from: start, to: earlier(to, shiftDays(start, days - 1)) })
  }
  return pieces
}

function zeroOf({ measures }: Report, day: string): Observed {
  return { sku: '', day, measures: Object.fromEntries(Object.keys(measures).map(id => [id, '0'])) }
}
