import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A marketplace on this machine that tells made-up orders of a US shop in the words of Amazon's interface. */
export interface OrdersMarket {
  readonly url: string
  /** Order lines that its reports told. */
  readonly told: () => number
  readonly reports: () => number
  close(): Promise<void>
}

const marketplace = 'ATVPDKIKX0DER'
const dayMs = 86_400_000
const skus = 500

interface Report {
  readonly reportType: string
  readonly dataStartTime: string
  readonly dataEndTime: string
}

interface MarketState {
  readonly perDay: number
  readonly reports: Report[]
  url: string
  told: number
}

/** Starts it; so many order lines a day. Feeds that it does not have are refused. */
export async function startOrdersMarket(perDay: number): Promise<OrdersMarket> {
  const state: MarketState = { perDay, reports: [], url: '', told: 0 }
  const server = createServer((request, response) => void answer(state, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: state.url,
    told: () => state.told,
    reports: () => state.reports.length,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function answer(state: MarketState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const part of request) body += String(part)
  const url = new URL(request.url ?? '/', state.url)
  const send = (value: unknown, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const [, id] = /^\/reports\/2021-06-30\/(?:reports|documents)\/(\d+)$/.exec(url.pathname) ?? []
  if (url.pathname === '/auth/o2/token') return void send({ access_token: 'Atza|bench', expires_in: 3_600 })
  if (url.pathname === '/sellers/v1/marketplaceParticipations') return void send(participations)
  if (url.pathname === '/orders/2026-01-01/orders') return void send(newest(state))
  if (url.pathname.startsWith('/file/')) return void sendFile(state, Number(url.pathname.slice(6)), response)
  if (id !== undefined && url.pathname.includes('/documents/')) return void send({ url: `${state.url}/file/${id}` })
  if (id !== undefined) return void send({ ...told(state, Number(id)), reportDocumentId: id })
  if (url.pathname !== '/reports/2021-06-30/reports') return void send(refused, 403)
  if (request.method === 'GET') {
    const all = state.reports.map((_, index) => told(state, index))
    return void send({ reports: all.filter(one => one.reportType === url.searchParams.get('reportTypes')) })
  }
  const wanted = JSON.parse(body) as Report
  if (!wanted.reportType.includes('ALL_ORDERS')) return void send(refused, 403)
  send({ reportId: String(state.reports.push(wanted) - 1) }, 202)
}

const refused = { errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.' }] }
const participations = {
  payload: [
    {
      marketplace: { id: marketplace, countryCode: 'US', name: 'Amazon.com', defaultCurrencyCode: 'USD' },
      storeName: 'Bench',
      participation: { isParticipating: true, hasSuspendedListings: false },
    },
  ],
}

function told({ reports }: MarketState, index: number) {
  const report = reports[index] ?? { reportType: '', dataStartTime: '', dataEndTime: '' }
  return { ...report, reportId: String(index), processingStatus: 'DONE', createdTime: new Date().toISOString() }
}

/** Orders of the last minutes. */
function newest({ perDay }: MarketState): object {
  const now = Date.now()
  const orders = Array.from({ length: Math.min(100, Math.ceil(perDay / 2)) }, (_, n) => {
    const at = new Date(now - 180_000 - n * 1_000).toISOString()
    return {
      orderId: `N-${Math.floor(now / dayMs)}-${n}`,
      createdTime: at,
      lastUpdatedTime: at,
      salesChannel: { channelName: 'AMAZON', marketplaceId: marketplace },
      fulfillment: { fulfillmentStatus: 'SHIPPED', fulfilledBy: 'AMAZON' },
      orderItems: [
        {
          orderItemId: `I-${n}`,
          quantityOrdered: 1,
          product: { sellerSku: `SKU-${n % skus}` },
          proceeds: { breakdowns: [{ type: 'ITEM', subtotal: { amount: '19.99', currencyCode: 'USD' } }] },
        },
      ],
    }
  })
  return { orders, lastUpdatedBefore: new Date(now - 120_000).toISOString() }
}

const head =
  'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsales-channel\tsku\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\titem-promotion-discount'

/** Lines of whole hours, so many a day; two lines are an order. */
function sendFile(state: MarketState, index: number, response: ServerResponse): void {
  const report = state.reports[index]
  if (!report) return void response.writeHead(404).end()
  const [start, end] = [Date.parse(report.dataStartTime), Math.min(Date.now(), Date.parse(report.dataEndTime))]
  const apart = dayMs / state.perDay
  const lines = [head]
  for (let n = Math.ceil(start / apart); n * apart < end; n += 1) {
    const at = new Date(n * apart).toISOString().replace(/\.\d+Z$/, '+00:00')
    const price = (500 + (n % 9_000)) / 100
    const order = `111-${String(n >> 1).padStart(10, '0')}`
    lines.push(
      `${order}\t${at}\t${at}\tShipped\tAmazon.com\tSKU-${n % skus}\tShipped\t1\tUSD\t${price}\t0.50\t\t${n % 7 === 0 ? '1.00' : ''}`,
    )
  }
  state.told += lines.length - 1
  response.writeHead(200, { 'content-type': 'text/tab-separated-values; charset=UTF-8' })
  response.end(gzipSync(lines.join('\n')))
}
