import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { type ConnectorContext, type HttpRequest, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** Short, and read once: taking a signature apart by 2,048 bits from a text was a quarter of the work of whole histories. */
const pair = generateKeyPairSync('rsa', { modulusLength: 1_024 })
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
export const keys = {
  client_id: 'app',
  client_secret: 'secret',
  refresh_token: 'r0',
  seller_id: 'teststore',
  public_key: publicKey,
  public_key_version: '3',
}

/** An order of the fake: its listed times and the XML of its details. */
export interface FakeOrder {
  readonly id: string
  readonly at: string
  readonly changed?: string
  readonly xml: string
}

/** An answer that a test wants instead of the right one, once. */
export interface Bad {
  readonly path: string
  readonly status: number
  readonly body?: string
}

interface Options {
  readonly orders?: readonly FakeOrder[]
  readonly now: Date
  readonly bad?: readonly Bad[]
  readonly refresh?: string
}

const stamp = z.string().regex(/^\d{14}$/)
const ListRequest = z.object({
  Req: z.strictObject({
    Search: z.strictObject({
      Result: z.string().regex(/^\d+$/),
      Start: z.string().regex(/^[1-9]\d*$/),
      Sort: z.literal('+order_time'),
      Condition: z.strictObject({ OrderTimeFrom: stamp, OrderTimeTo: stamp }),
      Field: z.string().min(1),
    }),
    SellerId: z.literal('teststore'),
  }),
})
const InfoRequest = z.object({
  Req: z.strictObject({
    Target: z.strictObject({ OrderId: z.string(), Field: z.string().regex(/^(?!.*(Bill|Mail|Phone|Address))/) }),
    SellerId: z.literal('teststore'),
  }),
})
const parser = new XMLParser({ parseTagValue: false })
const error = (code: string, message = '') => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`

/** A Yahoo! that checks the grant, the bearer, the encrypted header, the bodies, and gives one order a call. */
export function fakeYahoo({ orders = [], now, bad = [], refresh = keys.refresh_token }: Options) {
  const requests: HttpRequest[] = []
  const wrong = [...bad]
  const tokens = new Map<string, string>()
  let minted = 0
  const answer = (request: HttpRequest): [number, string] => {
    const path = new URL(request.url).pathname
    const index = wrong.findIndex(one => path.includes(one.path))
    const [instead] = index < 0 ? [] : wrong.splice(index, 1)
    if (instead) return [instead.status, instead.body ?? '']
    if (path === '/yconnect/v2/token') return token(request, refresh, () => `t${++minted}`)
    if (request.headers?.authorization !== `Bearer t${minted}`)
      return [401, error('', 'Please provide valid credentials. Bearer realm="yahooapis.jp", error="invalid_token"')]
    const body = parser.parse(request.body ?? '', true) as unknown
    if (path === '/ShoppingWebService/V1/orderList') return list(orders, body)
    if (path === '/ShoppingWebService/V1/orderInfo') return info(orders, body)
    return [404, '']
  }
  const context: ConnectorContext<typeof keys> = {
    keys,
    addresses: { YAHOO_API_URL: 'https://api.invalid', YAHOO_AUTH_URL: 'https://auth.invalid' },
    http: async request => {
      requests.push(request)
      return respond(answer(request), request, isSigned(request, now))
    },
    token: async (name, mint) => {
      const value = tokens.get(name) ?? (await mint(null)).value
      tokens.set(name, value)
      return value
    },
    forgetToken: async name => void tokens.delete(name),
    pseudonym: id => id,
    keep: async () => {},
    now: () => now,
    signal: new AbortController().signal,
  }
  return { context, requests }
}

function isSigned({ headers = {} }: HttpRequest, now: Date): boolean {
  const sent = headers['x-sws-signature']
  if (sent === undefined || headers['x-sws-signature-version'] !== keys.public_key_version) return false
  const key = { key: pair.privateKey, padding: constants.RSA_NO_PADDING } // PKCS#1 v1.5: 00 02, padding, 00, text
  const block = privateDecrypt(key, Buffer.from(sent, 'base64'))
  const text = block.subarray(block.indexOf(0, 2) + 1).toString()
  return block[1] === 2 && text === `${keys.seller_id}:${now.getTime() / 1_000}`
}

function respond(
  [status, body]: readonly [number, string],
  { accept = [] }: HttpRequest,
  signed: boolean,
): HttpResponse {
  if (status >= 400 && !accept.includes(status))
    throw new SourceFault(
      status === 429 ? 'throttled' : 'transient',
      says('answered', { vendor: 'status', code: status }),
    )
  const json = () => JSON.parse(body) as unknown
  const headers = { 'x-sws-authorize-status': signed ? 'authorized' : 'invalid' }
  return { status, headers, bytes: Buffer.from(body), text: () => body, json, exactJson: json }
}

function token(request: HttpRequest, refresh: string, mint: () => string): [number, string] {
  const form = new URLSearchParams(request.body)
  const basic = Buffer.from(`${keys.client_id}:${keys.client_secret}`).toString('base64')
  if (request.headers?.authorization !== `Basic ${basic}`) return [401, '{"error":"invalid_client"}']
  if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== refresh)
    return [400, '{"error":"invalid_grant"}']
  return [200, JSON.stringify({ access_token: mint(), expires_in: '3600', token_type: 'Bearer' })]
}

function list(orders: readonly FakeOrder[], body: unknown): [number, string] {
  const parsed = ListRequest.safeParse(body)
  if (!parsed.success) return [400, error('od-00101')]
  const { Result, Start, Condition } = parsed.data.Req.Search
  const digits = (at: string) => at.slice(0, 19).replaceAll(/\D/g, '')
  const found = orders
    .filter(({ at }) => digits(at) >= Condition.OrderTimeFrom && digits(at) <= Condition.OrderTimeTo)
    .sort((a, b) => a.at.localeCompare(b.at))
  const rows = found.slice(Number(Start) - 1, Number(Start) - 1 + Number(Result)).map(({ id, at, changed }) => {
    return `<OrderInfo><OrderId>${id}</OrderId><OrderTime>${at}</OrderTime><LastUpdateTime>${changed ?? at}</LastUpdateTime></OrderInfo>`
  })
  const search = `<Search><TotalCount>${found.length}</TotalCount>${rows.join('')}</Search>`
  return [200, `<?xml version="1.0" encoding="UTF-8"?><Result><Status>OK</Status>${search}</Result>`]
}

function info(orders: readonly FakeOrder[], body: unknown): [number, string] {
  const parsed = InfoRequest.safeParse(body)
  if (!parsed.success) return [400, error('od-00102')]
  const order = orders.find(one => one.id === parsed.data.Req.Target.OrderId)
  if (!order?.xml) return [400, error('od-11004')]
  return [200, `<ResultSet><Result><Status>OK</Status>${order.xml}</Result></ResultSet>`]
}
