import { createHmac } from 'node:crypto'
import { type Asked, type LocalMarket, type Reply, startLocalMarket } from '#test/support/local-market.ts'

/** What the application and the seller have. */
export const fakeKeys = {
  app_key: '123456',
  app_secret: 'Canary-secret',
  refresh_token: 'Canary-refresh-0',
  country: 'sg',
}

/** A row of an order: one unit. */
export type FakeRow = Readonly<Record<string, unknown>> & { readonly order_item_id: string; readonly status: string }

/** An order as the fake keeps it: milliseconds, and the fields of GetOrders. */
export interface FakeOrder {
  readonly order_id: string
  readonly created: number
  readonly updated: number
  readonly rows: readonly FakeRow[]
  readonly more?: Readonly<Record<string, unknown>>
}

/** Lazada on this machine: signatures, time formats and page sizes are checked. */
export interface FakeLazada extends LocalMarket {
  orders: readonly FakeOrder[]
  /** Orders that are listed and whose rows are refused. */
  readonly hidden: Set<string>
  /** Answers of other operations, by their path. */
  readonly others: Map<string, (asked: Asked) => Reply>
  /** Hours of the country's clock. */
  hours: number
  /** Asked before each call; `null`: the right answer. */
  disturb: ((asked: Asked) => Reply | null) | null
  /** Called after each page of orders: a live list changes while it is read. */
  afterPage: (() => void) | null
  expireTokens(): void
  readonly calls: string[]
  /** What was wrong with calls. */
  readonly complaints: string[]
  readonly refreshes: () => number
}

interface State {
  readonly fake: FakeLazada
  readonly root: string
  refresh: string
  minted: number
  readonly tokens: Set<string>
  readonly now: () => Date
}

const good = (data: unknown): Reply => ({ status: 200, body: { code: '0', data, request_id: 'r' } })

/** A refusal as Lazada words it. */
export const refusal = (code: string, message = '', type = 'ISP'): Reply => ({
  status: 200,
  body: { code, type, message, request_id: 'r' },
})

/** Starts it; `root`: what stands before the paths, as `/rest` of the platform's own addresses. */
export async function startFakeLazada(now: () => Date, root = '/rest'): Promise<FakeLazada> {
  const [calls, complaints]: [string[], string[]] = [[], []]
  let state: State | null = null
  const market = await startLocalMarket(asked => (state ? answer(state, asked) : 'reset'))
  const fake: FakeLazada = {
    ...market,
    orders: [],
    hidden: new Set(),
    others: new Map(),
    hours: 8,
    disturb: null,
    afterPage: null,
    expireTokens: () => state?.tokens.clear(),
    calls,
    complaints,
    refreshes: () => state?.minted ?? 0,
  }
  state = { fake, root, refresh: fakeKeys.refresh_token, minted: 0, tokens: new Set(), now }
  return fake
}

function answer(state: State, asked: Asked): Reply {
  const { fake, root } = state
  if (!asked.path.startsWith(`${root}/`)) return { status: 404, body: '<html>Not Found</html>' }
  const path = asked.path.slice(root.length)
  if (path.startsWith('/rest/')) return { status: 404, body: '<html>Not Found</html>' }
  fake.calls.push(path)
  const instead = fake.disturb?.(asked) ?? null
  if (instead !== null) return instead
  const refused = checkCommon(state, path, asked)
  if (refused !== null) return refused
  if (path === '/auth/token/refresh') return mint(state, asked)
  if (!state.tokens.has(asked.query.get('access_token') ?? '')) {
    return refusal('IllegalAccessToken', 'The specified access token is invalid or expired')
  }
  if (path === '/seller/get') return good({ name: 'Canal Goods', seller_id: 1001, short_code: 'SG1' })
  if (path === '/orders/get') return list(state, asked)
  if (path === '/orders/items/get') return items(state, asked)
  return fake.others.get(path)?.(asked) ?? refusal('InvalidApiPath', 'The specified api path is invalid')
}

function checkCommon({ fake, now }: State, path: string, { query }: Asked): Reply | null {
  if (query.get('app_key') !== fakeKeys.app_key) return refusal('InvalidAppKey', 'wrong app_key', 'ISV')
  const timestamp = query.get('timestamp') ?? ''
  if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - now().getTime()) > 7_200_000) {
    return refusal('InvalidTimestamp', 'The timestamp is invalid', 'ISV')
  }
  if (query.get('sign_method') !== 'sha256') return refusal('MissingParameter', 'sign_method', 'ISV')
  const names = [...query.keys()].filter(name => name !== 'sign').sort()
  const base = path + names.map(name => name + query.get(name)).join('')
  const sign = createHmac('sha256', fakeKeys.app_secret).update(base).digest('hex').toUpperCase()
  if (sign === query.get('sign')) return null
  fake.complaints.push(`wrong sign of ${path}`)
  return refusal('IncompleteSignature', 'The request signature does not conform to lazop standards', 'ISV')
}

function mint(state: State, { query }: Asked): Reply {
  if (query.get('refresh_token') !== state.refresh) {
    return refusal('IllegalRefreshToken', 'The specified refresh token is invalid or expired', 'ISV')
  }
  state.minted += 1
  state.refresh = `Canary-refresh-${state.minted}`
  const access_token = `Canary-access-${state.minted}`
  state.tokens.clear() // another token ends the one before
  state.tokens.add(access_token)
  const country_user_info_list = [{ country: 'sg', seller_id: '1001', user_id: '10101', short_code: 'SG1' }]
  const life = { expires_in: 2_592_000, refresh_expires_in: 15_552_000, account: 'canary@example.com' }
  return {
    status: 200,
    body: { code: '0', access_token, refresh_token: state.refresh, country: 'sg', country_user_info_list, ...life },
  }
}

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/

function list({ fake }: State, { query }: Asked): Reply {
  const by = query.has('update_after') ? 'updated' : 'created'
  const [after, before] = by === 'updated' ? ['update_after', 'update_before'] : ['created_after', 'created_before']
  const [start, end] = [query.get(after) ?? '', query.get(before)]
  if (!iso.test(start) || (end !== null && !iso.test(end))) {
    fake.complaints.push(`a time that is not as documented: ${start} ${end}`)
    return refusal('17', 'E017: Invalid Date Format', 'ISV')
  }
  const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset') ?? 0)]
  if (!(limit >= 1 && limit <= 100)) return refusal('19', 'E019: Invalid Limit', 'ISV')
  if (!(offset >= 0 && offset <= 5_000)) return refusal('14', 'E014: Invalid Offset', 'ISV')
  const inside = (at: number) => at >= Date.parse(start) && (end === null || at <= Date.parse(end))
  const column = query.get('sort_by') === 'updated_at' ? 'updated' : 'created'
  const sign = query.get('sort_direction') === 'ASC' ? 1 : -1
  const found = fake.orders.filter(one => inside(one[by])).sort((a, b) => sign * (a[column] - b[column]))
  const page = found.slice(offset, offset + limit)
  const orders = page.map(order => listed(order, fake.hours))
  fake.afterPage?.()
  return good({ count: page.length, countTotal: found.length, orders })
}

/** `2026-07-01 00:30:00 +0800`, as answers have it. */
export function written(at: number, hours: number): string {
  const local = new Date(at + hours * 3_600_000).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 19)} +0${hours}00`
}

function listed({ order_id, created, updated, rows, more }: FakeOrder, hours: number) {
  return {
    order_id: Number(order_id),
    order_number: Number(order_id),
    created_at: written(created, hours),
    updated_at: written(updated, hours),
    statuses: [...new Set(rows.map(row => row.status))],
    items_count: rows.length,
    customer_first_name: 'Canary Nightingale',
    address_shipping: { phone: 'Canary' },
    ...more,
  }
}

function items({ fake }: State, { query }: Asked): Reply {
  const text = query.get('order_ids') ?? ''
  if (!/^\[\d+(?:,\s*\d+)*\]$/.test(text))
    return refusal('56', 'E056: Invalid OrdersIdList format. Must use array format [1,2]', 'ISV')
  const ids = text
    .slice(1, -1)
    .split(',')
    .map(id => id.trim())
  if (ids.length > 50) return refusal('38', 'E038: Too many orders were requested', 'ISV')
  const known = new Map(fake.orders.map(order => [order.order_id, order]))
  if (ids.some(id => !known.has(id) || fake.hidden.has(id))) {
    return refusal('37', 'E037: One or more order id in the list are incorrect', 'ISV')
  }
  return good(
    ids.flatMap(id => {
      const order = known.get(id)
      if (!order) return []
      const at = { created_at: written(order.created, fake.hours), updated_at: written(order.updated, fake.hours) }
      const rows = order.rows.map(row => ({
        order_id: Number(id),
        ...at,
        name: 'Canary lamp',
        buyer_id: 100_112,
        ...row,
      }))
      return [{ order_id: Number(id), order_number: Number(id), order_items: rows }]
    }),
  )
}
