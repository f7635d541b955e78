import { z } from 'zod'
import { type PullNext, SourceFault } from '#src/contracts/connector.ts'
import { type Said, says } from '#src/contracts/said.ts'
import { type Context, call, inSeconds, read } from './api.ts'
import { askOnce } from './ask-once.ts'
import { download } from './download.ts'

/** A query that is not answered yet, was given up for good, or its rows; `nextToken`: there are more. */
export type KioskStep =
  | { readonly next: Extract<PullNext, { kind: 'again' }> }
  | { readonly failed: Said }
  | { readonly rows: readonly unknown[]; readonly nextToken: string | null }

const Status = z.enum(['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'FATAL'])
const Query = z.object({
  queryId: z.string(),
  query: z.string().optional(),
  processingStatus: Status,
  createdTime: z.string().optional(),
  dataDocumentId: z.string().nullish(),
  errorDocumentId: z.string().nullish(),
  pagination: z.object({ nextToken: z.string().nullish() }).nullish(),
})
type Query = z.infer<typeof Query>
const Queries = z.object({ queries: z.array(Query) })
const Created = z.object({ queryId: z.string() })
const KioskDocument = z.object({ documentUrl: z.string() })

/** How far a query is; `asking`: it may have been sent already, so that it is looked for first. */
const State = z.object({
  phase: z.enum(['ask', 'asking', 'wait']),
  queryId: z.string().default(''),
  /** Of the page before, where the answer has more pages; empty: the first page. */
  pageToken: z.string().default(''),
  polls: z.number().default(0),
  tries: z.number().default(0),
})
export type KioskState = z.infer<typeof State>

/** Judgement: small queries are ready within seconds, large ones within minutes. */
const pauseSeconds = [2, 3, 5, 10, 20, 30, 60, 120, 300]

/** Pauses before a query that was cancelled or given up is sent again (judgement); afterwards it failed. */
const retrySeconds = [60, 600]

/** A query is at most so long (API reference of createQuery). */
const longestQuery = 8_000

const adoptedForMs = 30 * 60_000

export const newQuery: KioskState = { phase: 'ask', queryId: '', pageToken: '', polls: 0, tries: 0 }

/** Whether a kept state is one of `stepQuery`; anything else begins anew. */
export function kioskStateOf(state: unknown): KioskState {
  const { success, data } = State.safeParse(state)
  return success ? data : newQuery
}

/**
 * Takes a query of Data Kiosk one step further: sent, waited for, fetched. What may have been sent when a step died is
 * looked for and taken up. `wrap` puts the state where the caller keeps it.
 * https://developer-docs.amazon.com/sp-api/reference/data-kiosk-v2023-11-15
 * @throws SourceFault `scope`, `unavailable` or `permanent` where Data Kiosk cannot be had or does not take the query
 */
export async function stepQuery(
  text: string,
  state: KioskState,
  context: Context,
  wrap: (state: KioskState) => unknown,
): Promise<KioskStep> {
  const query = text.replace(/\s+/g, ' ').trim()
  if (query.length > longestQuery) throw new Error('The query is longer than Data Kiosk takes')
  if (state.phase !== 'wait') return { next: await ask(query, state, context, wrap) }
  const path = `/dataKiosk/2023-11-15/queries/${encodeURIComponent(state.queryId)}`
  const answer = await call(context, { path, budgets: ['getQuery'], of: 'thing' })
  if (answer === null) return { next: again(wrap({ ...newQuery, pageToken: state.pageToken }), context, 1) }
  const found = read(Query, answer)
  switch (found.processingStatus) {
    case 'IN_QUEUE':
    case 'IN_PROGRESS': {
      const polls = state.polls + 1
      return { next: again(wrap({ ...state, polls }), context, pauseSeconds[Math.min(polls, 8)] ?? 300) }
    }
    case 'CANCELLED':
      return retry(says('amazonQueryGivenUp', { quote: 'CANCELLED' }), state, context, wrap)
    case 'FATAL':
      return retry(await reasonOf(found, context), state, context, wrap)
    case 'DONE':
      return rowsOf(found, context)
  }
}

function again(state: unknown, context: Context, seconds: number): Extract<PullNext, { kind: 'again' }> {
  return { kind: 'again', state, notBefore: inSeconds(context, seconds) }
}

async function ask(query: string, state: KioskState, context: Context, wrap: (state: KioskState) => unknown) {
  const found = state.phase === 'asking' && state.pageToken === '' ? await findSent(query, context) : null
  let id = found?.queryId
  if (id === undefined) {
    const notes = { asking: wrap({ ...state, phase: 'asking' }), before: wrap({ ...state, phase: 'ask' }) }
    const body = { query, ...(state.pageToken !== '' && { paginationToken: state.pageToken }) }
    const path = '/dataKiosk/2023-11-15/queries'
    const send = () => call(context, { method: 'POST', path, body, budgets: ['createQuery'] })
    id = read(Created, await askOnce(context, notes, send)).queryId
  }
  const waiting = wrap({ ...state, phase: 'wait', queryId: id, polls: 0 })
  await context.keep(waiting)
  return again(waiting, context, pauseSeconds[0] ?? 2)
}

/** A query of the same words that runs or was just answered; `null`: none. */
async function findSent(query: string, context: Context): Promise<Query | null> {
  const parameters = new URLSearchParams({
    pageSize: '100',
    createdSince: inSeconds(context, -4 * 3_600).toISOString(),
  })
  const path = `/dataKiosk/2023-11-15/queries?${parameters}`
  const { queries } = read(Queries, await call(context, { path, budgets: ['getQueries'] }))
  const isOfUse = ({ processingStatus, createdTime }: Query) => {
    if (processingStatus === 'IN_QUEUE' || processingStatus === 'IN_PROGRESS') return true
    return processingStatus === 'DONE' && context.now().getTime() - Date.parse(createdTime ?? '') < adoptedForMs
  }
  const key = (text: string) => text.replace(/\s/g, '')
  return queries.find(one => key(one.query ?? '') === key(query) && isOfUse(one)) ?? null
}

function retry(why: Said, state: KioskState, context: Context, wrap: (state: KioskState) => unknown): KioskStep {
  const pause = retrySeconds[state.tries]
  if (pause === undefined) return { failed: why }
  return { next: again(wrap({ ...newQuery, pageToken: state.pageToken, tries: state.tries + 1 }), context, pause) }
}

/** What the error document says; a query whose words are refused would be refused again. */
async function reasonOf({ errorDocumentId }: Query, context: Context): Promise<Said> {
  if (!errorDocumentId) return says('amazonQueryGivenUp', { quote: 'FATAL' })
  const text = (await fetchDocument(errorDocumentId, context)).text()
  const why = text.replace(/\s+/g, ' ').trim().slice(0, 200)
  if (/not (supported|authorized|allowed)|unsupported|unauthori[sz]ed|access/i.test(why)) {
    throw new SourceFault('unavailable', says('amazonQueryRefused', { quote: why }), { subject: 'Data Kiosk' })
  }
  return says('amazonQueryGivenUp', { quote: why })
}

/** Rows of the answer: JSON lines. No document: there is nothing to tell. */
async function rowsOf({ dataDocumentId, pagination }: Query, context: Context): Promise<KioskStep> {
  const nextToken = pagination?.nextToken ?? null
  if (!dataDocumentId) return { rows: [], nextToken }
  return { rows: linesOf((await fetchDocument(dataDocumentId, context)).text()), nextToken }
}

async function fetchDocument(id: string, context: Context) {
  const path = `/dataKiosk/2023-11-15/documents/${encodeURIComponent(id)}`
  const { documentUrl } = read(KioskDocument, await call(context, { path, budgets: ['getDocument'] }))
  return download(documentUrl, context)
}

/** @throws SourceFault `drift` where a line is not JSON */
export function linesOf(text: string): readonly unknown[] {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  try {
    if (trimmed.startsWith('[')) return JSON.parse(trimmed)
    return trimmed
      .split(/\r?\n/)
      .filter(line => line.trim() !== '')
      .map(line => JSON.parse(line))
  } catch (cause) {
    throw new SourceFault('drift', says('amazonKioskDocument'), { cause })
  }
}
