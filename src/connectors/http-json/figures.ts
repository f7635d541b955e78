import { z } from 'zod'
import {
  type FoundStore,
  type Observed,
  type PullRequest,
  type PullStep,
  SourceFault,
  type Window,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import type { Keys, Report } from './keys.ts'
import { Place, pagesOf } from './pages.ts'
import type { Context } from './request.ts'
import { addedUp, columnsIn, figuresOf, lostColumn, type Reading } from './rows.ts'

/** Judgement: two calls a second, so that a step ends in time. */
const pagesPerStep = 12

const Figure = z.object({ sku: z.string(), day: z.string(), measures: z.record(z.string(), z.string()) })
/** The first day of the window in work, the page that comes, and what the pages before told. */
const State = z.object({
  from: z.string(),
  place: Place.nullable(),
  figures: z.array(Figure),
  columns: z.array(z.string()),
  rows: z.number(),
})
type State = z.infer<typeof State>

/** Days of one report: a window of its size at a time, some pages a step; days are written when all their pages are there. */
export async function pullReport(index: number, request: PullRequest, context: Context): Promise<PullStep> {
  const { store, kind, cursor, state } = request
  const report = context.keys.reports[index]
  if (!report) return { next: { kind: 'nothing', reason: 'not-entitled', zeros: false, why: gone } }
  const now = context.now().getTime()
  const isEarly = typeof cursor === 'number' && now - cursor < context.keys.every_minutes * 60_000
  if (kind === 'tip' && state === null && isEarly) return { next: { kind: 'done', through: null } }
  const whole = { from: request.window.from, to: earlier(request.window.to, localDay(context.now(), store.timeZone)) }
  const before = State.safeParse(state).data ?? begunAt(whole.from)
  const window = { from: before.from, to: earlier(whole.to, shiftDays(before.from, report.days - 1)) }
  const read = await readPages(report, { store, window, before }, context)
  if (read.place !== null) return { next: { kind: 'again', state: read } }
  const days = wholeDays(report, window, read)
  if (window.to < whole.to) return { days, next: { kind: 'again', state: begunAt(shiftDays(window.to, 1)) } }
  return { days, next: { kind: 'done', through: whole.to, cursor: now } }
}

const gone = says('noSuchReport')

function begunAt(from: string): State {
  return { from, place: null, figures: [], columns: [], rows: 0 }
}

async function readPages(
  report: Report,
  { store, window, before }: { readonly store: FoundStore; readonly window: Window; readonly before: State },
  context: Context,
): Promise<State> {
  let read = before
  let pages = 0
  for await (const { rows, place } of pagesOf(report, { store, window }, before.place, context)) {
    read = {
      from: before.from,
      place,
      figures: [...addedUp([...read.figures, ...figuresOf(rows, readingOf(report, store, context.keys))])],
      columns: [...new Set([...read.columns, ...columnsIn(rows, report)])],
      rows: read.rows + rows.length,
    }
    pages += 1
    if (pages >= pagesPerStep) break
  }
  return read
}

/** @throws SourceFault `drift` where a column is missing from all rows */
function wholeDays(report: Report, { from, to }: Window, { figures, columns, rows }: State): readonly Observed[] {
  const lost = rows === 0 ? undefined : lostColumn(report, columns)
  if (lost !== undefined) throw new SourceFault('drift', says('columnInNoRow'), { subject: lost })
  const days = figures.filter(({ day }) => day >= from && day <= to)
  const told = new Set(days.map(({ day }) => day))
  const silent = report.zeros ? eachDay(from, to).filter(day => !told.has(day)) : []
  return [...days, ...silent.map(day => zeroOf(report, day))]
}

/** What rows of a report are read with for a store. */
export function readingOf(report: Report, { externalId, currency, timeZone }: FoundStore, keys: Keys): Reading {
  const only = report.only_of[externalId] ?? keys.stores.find(({ name }) => name === externalId)?.only ?? {}
  return { report, currency, timeZone, only }
}

function zeroOf({ measures }: Report, day: string): Observed {
  return { sku: '', day, measures: Object.fromEntries(Object.keys(measures).map(id => [id, '0'])) }
}
