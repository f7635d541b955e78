import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type FoundStore, SourceFault, type Window } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import type { Report } from './keys.ts'
import { askPage, type Context } from './request.ts'
import { type Row, rowsOf } from './rows.ts'

/** Judgement: more pages than this are an address that answers the same for ever. */
const maxPages = 2_000

/** What is asked for. */
export interface StoreWindow {
  readonly store: FoundStore
  readonly window: Window
}

/** Where reading stands: the page that comes, and what the one before held. */
export const Place = z.object({
  number: z.number(),
  /** Pages before this one. */
  count: z.number(),
  /** As the answer told it: a word, or the address of the next page. */
  cursor: z.string(),
  /** A digest of the rows before; empty: there are none. */
  before: z.string(),
})
export type Place = z.infer<typeof Place>

/** The rows of a page; `place` `null`: it was the last. */
export interface PageRows {
  readonly rows: readonly Row[]
  readonly place: Place | null
}

/** The rows of a report from a place on (`null`: the first page), a page at a time. @throws SourceFault */
export async function* pagesOf(
  report: Report,
  of: StoreWindow,
  from: Place | null,
  context: Context,
): AsyncGenerator<PageRows> {
  let place: Place | null = from ?? { number: report.pages?.first ?? 1, count: 0, cursor: '', before: '' }
  while (place !== null) {
    const page: PageRows = await readPage(report, of, place, context)
    yield page
    place = page.place
  }
}

async function readPage(report: Report, of: StoreWindow, place: Place, context: Context): Promise<PageRows> {
  if (place.count >= maxPages) {
    throw new SourceFault('permanent', says('tooManyPages', { count: maxPages }))
  }
  const answer = await askPage(report, { ...of, page: place }, context)
  const { rows, next } = rowsOf(report, answer)
  const before = rows.length === 0 ? '' : digestOf(rows)
  if (before !== '' && before === place.before) return repeated(report, place)
  const ends = report.pages ? isLast(report, rows.length) : next === '' || next === place.cursor
  if (ends) return { rows, place: null }
  return { rows, place: { number: place.number + 1, count: place.count + 1, cursor: next, before } }
}

function isLast({ pages }: Report, rows: number): boolean {
  return rows === 0 || rows < (pages?.size ?? 1)
}

/**
 * Some systems answer their last page again behind the end. Where the second page is the first one, the address may not
 * know of pages at all: what it leaves out would be missing without a word.
 */
function repeated({ pages }: Report, { count }: Place): PageRows {
  if (pages && count > 1) return { rows: [], place: null }
  throw new SourceFault('permanent', says('samePage'))
}

function digestOf(rows: readonly Row[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('base64')
}
