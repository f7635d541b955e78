import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { type Asked, type Reply, startLocalMarket } from '#test/support/local-market.ts'

/** Short, and read once: taking a signature apart by 2,048 bits from a text was a quarter of the work of whole histories. */
const pair = generateKeyPairSync('rsa', { modulusLength: 1_024 })
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** Keys of a store of the fake. */
export function keysOf(seller_id: string) {
  return {
    client_id: 'dj00',
    client_secret: 'hush',
    refresh_token: `grant-${seller_id}`,
    seller_id,
    public_key: publicKey,
    public_key_version: 4,
  }
}

/** An order as the store keeps it; fields by group. */
export interface YahooOrder {
  readonly store: string
  readonly id: string
  readonly at: string
  readonly changed: string
  readonly own: Readonly<Record<string, string | number>>
  readonly ship: Readonly<Record<string, string | number>>
  readonly pay: Readonly<Record<string, string | number>>
  readonly detail: Readonly<Record<string, string | number>>
  readonly items: readonly Readonly<Record<string, string | number>>[]
}

/** An inquiry: who posted when, in unix seconds. */
export interface Talk {
  readonly id: string
  readonly posts: readonly (readonly ['user' | 'seller', number])[]
  readonly isCompleted: boolean
}

/** A ストアクリエイターPro that is strict about what the reference states. */
export interface StrictYahoo {
  readonly url: string
  orders: readonly YahooOrder[]
  stock: readonly (readonly [item: string, sub: string, quantity: string])[]
  talks: readonly Talk[]
  /** Called with each function: an answer instead of the right one. */
  instead: (name: string) => Reply | null
  readonly refused: string[]
  readonly calls: Map<string, number>
  /** Ends all access tokens. */
  expire(): void
  close(): Promise<void>
}

const base = '/ShoppingWebService/V1/'
const parser = new XMLParser({ parseTagValue: false })
const xml = (body: string, status = 200): Reply => ({ status, body: `<?xml version="1.0" encoding="UTF-8"?>${body}` })
const failed = (code: string, status = 400): Reply =>
  xml(`<Error><Message>refused</Message><Code>${code}</Code></Error>`, status)
const invalidToken = xml(
  '<Error><Message>Please provide valid credentials. Bearer realm="yahooapis.jp", error="invalid_token"</Message></Error>',
  401,
)
/** Names of fields that the reference lists, of those that hold no person. */
const fields = new Set(
  `OrderId Version ParentOrderId IsSplit DeviceType OrderTime LastUpdateTime OrderStatus StoreStatus CancelReason
  CancelReasonDetail RefundTotalPrice RefundStatus UseCouponData TotalCouponDiscount ShippingCouponDiscount PayStatus
  SettleStatus PayMethod PayDate ShipStatus ShipMethod ShipDate ArrivalDate ExcellentDelivery LeadTimeStart LeadTimeEnd
  PayCharge ShipCharge GiftWrapCharge Discount Adjustments SettleAmount UsePoint GiftCardDiscount TotalPrice
  TotalMallCouponDiscount LineId ItemId SubCode Title UnitPrice OriginalPrice Quantity CouponDiscount ItemTaxRatio`.split(
    /\s+/,
  ),
)

/** Starts it. */
export async function startStrictYahoo(now: () => Date): Promise<StrictYahoo> {
  const tokens = new Map<string, string>()
  let minted = 0
  const yahoo = {
    url: '',
    orders: [],
    stock: [],
    talks: [],
    instead: () => null,
    refused: [],
    calls: new Map<string, number>(),
    expire: () => tokens.clear(),
    close: async () => {},
  } as unknown as StrictYahoo
  const grant = (asked: Asked): Reply => {
    const form = new URLSearchParams(asked.body)
    const basic = `Basic ${Buffer.from('dj00:hush').toString('base64')}`
    if (asked.headers.authorization !== basic) return { status: 401, body: { error: 'invalid_client' } }
    const store = /^grant-(\w+)$/.exec(form.get('refresh_token') ?? '')?.[1]
    if (form.get('grant_type') !== 'refresh_token' || store === undefined)
      return { status: 400, body: { error: 'invalid_grant' } }
    const access_token = `access-${++minted}`
    tokens.set(access_token, store)
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: '3600' } }
  }
  const market = await startLocalMarket(asked => {
    if (asked.path === '/yconnect/v2/token') return grant(asked)
    const name = asked.path.replace(base, '')
    yahoo.calls.set(name, (yahoo.calls.get(name) ?? 0) + 1)
    const other = yahoo.instead(name)
    if (other !== null) return other
    const store = tokens.get((asked.headers.authorization ?? '').replace(/^Bearer /, ''))
    if (store === undefined) return invalidToken
    const reply = answer(yahoo, asked, name, store)
    if (reply === 'reset') return reply
    if (reply.status >= 400) yahoo.refused.push(`${name} ${asked.body}${asked.query}`)
    const status = isSigned(asked, store, now()) ? 'authorized' : 'invalid'
    return { ...reply, headers: { ...reply.headers, 'X-SWS-Authorize-Status': status } }
  })
  return Object.assign(yahoo, { url: market.url, close: market.close })
}

function isSigned({ headers }: Asked, store: string, now: Date): boolean {
  const key = { key: pair.privateKey, padding: constants.RSA_NO_PADDING }
  const block = privateDecrypt(key, Buffer.from(String(headers['x-sws-signature'] ?? ''), 'base64'))
  const [seller, at] = block
    .subarray(block.indexOf(0, 2) + 1)
    .toString()
    .split(':')
  const isFresh = Math.abs(Number(at) - now.getTime() / 1_000) < 60
  return headers['x-sws-signature-version'] === '4' && seller === store && isFresh
}

function answer(yahoo: StrictYahoo, asked: Asked, name: string, store: string): Reply {
  const own = yahoo.orders.filter(order => order.store === store)
  const isXml = asked.method === 'POST' && asked.headers['content-type'] === 'application/xml'
  switch (name) {
    case 'orderList':
      return isXml ? list(own, asked.body, store) : failed('px-04001')
    case 'orderInfo':
      return isXml ? info(own, asked.body, store) : failed('px-04001')
    case 'myItemList':
      return items(yahoo, asked, store)
    case 'getStock':
      return stock(yahoo, asked, store)
    case 'externalTalkList':
      return talkList(yahoo, asked, store)
    case 'externalTalkDetail':
      return talkDetail(yahoo, asked, store)
    default:
      return { status: 404, body: '' }
  }
}

interface Req {
  readonly Req?: {
    readonly SellerId?: string
    readonly Search?: {
      readonly Result?: string
      readonly Start?: string
      readonly Sort?: string
      readonly Field?: string
      readonly Condition?: Readonly<Record<string, string>>
    }
    readonly Target?: { readonly OrderId?: string; readonly Field?: string }
  }
}

function knows(field = ''): boolean {
  return field !== '' && field.split(',').every(name => fields.has(name))
}

const digits = (at: string) => at.slice(0, 19).replaceAll(/\D/g, '')

function list(orders: readonly YahooOrder[], body: string, store: string): Reply {
  const { SellerId, Search = {} } = (parser.parse(body, true) as Req).Req ?? {}
  const { OrderTimeFrom = '', OrderTimeTo = '' } = Search.Condition ?? {}
  const times = [OrderTimeFrom, OrderTimeTo]
  if (SellerId !== store || !knows(Search.Field) || times.some(time => !/^\d{14}$/.test(time)))
    return failed('od-00101')
  if (!['+order_time', '-order_time'].includes(Search.Sort ?? '+order_time')) return failed('od-00102')
  const [start, size] = [Number(Search.Start ?? 1), Number(Search.Result ?? 10)]
  const found = orders
    .filter(({ at }) => digits(at) >= OrderTimeFrom && digits(at) <= OrderTimeTo)
    .sort((a, b) => a.at.localeCompare(b.at))
  const from = start > 1 ? start - 2 : 0 // pages overlap: an order moved
  const rows = found.slice(from, start - 1 + Math.min(size, 100)).map(({ id, at, changed, own }, index) => {
    const row = {
      Index: index + 1,
      OrderId: id,
      OrderTime: at,
      LastUpdateTime: changed,
      OrderStatus: own.OrderStatus ?? 2,
    }
    return `<OrderInfo>${tags(row)}</OrderInfo>`
  })
  return xml(
    `<Result><Status>OK</Status><Search><TotalCount>${found.length}</TotalCount>${rows.join('')}</Search></Result>`,
  )
}

function tags(of: Readonly<Record<string, string | number>>): string {
  return Object.entries(of)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')
}

function info(orders: readonly YahooOrder[], body: string, store: string): Reply {
  const { SellerId, Target = {} } = (parser.parse(body, true) as Req).Req ?? {}
  if (SellerId !== store || !knows(Target.Field)) return failed('od-00101')
  const order = orders.find(({ id }) => id === Target.OrderId)
  if (!order) return failed('od-11004')
  const own = tags({ OrderId: order.id, OrderTime: order.at, LastUpdateTime: order.changed, ...order.own })
  const groups = `<Pay>${tags(order.pay)}</Pay><Ship>${tags(order.ship)}</Ship><Detail>${tags(order.detail)}</Detail>`
  const lines = order.items.map(item => `<Item>${tags(item)}</Item>`).join('')
  const seller = `<Seller><SellerId>${store}</SellerId></Seller>`
  return xml(
    `<ResultSet totalResultsAvailable="1"><Result><Status>OK</Status><OrderInfo>${own}${groups}${lines}${seller}</OrderInfo></Result></ResultSet>`,
  )
}

function items({ stock: all }: StrictYahoo, { method, query }: Asked, store: string): Reply {
  const [results, start] = [Number(query.get('results') ?? 20), Number(query.get('start') ?? 1)]
  if (method !== 'GET' || query.get('seller_id') !== store || results > 100 || start < 1) return failed('it-00001')
  const codes = [...new Set(all.map(([item]) => item))]
  const rows = codes.slice(start - 1, start - 1 + results).map(code => `<Result><ItemCode>${code}</ItemCode></Result>`)
  return xml(`<ResultSet totalResultsAvailable="${codes.length}">${rows.join('')}</ResultSet>`)
}

function stock({ stock: all }: StrictYahoo, { method, body, headers }: Asked, store: string): Reply {
  const form = new URLSearchParams(body)
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded'
  const codes = (form.get('item_code') ?? '').split(',').filter(Boolean)
  if (method !== 'POST' || !isForm || form.get('seller_id') !== store || codes.length < 1 || codes.length > 1_000)
    return failed('st-02001')
  const rows = all
    .filter(([item, sub]) => codes.includes(item) || codes.includes(`${item}:${sub}`))
    .map(
      ([ItemCode, SubCode, Quantity]) =>
        `<Result>${tags({ SellerId: store, ItemCode, SubCode, Status: 1, Quantity })}</Result>`,
    )
  return xml(`<ResultSet totalResultsReturned="${rows.length}">${rows.join('')}</ResultSet>`)
}

const latest = ({ posts }: Talk, by: 'user' | 'seller') => {
  const times = posts.filter(([who]) => who === by).map(([, at]) => at)
  return times.length === 0 ? null : Math.max(...times)
}

function talkList({ talks }: StrictYahoo, { method, query }: Asked, store: string): Reply {
  const [start, size] = [Number(query.get('start') ?? 1), Number(query.get('result') ?? 10)]
  const isRight =
    query.get('sellerId') === store && ['all', 'answered', 'unanswered'].includes(query.get('requestFilter') ?? '')
  const span = [query.get('startDate') ?? '0', query.get('endDate') ?? '9999999999']
  if (method !== 'GET' || !isRight || size > 20 || start < 1 || span.some(at => !/^\d{1,10}$/.test(at)))
    return failed('qa-00001')
  const found = talks
    .filter(talk => (latest(talk, 'user') ?? 0) >= Number(span[0]) && (latest(talk, 'user') ?? 0) <= Number(span[1]))
    .sort((a, b) => (latest(b, 'user') ?? 0) - (latest(a, 'user') ?? 0))
  const headlines = found.slice(start - 1, start - 1 + size).map(talk => ({
    topicId: talk.id,
    title: 'Canary',
    userMaskedId: 'Canary***',
    isNoAnswer: latest(talk, 'seller') === null,
    isCompleted: talk.isCompleted,
    userPostTime: latest(talk, 'user'),
    sellerPostTime: latest(talk, 'seller'),
  }))
  return { status: 200, body: { summary: { filter: 'ALL', topic: { count: found.length } }, headlines } }
}

function talkDetail({ talks }: StrictYahoo, { query }: Asked, store: string): Reply {
  const talk = talks.find(({ id }) => id === query.get('topicId'))
  if (query.get('sellerId') !== store || !talk) return failed('qa-00002')
  const messages = talk.posts.map(([postUserType, postdate], index) => {
    return { messageId: index, postUserType, postdate, body: 'Canary', fileList: [] }
  })
  return { status: 200, body: { topic: { topicId: talk.id, isComplete: talk.isCompleted }, messages } }
}
