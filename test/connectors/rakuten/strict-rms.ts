import { type Asked, type LocalMarket, type Reply, startLocalMarket } from '#test/support/local-market.ts'

/** An order as the shop keeps it. */
export interface RmsOrder {
  readonly orderNumber: string
  readonly orderDatetime: string
  readonly [field: string]: unknown
}

/** An article with its stock. */
export interface RmsItem {
  readonly manageNumber: string
  readonly variants: Readonly<Record<string, { readonly sku: string | null; readonly quantity: number }>>
  readonly review?: { readonly count: number; readonly averageRating: number }
}

/** A shop of an RMS that is strict about everything the reference states. */
export interface StrictRms {
  readonly url: string
  orders: readonly RmsOrder[]
  items: readonly RmsItem[]
  inquiries: readonly { readonly regDate: string; readonly [field: string]: unknown }[]
  /** Keys that are valid, `serviceSecret:licenseKey`: of the shop whose number follows `SP`. */
  keys: readonly string[]
  /** Called with each path: an answer instead of the right one. */
  instead: (path: string) => Reply | null
  /** What was refused as not allowed by the reference. */
  readonly refused: string[]
  /** Calls by path. */
  readonly calls: Map<string, number>
  close(): Promise<void>
}

const dayMs = 86_400_000
const stamped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0900$/
const plain = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/
const fieldOf: Readonly<Record<number, string>> = {
  1: 'orderDatetime',
  2: 'shopOrderCfmDatetime',
  3: 'orderFixDatetime',
  5: 'shippingCmplRptDatetime',
}

/** Starts it. A search that reaches `cap` orders is cut there, as at 15,000. */
export async function startStrictRms(now: () => Date, cap = 15_000): Promise<StrictRms> {
  const rms = {
    url: '',
    orders: [],
    items: [],
    inquiries: [],
    keys: ['SP77_service:SL77_licence'],
    instead: () => null,
    refused: [],
    calls: new Map<string, number>(),
    close: async () => {},
  } as unknown as StrictRms & { url: string }
  const market: LocalMarket = await startLocalMarket(asked => {
    rms.calls.set(asked.path, (rms.calls.get(asked.path) ?? 0) + 1)
    const other = rms.instead(asked.path)
    if (other !== null) return other
    const reply = answer(rms, asked, now().getTime(), cap)
    if (reply !== 'reset' && reply.status >= 400) rms.refused.push(`${reply.status} ${asked.path} ${asked.body}`)
    return reply
  })
  return Object.assign(rms, { url: market.url, close: market.close })
}

const json = (body: unknown, status = 200): Reply => ({ status, body })
const wrong = (code: string): Reply =>
  json({ MessageModelList: [{ messageType: 'ERROR', messageCode: code, message: '' }], orderNumberList: null }, 400)

function answer(rms: StrictRms, asked: Asked, now: number, cap: number): Reply {
  const keys = Buffer.from((asked.headers.authorization ?? '').replace(/^ESA /, ''), 'base64').toString()
  if (!asked.headers.authorization?.startsWith('ESA ') || !rms.keys.includes(keys))
    return json({ Results: { errorCode: 'ES04-01', message: 'Un-Authorised' } }, 401)
  const shop = /^SP(\d+)/.exec(keys)?.[1] ?? ''
  const own = { ...rms, orders: rms.orders.filter(({ orderNumber }) => orderNumber.startsWith(`${shop}-`)) }
  const isJson = asked.headers['content-type'] === 'application/json; charset=utf-8'
  if (asked.method === 'POST' && !isJson) return json({ Results: { errorCode: 'ES04-03' } }, 415)
  switch (`${asked.method} ${asked.path}`) {
    case 'POST /es/2.0/order/searchOrder/':
      return search(own, JSON.parse(asked.body), now, cap)
    case 'POST /es/2.0/order/getOrder/':
      return getOrders(own, JSON.parse(asked.body))
    case 'GET /es/2.0/items/search':
      return searchItems(rms, asked.query)
    case 'POST /es/2.0/inventories/bulk-get':
      return bulkGet(rms, JSON.parse(asked.body))
    case 'GET /es/2.0/inventories/bulk-get/range':
      return rangeOf(rms, asked.query)
    case 'GET /es/1.0/inquirymng-api/inquiries':
      return listInquiries(rms, asked.query)
    case 'GET /es/1.0/license-management/license-key/expiry-date':
      return json({ expiryDate: '2027-01-31T23:59:59+09:00' })
    default:
      return json({}, asked.path.startsWith('/es/') ? 404 : 405)
  }
}

interface SearchBody {
  readonly dateType?: number
  readonly startDatetime?: string
  readonly endDatetime?: string
  readonly PaginationRequestModel?: { readonly requestRecordsAmount?: number; readonly requestPage?: number }
}

function search(rms: StrictRms, body: SearchBody, now: number, cap: number): Reply {
  const { dateType = 0, startDatetime = '', endDatetime = '', PaginationRequestModel: page } = body
  if (!(dateType >= 1 && dateType <= 6)) return wrong('ORDER_EXT_API_SEARCH_ORDER_ERROR_009')
  if (!stamped.test(startDatetime) || !stamped.test(endDatetime)) return wrong('ORDER_EXT_API_SEARCH_ORDER_ERROR_011')
  const [from, to] = [timeOf(startDatetime), timeOf(endDatetime)]
  if (from > to || to - from > 63 * dayMs || from < now - 730 * dayMs)
    return wrong('ORDER_EXT_API_SEARCH_ORDER_ERROR_014')
  const [size, number] = [page?.requestRecordsAmount ?? 30, page?.requestPage ?? 1]
  if (size < 1 || size > 1_000 || number < 1) return wrong('ORDER_EXT_API_SEARCH_ORDER_ERROR_020')
  const found = rms.orders
    .filter(order => {
      const at = timeOf(String(order[fieldOf[dateType] ?? ''] ?? ''))
      return at >= from && at <= to
    })
    .slice(0, cap)
  const nothing = found.length === 0
  const all = found.map(order => order.orderNumber)
  const twice = number > 1 ? all.slice((number - 1) * size - 1, (number - 1) * size) : [] // a page that moved
  return json({
    MessageModelList: [{ messageType: 'INFO', messageCode: `ORDER_EXT_API_SEARCH_ORDER_INFO_10${nothing ? 2 : 1}` }],
    orderNumberList: [...twice, ...all.slice((number - 1) * size, number * size)],
    PaginationResponseModel: {
      totalRecordsAmount: nothing ? null : found.length,
      totalPages: nothing ? null : Math.ceil(found.length / size),
      requestPage: nothing ? null : number,
    },
  })
}

function timeOf(text: string): number {
  return Date.parse(text.replace(/\+0900$/, '+09:00'))
}

function getOrders(rms: StrictRms, body: { orderNumberList?: string[]; version?: number }): Reply {
  const { orderNumberList: numbers = [], version = 0 } = body
  if (numbers.length < 1 || numbers.length > 100) return wrong('ORDER_EXT_API_GET_ORDER_ERROR_009')
  if (![7, 8, 9].includes(version)) return wrong('ORDER_EXT_API_GET_ORDER_ERROR_012')
  return json({
    MessageModelList: [{ messageType: 'INFO', messageCode: 'ORDER_EXT_API_GET_ORDER_INFO_101', message: '' }],
    OrderModelList: rms.orders.filter(order => numbers.includes(order.orderNumber)),
    version,
  })
}

const failed = (code: string): Reply => json({ errors: [{ code, message: '', metadata: { propertyPath: '' } }] }, 400)

function searchItems(rms: StrictRms, query: URLSearchParams): Reply {
  const [hits, offset] = [Number(query.get('hits') ?? 10), Number(query.get('offset') ?? 0)]
  if (hits > 100 || offset > 10_000) return failed('IE0002')
  const results = rms.items.slice(offset, offset + hits).map(({ manageNumber, variants, review }) => ({
    item: {
      manageNumber,
      hideItem: false,
      variants: Object.fromEntries(
        Object.entries(variants).map(([id, { sku }]) => [id, { merchantDefinedSkuId: sku, standardPrice: '100' }]),
      ),
    },
    ...(query.get('isReviewIncluded') === 'true' && { review: review ?? { count: 0, averageRating: 0 } }),
  }))
  return json({ numFound: rms.items.length, offset, results })
}

function stockOf(rms: StrictRms) {
  return rms.items.flatMap(({ manageNumber, variants }) =>
    Object.entries(variants).map(([variantId, { quantity }]) => ({ manageNumber, variantId, quantity })),
  )
}

function bulkGet(rms: StrictRms, body: { inventories?: { manageNumber: string; variantId: string }[] }): Reply {
  const asked = body.inventories ?? []
  if (asked.length < 1 || asked.length > 1_000) return failed('IE0003')
  const isAsked = (one: { manageNumber: string; variantId: string }) =>
    asked.some(({ manageNumber, variantId }) => manageNumber === one.manageNumber && variantId === one.variantId)
  return json({ inventories: stockOf(rms).filter(isAsked) })
}

function rangeOf(rms: StrictRms, query: URLSearchParams): Reply {
  const [from, to] = [Number(query.get('minQuantity') ?? Number.NaN), Number(query.get('maxQuantity') ?? Number.NaN)]
  if (!(from >= 0 && to <= 99_999 && from <= to)) return failed('IE0002')
  const found = stockOf(rms).filter(({ quantity }) => quantity >= from && quantity <= to)
  return found.length > 1_000 ? failed('IE0116') : json({ inventories: found })
}

function listInquiries(rms: StrictRms, query: URLSearchParams): Reply {
  const [from, to] = [query.get('fromDate') ?? '', query.get('toDate') ?? '']
  const [limit, page] = [Number(query.get('limit') ?? 10), Number(query.get('page') ?? 1)]
  const width = Date.parse(`${to}Z`) - Date.parse(`${from}Z`)
  if (!plain.test(from) || !plain.test(to) || width > 31 * dayMs || limit > 100 || limit * page > 10_000)
    return json({ error: { code: 'IE001', message: '', targets: {} } }, 400)
  const found = rms.inquiries.filter(({ regDate }) => regDate >= from && regDate <= to)
  const list = found.slice((page - 1) * limit, page * limit)
  return json({ totalCount: found.length, totalPageCount: Math.ceil(found.length / limit), page, list })
}
