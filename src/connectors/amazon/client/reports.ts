import { z } from 'zod'
import type { HttpResponse, PullNext, PullRequest } from '#src/contracts/connector.ts'
import { type Said, says } from '#src/contracts/said.ts'
import { type Context, call, inSeconds, read } from './api.ts'
import { askOnce } from './ask-once.ts'
import { download } from './download.ts'

/** A report to be made for some days. */
export interface ReportOrder {
  readonly type: string
  /** ISO instants, the end at most now; absent: the type is of the moment. */
  readonly start?: string
  readonly end?: string
  readonly options?: Readonly<Record<string, string>>
  /** Budgets besides the interface's own that asking for it spends, the scarcest first. */
  readonly budgets?: readonly string[]
  /** Amazon makes a report of the type at most once in so many seconds and cancels or gives up others; absent: no such rule. */
  readonly onceInSeconds?: number
}

/** A report that is not there yet, or has nothing to tell, was given up for good, or its document. */
export type ReportStep =
  | { readonly next: Extract<PullNext, { kind: 'again' }> }
  | { readonly document: HttpResponse }
  | { readonly empty: true }
  | { readonly failed: Said }

const Status = z.enum(['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'FATAL'])
const Report = z.object({
  reportId: z.string(),
  processingStatus: Status,
  reportType: z.string().optional(),
  reportDocumentId: z.string().nullish(),
  dataStartTime: z.string().nullish(),
  dataEndTime: z.string().nullish(),
  createdTime: z.string().nullish(),
  marketplaceIds: z.array(z.string()).nullish(),
})
type Report = z.infer<typeof Report>
const Reports = z.object({ reports: z.array(Report) })
const Created = z.object({ reportId: z.string() })
const ReportDocument = z.object({ url: z.string() })

/**
 * How far a report is. `asking`: it may have been asked for already, so that one of the same days is looked for first;
 * `tries`: how often Amazon gave it up or cancelled it.
 */
const State = z.object({
  phase: z.enum(['ask', 'asking', 'wait']),
  reportId: z.string().default(''),
  polls: z.number().default(0),
  tries: z.number().default(0),
})
type State = z.infer<typeof State>

/** Asking every few seconds made reports fail (reports of users), small ones are ready soon; the pause grows to five minutes. */
const pauseSeconds = [10, 20, 30, 60, 120, 300]

/** Pauses before a report that Amazon gave up is asked for again (judgement), where its type has no rule of its own. */
const retrySeconds = [120, 900, 3_600]

/** A finished report of the same days is taken up only so long (judgement): later ones may say more. */
const adoptedForMs = 30 * 60_000

const fresh: State = { phase: 'ask', reportId: '', polls: 0, tries: 0 }

/** Whether a kept state is one of `stepReport`; anything else begins anew. */
export function reportStateOf(state: unknown): State {
  const { success, data } = State.safeParse(state)
  return success ? data : fresh
}

/**
 * Takes a report one step further: asked for, waited for, fetched. What may have been asked for when a step died is
 * looked for and taken up, so that there is never a second one. `wrap` puts the state where the caller keeps it.
 * https://developer-docs.amazon.com/sp-api/reference/reports-v2021-06-30
 */
export async function stepReport(
  { store }: Pick<PullRequest, 'store'>,
  order: ReportOrder,
  state: State,
  context: Context,
  wrap: (state: State) => unknown = one => one,
): Promise<ReportStep> {
  if (state.phase !== 'wait') return { next: await ask(store.externalId, order, state, context, wrap) }
  const path = `/reports/2021-06-30/reports/${encodeURIComponent(state.reportId)}`
  const answer = await call(context, { path, budgets: ['getReport'], of: 'thing' })
  if (answer === null) return { next: again(wrap({ ...fresh, tries: state.tries }), context, 1) } // kept for 90 days
  const report = read(Report, answer)
  switch (report.processingStatus) {
    case 'IN_QUEUE':
    case 'IN_PROGRESS': {
      const polls = state.polls + 1
      return { next: again(wrap({ ...state, polls }), context, pauseSeconds[Math.min(polls, 5)] ?? 300) }
    }
    case 'CANCELLED':
      return onCancelled(store.externalId, order, state, context, wrap)
    case 'FATAL':
      return onFatal(report, store.externalId, order, state, context, wrap)
    case 'DONE':
      return report.reportDocumentId
        ? { document: await fetchDocument(report.reportDocumentId, context) }
        : { empty: true }
  }
}

function again(state: unknown, context: Context, seconds: number): Extract<PullNext, { kind: 'again' }> {
  return { kind: 'again', state, notBefore: inSeconds(context, seconds) }
}

async function ask(
  marketplace: string,
  order: ReportOrder,
  state: State,
  context: Context,
  wrap: (state: State) => unknown,
) {
  // What is of the moment, or may be made once in some hours, is taken up from whoever asked for it
  const looks = state.phase === 'asking' || order.onceInSeconds !== undefined || order.start === undefined
  const found = looks ? (await listRecent(marketplace, order, context)).find(one => serves(one, order, context)) : null
  let id = found?.reportId
  if (id === undefined) {
    const notes = { asking: wrap({ ...state, phase: 'asking' }), before: wrap({ ...state, phase: 'ask' }) }
    id = await askOnce(context, notes, () => create(marketplace, order, context))
  }
  const waiting = wrap({ ...state, phase: 'wait', reportId: id, polls: 0 })
  await context.keep(waiting)
  return again(waiting, context, found?.processingStatus === 'DONE' ? 0 : (pauseSeconds[0] ?? 30))
}

/**
 * Nothing to tell, or asked too often: where the type has such a rule and another report of it was just made, it is
 * asked for once more when the time is over.
 */
async function onCancelled(
  marketplace: string,
  order: ReportOrder,
  state: State,
  context: Context,
  wrap: (state: State) => unknown,
): Promise<ReportStep> {
  if (order.onceInSeconds === undefined || state.tries > 0) return { empty: true }
  const seconds = await secondsUntilFree(marketplace, order, state, context)
  if (seconds === null) return { empty: true }
  return { next: again(wrap({ ...fresh, tries: state.tries + 1 }), context, seconds) }
}

/** Given up: Amazon may say why in a document. Asked for again after growing pauses, then no more. */
async function onFatal(
  report: Report,
  marketplace: string,
  order: ReportOrder,
  state: State,
  context: Context,
  wrap: (state: State) => unknown,
): Promise<ReportStep> {
  const why = report.reportDocumentId ? await reasonIn(report.reportDocumentId, context) : ''
  if (/no (data|content|records|orders)|not? .{0,20}available for/i.test(why)) return { empty: true }
  const pause = retrySeconds[state.tries]
  if (pause === undefined) return { failed: givenUp(order.type, why) }
  const seconds = (await secondsUntilFree(marketplace, order, state, context)) ?? pause
  return { next: again(wrap({ ...fresh, tries: state.tries + 1 }), context, Math.max(seconds, pause)) }
}

function givenUp(report: string, why: string): Said {
  if (why === '') return says('reportGivenUp', { vendor: 'Amazon', report })
  return says('reportGivenUpSaying', { vendor: 'Amazon', report, quote: why })
}

/** The first line that a document of a failed report says. */
async function reasonIn(documentId: string, context: Context): Promise<string> {
  const text = (await fetchDocument(documentId, context)).text()
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}

/** Seconds until the type may be made again, where one that holds some of the days was just made; `null`: none was. */
async function secondsUntilFree(marketplace: string, order: ReportOrder, state: State, context: Context) {
  const { onceInSeconds } = order
  if (onceInSeconds === undefined) return null
  const others = (await listRecent(marketplace, order, context)).filter(
    one => one.reportId !== state.reportId && ['DONE', 'IN_PROGRESS', 'IN_QUEUE'].includes(one.processingStatus),
  )
  const made = others
    .filter(one => overlaps(one, order))
    .map(one => Date.parse(one.createdTime ?? ''))
    .filter(at => !Number.isNaN(at))
  if (made.length === 0) return null
  return Math.max(60, Math.ceil((Math.max(...made) - context.now().getTime()) / 1_000) + onceInSeconds)
}

function overlaps({ dataStartTime, dataEndTime }: Report, { start, end }: ReportOrder): boolean {
  const before = Date.parse(dataEndTime ?? '') <= Date.parse(start ?? '')
  return !before && !(Date.parse(dataStartTime ?? '') >= Date.parse(end ?? ''))
}

/** Reports of a type that were asked for lately, by anybody. */
async function listRecent(marketplace: string, order: ReportOrder, context: Context): Promise<readonly Report[]> {
  const query = new URLSearchParams({ reportTypes: order.type, marketplaceIds: marketplace, pageSize: '100' })
  query.set('createdSince', inSeconds(context, -Math.max(order.onceInSeconds ?? 0, 4 * 3_600)).toISOString())
  const path = `/reports/2021-06-30/reports?${query}`
  return read(Reports, await call(context, { path, budgets: ['getReports'] })).reports
}

/** Whether a report tells what is asked for: the same days, and it is being made or was just made. */
function serves(report: Report, order: ReportOrder, context: Context): boolean {
  const { processingStatus, createdTime, marketplaceIds, reportType } = report
  if (reportType !== undefined && reportType !== order.type) return false
  const isDone = processingStatus === 'DONE'
  if (!isDone && processingStatus !== 'IN_QUEUE' && processingStatus !== 'IN_PROGRESS') return false
  if (isDone && !(context.now().getTime() - Date.parse(createdTime ?? '') < adoptedForMs)) return false
  return sameTime(report.dataStartTime, order.start) && sameEnd(report, order) && (marketplaceIds?.length ?? 1) === 1
}

function sameTime(a: string | null | undefined, b: string | undefined): boolean {
  return b === undefined || Date.parse(a ?? '') === Date.parse(b)
}

/** An end that was "now" when it was asked for is some minutes earlier than ours. */
function sameEnd({ dataEndTime }: Report, { end }: ReportOrder): boolean {
  if (end === undefined || sameTime(dataEndTime, end)) return true
  const earlier = Date.parse(end) - Date.parse(dataEndTime ?? '')
  return earlier > 0 && earlier < adoptedForMs
}

async function create(marketplace: string, order: ReportOrder, context: Context): Promise<string> {
  const body = {
    reportType: order.type,
    marketplaceIds: [marketplace],
    ...(order.start !== undefined && { dataStartTime: order.start }),
    ...(order.end !== undefined && { dataEndTime: order.end }),
    ...(order.options && { reportOptions: order.options }),
  }
  const budgets = [...(order.budgets ?? []), 'createReport']
  const answer = await call(context, { method: 'POST', path: '/reports/2021-06-30/reports', body, budgets })
  return read(Created, answer).reportId
}

/** The address is asked for in the step that uses it: it is valid for five minutes. */
async function fetchDocument(id: string, context: Context): Promise<HttpResponse> {
  const path = `/reports/2021-06-30/documents/${encodeURIComponent(id)}`
  const { url } = read(ReportDocument, await call(context, { path, budgets: ['getReportDocument'] }))
  return download(url, context)
}
