import { z } from 'zod'
import { type ConnectorContext, type HttpRequest, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

export const keys = { service_secret: 'SP1_x', license_key: 'SL1_y' }
const base = 'https://rms.invalid'
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0900$/
const dayMs = 86_400_000

/** An order of the fake, with the times that it is found by. */
export interface FakeOrder {
  readonly orderNumber: string
  readonly orderDatetime: string
  readonly [field: string]: unknown
}

/** Answers that a test wants instead of the right one: the first that the path holds, once. */
export interface Bad {
  readonly path: string
  readonly status: number
  readonly body?: string
}

const Search = z.strictObject({
  dateType: z.number().int().min(1).max(6),
  startDatetime: z.string().regex(stamp),
  endDatetime: z.string().regex(stamp),
  PaginationRequestModel: z.strictObject({
    requestRecordsAmount: z.number().int().min(1).max(1_000),
    requestPage: z.number().int().min(1),
    SortModelList: z.array(z.strictObject({ sortColumn: z.literal(1), sortDirection: z.number() })),
  }),
})
const Get = z.strictObject({ orderNumberList: z.array(z.string()).min(1).max(100), version: z.number() })
const fields: Readonly<Record<number, string>> = {
  1: 'orderDatetime',
  2: 'shopOrderCfmDatetime',
  3: 'orderFixDatetime',
  5: 'shippingCmplRptDatetime',
}

interface Options {
  readonly orders?: readonly FakeOrder[]
  readonly now: Date
  readonly versions?: readonly number[]
  /** What a search says at most; the documented 15,000 unless a test wants a smaller shop. */
  readonly bad?: readonly Bad[]
  readonly inquiries?: readonly { readonly regDate: string }[]
  readonly hidden?: readonly string[]
}

/** An RMS that refuses what the reference does not allow: keys, formats, windows, pages, versions. */
export function fakeRms({
  orders = [],
  now,
  versions = [7, 8, 9, 10],
  bad = [],
  inquiries = [],
  hidden = [],
}: Options) {
  const requests: HttpRequest[] = []
  const kept = new Map<string, string>()
  const wrong = [...bad]
  const answer = (request: HttpRequest): [number, unknown] => {
    const url = new URL(request.url)
    const index = wrong.findIndex(one => url.pathname.includes(one.path))
    const [instead] = index < 0 ? [] : wrong.splice(index, 1)
    if (instead) return [instead.status, instead.body ?? '']
    const esa = Buffer.from(`${keys.service_secret}:${keys.license_key}`).toString('base64')
    if (request.headers?.authorization !== `ESA ${esa}`) return [401, { Results: { errorCode: 'ES04-01' } }]
    if (url.pathname === '/es/2.0/order/searchOrder/') return search(orders, request, now)
    if (url.pathname === '/es/2.0/order/getOrder/') return getOrders(orders, request, versions, hidden)
    if (url.pathname === '/es/1.0/inquirymng-api/inquiries') return listInquiries(inquiries, url.searchParams)
    if (url.pathname.endsWith('/expiry-date')) return [200, { expiryDate: '2027-01-31T23:59:59+09:00' }]
    return [404, {}]
  }
  const context: ConnectorContext<typeof keys> = {
    keys,
    addresses: { RAKUTEN_API_URL: base },
    http: async request => {
      requests.push(request)
      return respond(answer(request), request)
    },
    token: async (name, mint) => {
      const value = kept.get(name) ?? (await mint(null)).value
      kept.set(name, value)
      return value
    },
    forgetToken: async () => {},
    pseudonym: id => id,
    keep: async () => {},
    now: () => now,
    signal: new AbortController().signal,
  }
  return { context, requests }
}

function respond([status, body]: readonly [number, unknown], { accept = [] }: HttpRequest): HttpResponse {
  if (status >= 400 && !accept.includes(status))
    throw new SourceFault(
      status === 429 ? 'throttled' : 'transient',
      says('answered', { vendor: 'status', code: status }),
    )
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const json = () => JSON.parse(text) as unknown
  return { status, headers: {}, bytes: Buffer.from(text), text: () => text, json, exactJson: json }
}

const failed = (code: string): [number, unknown] => [
  400,
  { MessageModelList: [{ messageType: 'ERROR', messageCode: code, message: '…' }], orderNumberList: null },
]

function search(orders: readonly FakeOrder[], request: HttpRequest, now: Date): [number, unknown] {
  const parsed = Search.safeParse(JSON.parse(request.body ?? ''))
  if (!parsed.success || request.headers?.['content-type'] !== 'application/json; charset=utf-8')
    return failed('ORDER_EXT_API_SEARCH_ORDER_ERROR_011')
  const { dateType, startDatetime, endDatetime, PaginationRequestModel: page } = parsed.data
  const [from, to] = [Date.parse(colon(startDatetime)), Date.parse(colon(endDatetime))]
  if (from > to || to - from > 63 * dayMs || from < now.getTime() - 730 * dayMs)
    return failed('ORDER_EXT_API_SEARCH_ORDER_ERROR_014')
  const found = orders.filter(order => {
    const at = Date.parse(colon(String(order[fields[dateType] ?? ''] ?? '')))
    return at >= from && at <= to
  })
  const { requestRecordsAmount: size, requestPage } = page
  const reachable = found.slice(0, 15_000)
  return [
    200,
    {
      MessageModelList: [{ messageType: 'INFO', messageCode: 'ORDER_EXT_API_SEARCH_ORDER_INFO_101', message: '' }],
      orderNumberList: reachable.slice((requestPage - 1) * size, requestPage * size).map(order => order.orderNumber),
      PaginationResponseModel:
        found.length === 0
          ? { totalRecordsAmount: null, totalPages: null, requestPage: null }
          : { totalRecordsAmount: reachable.length, totalPages: Math.ceil(reachable.length / size), requestPage },
    },
  ]
}

function getOrders(
  orders: readonly FakeOrder[],
  request: HttpRequest,
  versions: readonly number[],
  hidden: readonly string[],
): [number, unknown] {
  const parsed = Get.safeParse(JSON.parse(request.body ?? ''))
  if (!parsed.success || !versions.includes(parsed.data.version)) return failed('ORDER_EXT_API_GET_ORDER_ERROR_009')
  const asked = new Set(parsed.data.orderNumberList)
  const MessageModelList = hidden
    .filter(number => asked.has(number))
    .map(orderNumber => ({ messageType: 'ERROR', messageCode: 'ORDER_EXT_API_GET_ORDER_ERROR_010', orderNumber }))
  const OrderModelList = orders.filter(one => asked.has(one.orderNumber) && !hidden.includes(one.orderNumber))
  return [200, { MessageModelList, OrderModelList }]
}

function listInquiries(inquiries: readonly { readonly regDate: string }[], query: URLSearchParams): [number, unknown] {
  const [from, to] = [query.get('fromDate') ?? '', query.get('toDate') ?? '']
  const [limit, page] = [Number(query.get('limit')), Number(query.get('page'))]
  const plain = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/
  const wide = Date.parse(`${to}Z`) - Date.parse(`${from}Z`) > 31 * dayMs
  if (!plain.test(from) || !plain.test(to) || wide || limit > 100 || limit * page > 10_000)
    return [400, { error: { code: 'IE001', message: '' } }]
  const found = inquiries.filter(({ regDate }) => regDate >= from && regDate <= to)
  const totalPageCount = Math.ceil(found.length / limit)
  return [200, { totalCount: found.length, totalPageCount, page, list: found.slice((page - 1) * limit, page * limit) }]
}

function colon(text: string): string {
  return text.replace('+0900', '+09:00')
}
