import { z } from 'zod'
import { type HttpResponse, type PullNext, type PullRequest, SourceFault } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'

/** A report to be made for some days. */
export interface ReportOrder {
  readonly type: string
  /** ISO instants or days, as the type wants them. */
  readonly start: string
  readonly end: string
  readonly options?: Readonly<Record<string, string>>
}

/** A report that is not there yet, was empty, or its document. */
export type ReportStep = { readonly next: PullNext } | { readonly document: HttpResponse }

/** How far a report got: about to be asked for; asked for; made, so that its document can be fetched. */
const State = z.union([
  z.object({ reportId: z.string(), polls: z.number(), documentId: z.string().optional() }),
  z.object({ asking: z.literal(true) }),
])
const Report = z.object({
  reportId: z.string(),
  processingStatus: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'FATAL']),
  reportDocumentId: z.string().optional(),
  dataStartTime: z.string().optional(),
  dataEndTime: z.string().optional(),
  createdTime: z.string().optional(),
})
const Reports = z.object({ reports: z.array(Report) })
const Created = z.object({ reportId: z.string() })
const ReportDocument = z.object({ url: z.string() })

/** Asking more often than every half minute made reports fail (reports of users); the pause grows to five minutes. */
const pauseSeconds = [30, 60, 120, 300]

/** A report that Amazon gave up is asked for again after so long: it is made at most once in four hours. */
const afterFatalMs = 4 * 3_600_000

/** A finished report of the same days is taken up only so long (judgement): later ones may say more. */
const adoptedForMs = 30 * 60_000

/**
 * Takes a report one step further: asked for, waited for, fetched. A report that runs already, or was just made, for the
 * same days is taken up, so that a step which died never asks for a second one.
 * https://developer-docs.amazon.com/sp-api/reference/reports-v2021-06-30
 */
export async function stepReport(request: PullRequest, order: ReportOrder, context: Context): Promise<ReportStep> {
  const state = request.state === null ? null : State.parse(request.state)
  if (state === null || 'asking' in state) return { next: again(await ask(request, order, context), 0, context) }
  if (state.documentId !== undefined) return { document: await download(state.documentId, context) }
  const report = read(Report, await call(context, { path: reportPath(state.reportId), budget: 'getReport' }))
  switch (report.processingStatus) {
    case 'IN_QUEUE':
    case 'IN_PROGRESS':
      return { next: again(state.reportId, state.polls + 1, context) }
    case 'CANCELLED': // by Amazon: there was nothing to tell
      return { next: { kind: 'nothing', reason: 'no-data', zeros: true } }
    case 'FATAL':
      await context.keep(null) // another one is asked for then
      throw new SourceFault('throttled', `Amazon gave up the report ${order.type}`, {
        until: new Date(context.now().getTime() + afterFatalMs),
      })
    case 'DONE': {
      const { reportDocumentId: documentId } = report
      if (documentId === undefined) return { next: { kind: 'nothing', reason: 'no-data', zeros: true } }
      await context.keep({ ...state, documentId })
      return { document: await download(documentId, context) }
    }
  }
}

/** History that nobody asked for yet is asked for at once; everything else may have been asked for before. */
async function ask(request: PullRequest, order: ReportOrder, context: Context): Promise<string> {
  const isNew = request.kind === 'backfill' && request.state === null
  const standing = isNew ? null : await adopt(request, order, context)
  if (standing !== null) return standing
  await context.keep({ asking: true })
  return create(request, order, context)
}

function again(reportId: string, polls: number, context: Context): PullNext {
  const seconds = pauseSeconds[Math.min(polls, pauseSeconds.length - 1)] ?? 300
  return { kind: 'again', state: { reportId, polls }, notBefore: new Date(context.now().getTime() + seconds * 1_000) }
}

function reportPath(id: string): string {
  return `/reports/2021-06-30/reports/${encodeURIComponent(id)}`
}

async function adopt({ store }: PullRequest, order: ReportOrder, context: Context): Promise<string | null> {
  const query = new URLSearchParams({ reportTypes: order.type, marketplaceIds: store.externalId, pageSize: '100' })
  query.set('createdSince', new Date(context.now().getTime() - afterFatalMs).toISOString())
  const path = `/reports/2021-06-30/reports?${query}`
  const { reports } = read(Reports, await call(context, { path, budget: 'getReports' }))
  const same = reports.find(report => isSame(report, order) && isOfUse(report, context.now()))
  return same?.reportId ?? null
}

function isSame(report: z.infer<typeof Report>, order: ReportOrder): boolean {
  const at = (text: string | undefined) => (text === undefined ? Number.NaN : Date.parse(text))
  return at(report.dataStartTime) === at(order.start) && at(report.dataEndTime) === at(order.end)
}

function isOfUse({ processingStatus, createdTime }: z.infer<typeof Report>, now: Date): boolean {
  if (processingStatus === 'IN_QUEUE' || processingStatus === 'IN_PROGRESS') return true
  const age = now.getTime() - Date.parse(createdTime ?? '')
  return processingStatus === 'DONE' && age < adoptedForMs
}

async function create({ store }: PullRequest, order: ReportOrder, context: Context): Promise<string> {
  const body = {
    reportType: order.type,
    marketplaceIds: [store.externalId],
    dataStartTime: order.start,
    dataEndTime: order.end,
    ...(order.options && { reportOptions: order.options }),
  }
  const answer = await call(context, {
    method: 'POST',
    path: '/reports/2021-06-30/reports',
    body,
    budget: 'createReport',
  })
  return read(Created, answer).reportId
}

/** The address is valid for five minutes and wants no headers of ours. */
async function download(id: string, context: Context): Promise<HttpResponse> {
  const path = `/reports/2021-06-30/documents/${encodeURIComponent(id)}`
  const { url } = read(ReportDocument, await call(context, { path, budget: 'getReportDocument' }))
  const document = await context.http({ url })
  const isPage = /^\s*<(!doctype|html)/i.test(Buffer.from(document.bytes.subarray(0, 200)).toString('latin1'))
  if (isPage) throw new SourceFault('transient', 'A page came instead of the report')
  return document
}
