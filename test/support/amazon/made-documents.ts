import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { type AdsReport, adsRows } from './ads.ts'
import { faultsOf, rowsOf } from './kiosk.ts'
import { fault, type Made, type Reply, type State } from './market.ts'
import { type AskedReport, documentOf } from './reports.ts'

/** An address lives for so long (API reference of getReportDocument and getDocument). */
const addressMs = 300_000

/** Reports: asked for, looked at, listed, and the addresses of their documents. */
export function answerReports(state: State, request: IncomingMessage, url: URL, body: string): Reply {
  const [, kind, id] = /^\/reports\/2021-06-30\/(reports|documents)(?:\/(.+))?$/.exec(url.pathname) ?? []
  if (id !== undefined) return kind === 'documents' ? addressOf(state, id, 'url') : lookAt(state, id, toldReport)
  if (request.method === 'GET') {
    const reports = [...state.made.values()].filter(
      one => one.wanted.reportType === url.searchParams.get('reportTypes'),
    )
    return { status: 200, body: { reports: reports.map(toldReport) } }
  }
  const wanted = JSON.parse(body) as AskedReport
  const now = state.fake.now().getTime()
  const late = [wanted.dataStartTime, wanted.dataEndTime].find(at => at !== undefined && Date.parse(at) > now)
  if (late !== undefined) return fault(400, 'InvalidInput', `${late} lies in the future`)
  const content = documentOf(wanted, state.fake, state.fake.now())
  const told = state.fake.outcome?.(wanted.reportType) ?? null
  const made = make(state, 'R', { ...wanted }, content, told ?? (content === null ? 'CANCELLED' : null))
  return { status: 202, body: { reportId: made.id } }
}

/** Queries of Data Kiosk: checked against Amazon's schema. */
export async function answerKiosk(state: State, request: IncomingMessage, url: URL, body: string): Promise<Reply> {
  const [, kind, id] = /^\/dataKiosk\/2023-11-15\/(queries|documents)(?:\/(.+))?$/.exec(url.pathname) ?? []
  if (id !== undefined) return kind === 'documents' ? addressOf(state, id, 'documentUrl') : lookAt(state, id, toldQuery)
  if (request.method === 'GET') {
    const queries = [...state.made.values()].filter(one => one.id.startsWith('Q'))
    return { status: 200, body: { queries: queries.map(toldQuery) } }
  }
  const { query } = JSON.parse(body) as { query: string }
  const faults = faultsOf(query)
  if (faults.length > 0) return fault(400, 'InvalidInput', faults.join('; '))
  const rows = await rowsOf(query, state.fake, state.fake.now())
  const content = { type: 'application/jsonl', text: rows.map(row => JSON.stringify(row)).join('\n') }
  const made = make(
    state,
    'Q',
    { query },
    content,
    state.fake.outcome?.(query) ?? (rows.length === 0 ? 'NOTHING' : null),
  )
  return { status: 202, body: { queryId: made.id } }
}

/** Keeps something that is being made. */
export function make(
  { made, fake }: State,
  letter: string,
  wanted: Made['wanted'],
  content: Made['content'],
  outcome: Made['outcome'] = null,
): Made {
  const id = `${letter}${made.size + 1}`
  const one: Made = {
    ...{ id, wanted, createdTime: fake.now().toISOString(), outcome, asked: 0, content, addressedAt: 0 },
  }
  made.set(id, one)
  fake.made.push(JSON.stringify(wanted))
  return one
}

function lookAt({ made }: State, id: string, tell: (one: Made) => object): Reply {
  const one = made.get(decodeURIComponent(id))
  if (!one) return fault(404, 'NotFound', 'There is no such thing')
  one.asked += 1
  return { status: 200, body: tell(one) }
}

/** In progress at the first look, done at the second. */
function statusOf({ asked, outcome }: Made): string {
  if (asked < 2) return 'IN_PROGRESS'
  return outcome === null || outcome === 'NOTHING' ? 'DONE' : outcome
}

function toldReport(one: Made): object {
  const processingStatus = statusOf(one)
  const document = processingStatus === 'DONE' && one.outcome === null ? { reportDocumentId: `doc-${one.id}` } : {}
  return { ...one.wanted, reportId: one.id, createdTime: one.createdTime, processingStatus, ...document }
}

function toldQuery(one: Made): object {
  const processingStatus = statusOf(one)
  const document = processingStatus === 'DONE' && one.outcome === null ? { dataDocumentId: `doc-${one.id}` } : {}
  return { ...one.wanted, queryId: one.id, createdTime: one.createdTime, processingStatus, ...document }
}

function addressOf({ made, fake }: State, id: string, name: string): Reply {
  const one = made.get(decodeURIComponent(id).replace(/^doc-/, ''))
  if (!one) return fault(404, 'NotFound', 'There is no such document')
  one.addressedAt = fake.now().getTime()
  return { status: 200, body: { [name]: `${fake.url}/files/${one.id}?X-Amz-Signature=Canary-Signature` } }
}

/** Files want no headers of ours and end after five minutes. */
export function sendDocument(
  { made, fake }: State,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const one = made.get(url.pathname.slice('/files/'.length))
  const isOld = one !== undefined && fake.now().getTime() - one.addressedAt > addressMs
  if (!one?.content || isOld || request.headers['x-amz-access-token'] || request.headers.authorization) {
    response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
    return
  }
  response.writeHead(200, { 'content-type': one.content.type }).end(gzipSync(one.content.text))
}

/** The document of a report of advertising. */
export function adsContent(report: AdsReport): NonNullable<Made['content']> {
  return { type: 'application/json', text: JSON.stringify(adsRows(report)) }
}
