import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { adsGrant, createAdvertising } from './advertising.ts'
import { createContract } from './contract.ts'
import { createLimiter } from './limits.ts'
import {
  answerQuery,
  makeReport,
  type Outcome,
  orderMetrics,
  Refused,
  type ReportOrder,
  type Seller,
  searchOrders,
  useFixtures,
} from './operations.ts'
import { orderAnswer } from './order-answers.ts'
import { sideAnswers } from './side-answers.ts'
import { createDocuments, createWorks, gzipped } from './slow-work.ts'

/** How a made Amazon behaves; everything may be changed while it runs. */
export interface Behaviour {
  now: () => Date
  /** How many times the published rates; infinite: no limits. */
  readonly speed: number
  readonly fixtures: string
  discountSign: 1 | -1
  cancelledKeepPrice: boolean
  repeatAcrossPages: boolean
  /** How reports by type, Data Kiosk (`kiosk`), finances, stock, feedback topics end. */
  outcomes: Record<string, Outcome>
  /** An answer in the place of what would be given: faults. */
  fault: (
    operation: string,
    call: number,
  ) => { status: number; body: string; headers?: Record<string, string> } | 'reset' | null
}

/** A made Amazon: the interface, its token service and, on another port, its documents. */
export interface StrictAmazon {
  readonly url: string
  readonly documentsUrl: string
  /** Requests that Amazon would not have accepted or that break its rules. */
  readonly violations: string[]
  /** Calls by operation. */
  readonly calls: Map<string, number>
  readonly reports: readonly ReportOrder[]
  close(): Promise<void>
}

type Grants = ReadonlyMap<string, Seller>
interface App {
  readonly id: string
  readonly secret: string
}

/** Starts it for an application and its grants by refresh token. */
export async function startStrictAmazon(app: App, grants: Grants, behaviour: Behaviour): Promise<StrictAmazon> {
  useFixtures(behaviour.fixtures)
  const violations: string[] = []
  const calls = new Map<string, number>()
  const tokens = new Map<string, { seller: Seller; until: number }>()
  const contract = createContract(behaviour.fixtures)
  const limiter = createLimiter(behaviour.speed)
  const now = () => behaviour.now()
  let documentsUrl = ''
  const documents = createDocuments(now, () => documentsUrl)
  const reports = createWorks(now)
  const queries = createWorks(now)
  const sides = sideAnswers(now)
  const adsTokens = new Set<string>()
  const [first] = [...grants.values()]
  const advertising = createAdvertising({
    now,
    clientId: app.id,
    marketplaceId: first?.markets[0]?.id ?? '',
    keep: documents.keep,
    link: documents.link,
    violations,
    outcomes: behaviour.outcomes,
  })

  function grantToken(request: IncomingMessage, body: string): object {
    if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
      throw new Refused(400, 'invalid_request', 'The body must be form encoded.')
    }
    const form = new URLSearchParams(body)
    if (form.get('grant_type') !== 'refresh_token') throw new Refused(400, 'unsupported_grant_type', 'Not supported.')
    if (form.get('client_id') !== app.id || form.get('client_secret') !== app.secret) {
      throw new Refused(401, 'invalid_client', 'Client authentication failed')
    }
    if (form.get('refresh_token') === adsGrant) {
      const token = `Atza|${randomUUID()}`
      adsTokens.add(token)
      return { access_token: token, token_type: 'bearer', expires_in: 3600 }
    }
    const seller = grants.get(form.get('refresh_token') ?? '')
    if (!seller) throw new Refused(400, 'invalid_grant', 'The request has an invalid grant parameter : refresh_token')
    const token = `Atza|${randomUUID()}`
    tokens.set(token, { seller, until: now().getTime() + 3_600_000 })
    return { access_token: token, refresh_token: form.get('refresh_token'), token_type: 'bearer', expires_in: 3600 }
  }

  function operate(seller: Seller, operation: string, asked: Readonly<Record<string, string>>, body: string): object {
    const denied = behaviour.outcomes[operation]
    if (denied === 403) throw new Refused(403, 'Unauthorized', 'Access to requested resource is denied.')
    if (denied === 404) throw new Refused(404, 'NotFound', 'Resource not found.')
    const manners = behaviour
    switch (operation) {
      case 'getMarketplaceParticipations':
        return sides.participations(seller)
      case 'searchOrders':
        if (/BUYER|RECIPIENT/.test(asked.includedData ?? '')) violations.push('asks for persons')
        return searchOrders(seller, asked, now(), manners)
      case 'getOrder': {
        const order = seller.orders.find(({ id, created }) => id === asked.orderId && created <= now())
        if (!order) throw new Refused(404, 'NotFound', 'Order not found.')
        return { order: orderAnswer(order, now(), new Set((asked.includedData ?? '').split(',')), manners) }
      }
      case 'createReport':
        return { reportId: createReport(seller, JSON.parse(body)) }
      case 'getReports':
        return listReports(seller, asked)
      case 'getReport':
        return reportState(seller, asked.reportId ?? '')
      case 'getReportDocument':
        return {
          reportDocumentId: asked.reportDocumentId,
          compressionAlgorithm: 'GZIP',
          url: linkOf(asked.reportDocumentId),
        }
      case 'createQuery':
        return { queryId: createQuery(seller, JSON.parse(body).query) }
      case 'getQueries':
        return { queries: [...queries.all.values()].filter(one => one.seller === seller.name).map(queryBody) }
      case 'getQuery':
        return queryState(seller, asked.queryId ?? '')
      case 'getDocument':
        return { documentId: asked.documentId, documentUrl: linkOf(asked.documentId) }
      case 'getOrderMetrics':
        return orderMetrics(seller, asked, now())
      case 'getInventorySummaries':
        return sides.stock(seller, asked)
      case 'listTransactions':
        return sides.transactions(seller, asked)
      case 'getItemReviewTopics':
        return sides.topics(asked)
      default:
        throw new Refused(404, 'NotFound', `${operation} is not served.`)
    }
  }

  function linkOf(id: string | undefined): string {
    const url = documents.link(id ?? '')
    if (url === null) throw new Refused(404, 'NotFound', 'No such document.')
    return url
  }

  function createReport(seller: Seller, order: ReportOrder): string {
    const denied = behaviour.outcomes[order.reportType]
    if (denied === 403) throw new Refused(403, 'Unauthorized', 'Access to requested resource is denied.')
    if (denied === 404) throw new Refused(404, 'NotFound', 'Resource not found.')
    makeReport(seller, order, now()) // refuses types that are not known
    return reports.add(seller.name, { ...order }).id
  }

  function reportBody(work: ReturnType<typeof reports.add>): object {
    const { reportType, marketplaceIds, dataStartTime, dataEndTime } = work.about
    return {
      reportId: work.id,
      reportType,
      marketplaceIds,
      dataStartTime: dataStartTime ?? work.created.toISOString(),
      dataEndTime: dataEndTime ?? work.created.toISOString(),
      createdTime: work.created.toISOString(),
      processingStatus: work.status,
      ...(work.document && { reportDocumentId: work.document }),
    }
  }

  function reportState(seller: Seller, id: string): object {
    const work = reports.all.get(id)
    if (!work || work.seller !== seller.name) throw new Refused(404, 'NotFound', 'No such report.')
    reports.ask(work, () => {
      const order = work.about as unknown as ReportOrder
      const outcome = behaviour.outcomes[order.reportType]
      if (outcome === 'FATAL' || outcome === 'CANCELLED') return { status: outcome, document: null }
      const made = makeReport(seller, order, now())
      const hasDocument = made.document && outcome !== 'no-document'
      return { status: made.status, document: hasDocument && made.document ? documents.keep(made.document) : null }
    })
    return reportBody(work)
  }

  function listReports(seller: Seller, asked: Readonly<Record<string, string>>): object {
    if (asked.nextToken === undefined && asked.reportTypes === undefined) {
      throw new Refused(400, 'InvalidInput', 'reportTypes is required without nextToken.')
    }
    if (asked.nextToken !== undefined && Object.keys(asked).length > 1) {
      throw new Refused(400, 'InvalidInput', 'nextToken must be the only parameter.')
    }
    const types = (asked.reportTypes ?? '').split(',')
    const found = [...reports.all.values()].filter(
      work => work.seller === seller.name && types.includes(String(work.about.reportType)),
    )
    return {
      reports: found
        .reverse()
        .slice(0, Number(asked.pageSize ?? 10))
        .map(reportBody),
    }
  }

  function createQuery(seller: Seller, query: string): string {
    if (behaviour.outcomes.kiosk !== 'FATAL') answerQuery(seller, query, now())
    const open = [...queries.all.values()].filter(
      work => work.seller === seller.name && ['IN_QUEUE', 'IN_PROGRESS'].includes(work.status),
    )
    if (open.some(work => work.about.query === query)) violations.push('asks the same query again while the first runs')
    return queries.add(seller.name, { query }).id
  }

  function queryBody(work: ReturnType<typeof queries.add>): object {
    const end = { processingStartTime: work.created.toISOString(), processingEndTime: now().toISOString() }
    const document = work.status === 'FATAL' ? 'errorDocumentId' : 'dataDocumentId'
    return {
      queryId: work.id,
      query: work.about.query,
      createdTime: work.created.toISOString(),
      processingStatus: work.status,
      ...(work.status === 'DONE' && end),
      ...(work.document && { [document]: work.document }),
    }
  }

  function queryState(seller: Seller, id: string): object {
    const work = queries.all.get(id)
    if (!work || work.seller !== seller.name) throw new Refused(404, 'NotFound', 'No such query.')
    queries.ask(work, () => {
      const outcome = behaviour.outcomes.kiosk
      if (outcome === 'CANCELLED') return { status: 'CANCELLED', document: null }
      if (outcome === 'FATAL') {
        return {
          status: 'FATAL',
          document: documents.keep(gzipped('{"errorDetails":"Marketplace is not supported."}', 'application/json')),
        }
      }
      const { rows } = answerQuery(seller, String(work.about.query), now())
      const document =
        rows === null || outcome === 'no-document'
          ? null
          : documents.keep({ bytes: Buffer.from(rows), type: 'application/jsonl' })
      return { status: 'DONE', document }
    })
    return queryBody(work)
  }

  function answerAds(request: IncomingMessage, url: URL, body: string, response: ServerResponse): void {
    const operation = `ads ${request.method} ${url.pathname.split('/').slice(0, 3).join('/')}`
    const count = (calls.get(operation) ?? 0) + 1
    calls.set(operation, count)
    const fault = behaviour.fault(operation, count)
    if (fault === 'reset') return void request.socket.destroy()
    if (fault) return void response.writeHead(fault.status, fault.headers).end(fault.body)
    const isKnown = adsTokens.has(String(request.headers.authorization ?? '').replace(/^Bearer /, ''))
    const reply = isKnown
      ? advertising.answer(request, url, body)
      : { status: 401, body: { code: '401', detail: 'Not authorized' } }
    const said = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(said)
  }

  function answerApi(request: IncomingMessage, url: URL, body: string, response: ServerResponse): void {
    const method = request.method ?? ''
    const checked = contract(method, url.pathname, url.searchParams, body)
    const operation = checked?.operation ?? `${method} ${url.pathname}`
    const count = (calls.get(operation) ?? 0) + 1
    calls.set(operation, count)
    const fault = behaviour.fault(operation, count)
    if (fault === 'reset') return void request.socket.destroy()
    if (fault)
      return void response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers }).end(fault.body)
    const token = tokens.get(String(request.headers['x-amz-access-token'] ?? ''))
    const rate = limiter.rateOf(operation)
    const headers = { 'x-amzn-requestid': randomUUID(), ...(rate && { 'x-amzn-ratelimit-limit': rate }) }
    if (!token || token.until < now().getTime()) {
      refuse(
        response,
        new Refused(403, 'Unauthorized', 'Access to requested resource is denied.'),
        headers,
        'The access token you provided has expired.',
      )
      return
    }
    const agent = request.headers['user-agent'] ?? ''
    if (agent === '' || agent.length > 500 || agent === 'node') violations.push(`${operation}: user agent "${agent}"`)
    if (!checked) {
      refuse(response, new Refused(404, 'NotFound', 'No such operation.'), headers)
      return
    }
    if (!limiter.take(token.seller.name, operation)) {
      refuse(
        response,
        new Refused(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.'),
        headers,
      )
      return
    }
    if (checked.wrong.length > 0) {
      violations.push(`${operation}: ${checked.wrong.join('; ')}`)
      refuse(response, new Refused(400, 'InvalidInput', checked.wrong.join('; ')), headers)
      return
    }
    const given = operate(token.seller, operation, checked.parameters, body)
    const status = operation.startsWith('create') ? 202 : 200
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(given))
  }

  async function api(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://strict')
    const body = await text(request)
    try {
      if (url.pathname === '/auth/o2/token') {
        calls.set('token', (calls.get('token') ?? 0) + 1)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(grantToken(request, body)))
      } else if (/^\/(v2\/profiles|reporting\/)/.test(url.pathname)) answerAds(request, url, body, response)
      else answerApi(request, url, body, response)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (url.pathname === '/auth/o2/token') {
        const said = { error: error.code, error_description: error.message }
        response.writeHead(error.status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
      } else {
        if (error.status === 400) violations.push(`${url.pathname}: ${error.message}`)
        refuse(response, error, {})
      }
    }
  }

  function documentsServer(request: IncomingMessage, response: ServerResponse): void {
    const key = new URL(request.url ?? '/', 'http://strict').pathname.split('/').at(-1) ?? ''
    if (request.headers.authorization || request.headers['x-amz-access-token']) {
      violations.push('sends our credentials to the storage of documents')
      return void response.writeHead(400).end('<Error><Code>InvalidArgument</Code></Error>')
    }
    const document = documents.read(key)
    if (document === null || document === 'expired') {
      return void response
        .writeHead(403, { 'content-type': 'application/xml' })
        .end('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>')
    }
    response.writeHead(200, { 'content-type': document.type }).end(document.bytes)
  }

  const main = createServer(
    (request, response) =>
      void api(request, response).catch(error => {
        violations.push(`broken: ${error}`)
        response.destroy()
      }),
  )
  const storage = createServer(documentsServer)
  const url = await listen(main)
  documentsUrl = await listen(storage)
  return {
    url,
    documentsUrl,
    violations,
    calls,
    get reports() {
      return [...reports.all.values()].map(work => work.about as unknown as ReportOrder)
    },
    close: async () => {
      for (const server of [main, storage]) {
        server.closeAllConnections()
        await new Promise(resolve => server.close(resolve))
      }
    },
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function refuse(response: ServerResponse, error: Refused, headers: Record<string, string>, details = ''): void {
  const body = { errors: [{ code: error.code, message: error.message, details }] }
  response.writeHead(error.status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
