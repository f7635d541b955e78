import { createHmac } from 'node:crypto'
import { type Asked, type LocalMarket, type Reply, startLocalMarket } from '#test/support/local-market.ts'

/** What the application and the shop have. */
export const fakeKeys = {
  partner_id: 2_001_887,
  partner_key: 'Canary-partner-key',
  shop_id: 322_300_222,
  refresh_token: 'Canary-refresh-0',
}

/** An order as the fake keeps it: the fields of get_order_detail. */
export interface FakeOrder {
  readonly order_sn: string
  readonly order_status: string
  readonly create_time: number
  readonly update_time: number
  readonly [field: string]: unknown
}

/** Shopee on this machine: signatures, windows and page sizes are checked; refresh tokens work once. */
export interface FakeShopee extends LocalMarket {
  orders: readonly FakeOrder[]
  /** Money by order; `null`: the application may not ask for it. */
  escrows: ReadonlyMap<string, object> | null
  returns: readonly { readonly create_time: number; readonly update_time: number }[]
  /** Answers of other operations, by their name. */
  readonly others: Map<string, (asked: Asked) => Reply>
  region: string
  /** Asked before each call; `null`: the right answer. */
  disturb: ((asked: Asked) => Reply | null) | null
  expireTokens(): void
  readonly calls: string[]
  /** What was wrong with calls. */
  readonly complaints: string[]
  readonly refreshes: () => number
}

interface State {
  readonly fake: FakeShopee
  refresh: string
  minted: number
  readonly tokens: Set<string>
  readonly now: () => Date
}

const basic = [
  'order_sn',
  'region',
  'currency',
  'cod',
  'order_status',
  'create_time',
  'update_time',
  'days_to_ship',
  'ship_by_date',
]

/** A refusal as Shopee words it, with HTTP 200 unless said. */
export const refusal = (error: string, message = '', status = 200): Reply => ({
  status,
  body: { error, message, request_id: 'r' },
})
const good = (response: unknown): Reply => ({
  status: 200,
  body: { error: '', message: '', response, request_id: 'r' },
})

/** Starts it. */
export async function startFakeShopee(now: () => Date): Promise<FakeShopee> {
  const [calls, complaints]: [string[], string[]] = [[], []]
  let state: State | null = null
  const market = await startLocalMarket(asked => (state ? answer(state, asked) : 'reset'))
  const fake: FakeShopee = {
    ...market,
    orders: [],
    escrows: new Map(),
    returns: [],
    others: new Map(),
    region: 'SG',
    disturb: null,
    expireTokens: () => state?.tokens.clear(),
    calls,
    complaints,
    refreshes: () => state?.minted ?? 0,
  }
  state = { fake, refresh: fakeKeys.refresh_token, minted: 0, tokens: new Set(), now }
  return fake
}

function answer(state: State, asked: Asked): Reply {
  const { fake } = state
  const name = asked.path.replace('/api/v2/', '')
  fake.calls.push(name)
  const instead = fake.disturb?.(asked) ?? null
  if (instead !== null) return instead
  const refused = checkCommon(state, asked) ?? (name === 'auth/access_token/get' ? null : checkShop(state, asked))
  if (refused !== null) return refused
  const own = { 'auth/access_token/get': mint, 'shop/get_shop_info': shop, 'order/get_order_list': list } as const
  const rest = {
    'order/get_order_detail': detail,
    'payment/get_escrow_detail_batch': escrows,
    'returns/get_return_list': returns,
  } as const
  const known = { ...own, ...rest }
  if (name in known) return known[name as keyof typeof known](state, asked)
  const other = fake.others.get(name)
  if (other) return other(asked)
  return refusal(
    'error_param',
    'Permission denied. This API is currently offline or the request path is incorrect.',
    404,
  )
}

function checkCommon({ fake, now }: State, { path, query }: Asked): Reply | null {
  const [partner, timestamp] = [query.get('partner_id') ?? '', query.get('timestamp') ?? '']
  if (partner !== String(fakeKeys.partner_id)) return refusal('error_param', 'Invalid partner_id.')
  if (!/^\d{10}$/.test(timestamp)) return refusal('error_param', 'Invalid timestamp')
  if (Math.abs(now().getTime() / 1_000 - Number(timestamp)) > 300)
    return refusal('error_param', 'Timestamp is expired.')
  const base = `${partner}${path}${timestamp}${query.get('access_token') ?? ''}${query.get('shop_id') ?? ''}`
  const sign = createHmac('sha256', fakeKeys.partner_key).update(base).digest('hex')
  if (sign === query.get('sign')) return null
  fake.complaints.push(`wrong sign of ${path}`)
  return refusal('error_sign', 'Wrong sign.', 403)
}

function checkShop({ tokens }: State, { query }: Asked): Reply | null {
  if (query.get('shop_id') !== String(fakeKeys.shop_id))
    return refusal('error_auth', 'Invalid partner_id or shopid.', 403)
  return tokens.has(query.get('access_token') ?? '')
    ? null
    : refusal('invalid_acceess_token', 'Invalid access_token, please have a check.', 403)
}

function mint(state: State, asked: Asked): Reply {
  const body = JSON.parse(asked.body) as Record<string, unknown>
  if (asked.method !== 'POST' || body.partner_id !== fakeKeys.partner_id || body.shop_id !== fakeKeys.shop_id) {
    state.fake.complaints.push('a refresh without numbers of partner and shop')
  }
  if (body.refresh_token !== state.refresh) return refusal('error_auth', 'Invalid refresh_token.', 403)
  state.minted += 1
  state.refresh = `Canary-refresh-${state.minted}`
  const access_token = `Canary-access-${state.minted}`
  state.tokens.clear() // another token ends the one before
  state.tokens.add(access_token)
  const told = { access_token, refresh_token: state.refresh, expire_in: 14_400, shop_id: fakeKeys.shop_id }
  return { status: 200, body: { error: '', message: '', request_id: 'r', ...told } }
}

function shop({ fake }: State): Reply {
  const told = {
    shop_name: 'Harbour Goods',
    region: fake.region,
    status: 'NORMAL',
    auth_time: 1,
    expire_time: 1_800_000_000,
  }
  return { status: 200, body: { error: '', message: '', request_id: 'r', ...told } }
}

function spanOf(query: URLSearchParams, from: string, to: string): [number, number] | null {
  const [start, end] = [Number(query.get(from)), Number(query.get(to))]
  return start > 0 && end > start && end - start <= 15 * 86_400 ? [start, end] : null
}

/** Newest first, as the Seller Centre shows them; a page begins one order too early now and then, as live lists do. */
function list({ fake }: State, { query }: Asked): Reply {
  const span = spanOf(query, 'time_from', 'time_to')
  if (span === null) {
    fake.complaints.push('a window of more than 15 days')
    return refusal('order.order_list_invalid_time', 'Start time must be earlier than end time and diff in 15days.')
  }
  const size = Number(query.get('page_size'))
  if (!(size >= 1 && size <= 100)) return refusal('error_param', 'page_size')
  const field = query.get('time_range_field') === 'update_time' ? 'update_time' : 'create_time'
  const [from, to] = span
  const found = fake.orders
    .filter(order => order[field] >= from && order[field] <= to)
    .sort((a, b) => b[field] - a[field])
  const start = Math.max(0, Number(query.get('cursor') || 0) - (query.get('cursor') ? 1 : 0))
  const end = start + size
  const withStatus = query.get('response_optional_fields') === 'order_status'
  const order_list = found
    .slice(start, end)
    .map(({ order_sn, order_status }) => (withStatus ? { order_sn, order_status } : { order_sn }))
  return good({ more: end < found.length, next_cursor: end < found.length ? String(end) : '', order_list })
}

function detail({ fake }: State, { query }: Asked): Reply {
  const numbers = (query.get('order_sn_list') ?? '').split(',')
  if (numbers.length > 50) return refusal('error_param', 'Wrong parameters, detail: order_sn_list.')
  const asked = (query.get('response_optional_fields') ?? '').split(',')
  if (asked.some(field => /address|username|note|phone|invoice/.test(field)))
    fake.complaints.push('persons were asked for')
  const fields = new Set([...basic, ...asked])
  const found = fake.orders.filter(order => numbers.includes(order.order_sn))
  if (found.length < numbers.length)
    return refusal('error_not_found', 'Wrong parameters, detail: the order is not found.')
  const order_list = found.map(order => ({
    ...Object.fromEntries(Object.entries(order).filter(([name]) => fields.has(name))),
    message_to_seller: 'Canary Nightingale',
  }))
  return good({ order_list })
}

function escrows({ fake }: State, asked: Asked): Reply {
  if (fake.escrows === null) return refusal('error_permission', "Sorry you don't have the permission", 403)
  const { order_sn_list } = JSON.parse(asked.body) as { order_sn_list: string[] }
  if (order_sn_list.length > 50) return refusal('exceed_max_limit', 'Your request exceeds the max limit of 50 orders.')
  const { escrows: known } = fake
  return good(
    order_sn_list.map(order_sn => {
      const order_income = known.get(order_sn)
      const escrow_detail = { order_sn, buyer_user_name: 'Canary', ...(order_income && { order_income }) }
      return order_income
        ? { escrow_detail }
        : { escrow_detail, fail_error: 'order_not_found', fail_message: 'not found' }
    }),
  )
}

function returns({ fake }: State, { query }: Asked): Reply {
  const field = query.has('update_time_from') ? 'update_time' : 'create_time'
  const span = spanOf(query, `${field}_from`, `${field}_to`)
  const [page, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
  if (span === null || !(size >= 1 && size <= 100)) {
    fake.complaints.push('a wrong window of returns')
    return refusal('error_param', 'The period must not be more than 15 days.')
  }
  const [from, to] = span
  const found = fake.returns.filter(one => one[field] >= from && one[field] <= to)
  return good({ more: (page + 1) * size < found.length, return: found.slice(page * size, (page + 1) * size) })
}
