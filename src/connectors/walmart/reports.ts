import { z } from 'zod'
import { type PullNext, SourceFault } from '#src/contracts/connector.ts'
import { documentAddress } from '#src/contracts/document-address.ts'
import { says } from '#src/contracts/said.ts'
import { type Context, call, read } from './api.ts'
import { textOfArchive } from './archive.ts'

/** A report to be made. */
export interface ReportOrder {
  readonly type: string
  readonly version: string
  readonly body: Readonly<Record<string, unknown>>
}

/** A report that is not there yet, or its text. */
export type ReportStep = { readonly next: PullNext } | { readonly text: string }

/** `requestId` `null`: it was about to be ordered, so that it may have been. */
const State = z.object({ requestId: z.string().nullable(), polls: z.number(), begun: z.number() })
type State = z.infer<typeof State>

const Request = z.object({
  requestId: z.string(),
  requestStatus: z.string().nullish(),
  requestSubmissionDate: z.string().nullish(),
})
const Requests = z.object({ requests: z.array(Request).nullish() })
const Download = z.object({ downloadURL: z.string() })

/** A report takes 15 to 45 minutes; the first looks are early, as small ones are ready sooner (judgement). */
const pauseSeconds = [5, 30, 60, 120, 300]
/** Judgement: after half a day it is asked for anew. */
const maxPolls = 150

const reports = '/v3/reports'

/**
 * Takes a report one step further: ordered, waited for, fetched. A step that died while it ordered one looks for it before
 * it orders another. https://developer.walmart.com/us-marketplace/docs/request-and-download-a-report
 */
export async function stepReport(before: unknown, order: ReportOrder, context: Context): Promise<ReportStep> {
  const state: State | null = before === null ? null : State.parse(before)
  if (state?.requestId) return look({ ...state, requestId: state.requestId }, context)
  const begun = state?.begun ?? context.now().getTime()
  const requestId = (state && (await findOrdered(order, begun, context))) ?? (await create(order, begun, context))
  return { next: again({ requestId, polls: 0, begun }, context) }
}

async function look(state: State & { readonly requestId: string }, context: Context): Promise<ReportStep> {
  const id = encodeURIComponent(state.requestId)
  const answer = await call(context, { path: `${reports}/reportRequests/${id}`, budget: 'reports' })
  const { requestStatus } = read(Request, answer?.exactJson())
  if (requestStatus === 'ERROR')
    throw new SourceFault('transient', says('reportGivenUp', { vendor: 'Walmart', report: 'ITEM_PERFORMANCE' }))
  if (requestStatus !== 'READY') {
    if (state.polls >= maxPolls) throw new SourceFault('not-ready', says('reportNotReady', { vendor: 'Walmart' }))
    return { next: again({ ...state, polls: state.polls + 1 }, context) }
  }
  const link = await call(context, { path: `${reports}/downloadReport?requestId=${id}`, budget: 'reports' })
  const { downloadURL } = read(Download, link?.exactJson())
  const file = await context.http({ url: placeOf(downloadURL, context) })
  return { text: await textOfArchive(file.bytes) }
}

function again(state: State, context: Context): PullNext {
  const seconds = pauseSeconds[Math.min(state.polls, pauseSeconds.length - 1)] ?? 300
  return { kind: 'again', state, notBefore: new Date(context.now().getTime() + seconds * 1_000) }
}

async function findOrdered({ type, version }: ReportOrder, begun: number, context: Context): Promise<string | null> {
  const since = new Date(begun - 60_000).toISOString().slice(0, 19)
  const query = new URLSearchParams({
    reportType: type,
    reportVersion: version,
    requestSubmissionStartDate: `${since}Z`,
  })
  const answer = await call(context, { path: `${reports}/reportRequests?${query}`, budget: 'reports', nothing: [404] })
  const requests = answer ? (read(Requests, answer.exactJson()).requests ?? []) : []
  const own = requests.filter(one => (one.requestSubmissionDate ?? '') >= since && one.requestStatus !== 'ERROR')
  return own.at(-1)?.requestId ?? null
}

async function create({ type, version, body }: ReportOrder, begun: number, context: Context): Promise<string> {
  await context.keep({ requestId: null, polls: 0, begun })
  const query = new URLSearchParams({ reportType: type, reportVersion: version })
  const path = `${reports}/reportRequests?${query}`
  const answer = await call(context, { method: 'POST', path, body, budget: 'newReport', optional: true })
  return read(Request, answer?.exactJson()).requestId
}

/** Walmart's own hosts, and the storage in which it keeps reports (the hosts of storage are a judgement). */
const hosts = ['walmart.com', 'walmartapis.com', 'walmart.net', 'blob.core.windows.net', 'storage.googleapis.com']

/** The address holds its own signature and wants no headers of ours; where the marketplace stands elsewhere, so does it. */
function placeOf(url: string, context: Context): string {
  const api = context.addresses.WALMART_API_URL ?? ''
  const address = new URL(documentAddress(url, { api, hosts }))
  if (address.hostname !== 'marketplace.walmartapis.com') return address.href
  return `${new URL(api).origin}${address.pathname}${address.search}`
}
