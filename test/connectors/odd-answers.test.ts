import { afterEach, describe, expect, it, vi } from 'vitest'
import { ebay } from '#src/connectors/ebay/index.ts'
import { shopify } from '#src/connectors/shopify/index.ts'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import { walmart } from '#src/connectors/walmart/index.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MadeOrder, madeOrders } from '#test/support/made-orders.ts'
import { expectedDays, storedSums } from '#test/support/market-days.ts'
import { startMarketRun } from '#test/support/market-run.ts'
import { fakeKeys as ebayKeys, startFakeEbay } from './ebay/fake-ebay.ts'
import { everywhere, type Oddity, type OddMarket, startOddMarket } from './odd-market.ts'
import { fakeKeys as shopifyKeys, startFakeShopify } from './shopify/fake-shopify.ts'
import { startFakeTiktok, fakeKeys as tiktokKeys } from './tiktok/fake-tiktok.ts'
import { tiktokOrder } from './tiktok/made-tiktok.ts'
import { startFakeWalmart, fakeKeys as walmartKeys } from './walmart/fake-walmart.ts'

vi.setConfig({ testTimeout: 400_000 }) // histories are pulled through faults

const { db } = await testDatabase()
const begun = new Date('2026-03-30T20:00:00Z')
const now = () => begun

/** A marketplace on this machine that answers as documented. */
interface Right {
  readonly connector: Connector
  readonly timeZone: string
  readonly keys: object
  /** Variables that stand for its address. */
  readonly variables: readonly string[]
  start(orders: readonly MadeOrder[]): Promise<{ readonly url: string; close(): Promise<void> }>
}

const markets: readonly Right[] = [
  {
    connector: shopify,
    timeZone: 'America/New_York',
    keys: shopifyKeys,
    variables: ['SHOPIFY_API_URL'],
    async start(orders) {
      const fake = await startFakeShopify(now)
      fake.orders = orders.map(order => ({
        id: `gid://shopify/Order/${order.id}`,
        created: order.placed,
        updated: order.changed,
        cancelled: order.state === 'CANCELLED' ? order.changed : null,
        lines: order.lines.map((line, row) => ({ ...line, cents: line.cents ?? 0, id: `${order.id}/${row}` })),
        refunds: [],
      }))
      return fake
    },
  },
  {
    connector: walmart,
    timeZone: 'America/Los_Angeles',
    keys: walmartKeys,
    variables: ['WALMART_API_URL'],
    start: orders => startFakeWalmart(orders, now),
  },
  {
    connector: ebay,
    timeZone: 'America/Los_Angeles',
    keys: ebayKeys,
    variables: ['EBAY_API_URL', 'EBAY_FINANCES_URL'],
    start: orders => startFakeEbay(orders, now),
  },
  {
    connector: tiktok,
    timeZone: 'America/Los_Angeles',
    keys: tiktokKeys,
    variables: ['TIKTOK_API_URL', 'TIKTOK_AUTH_URL', 'TIKTOK_ADS_URL'],
    async start(orders) {
      const fake = await startFakeTiktok(now)
      fake.orders = orders.map(tiktokOrder)
      return fake
    },
  },
]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const soon = () => new Date(begun.getTime() + 1_000).toUTCString()

const oddities: readonly (readonly [string, Oddity])[] = [
  [
    'fields that nobody knows',
    { json: everywhere(value => (isRecord(value) ? { zz_new: { deep: [1, null, 'x'] }, ...value } : value)) },
  ],
  ['numbers as texts', { json: everywhere(value => (typeof value === 'number' ? String(value) : value)) }],
  [
    'amounts as numbers',
    { json: everywhere(value => (typeof value === 'string' && /^\d+\.\d+$/.test(value) ? Number(value) : value)) },
  ],
  ['nothing where there was null', { json: everywhere(value => (value === null ? undefined : value)) }],
  [
    'null where a list was empty',
    { json: everywhere(value => (Array.isArray(value) && value.length === 0 ? null : value)) },
  ],
  ['packed answers in chunks', { packed: true }],
  [
    'failures of the first calls, and refusals until a date',
    {
      instead: call => {
        if (call <= 2) return { status: 500, body: 'oops' }
        return call % 7 === 0 ? { status: 429, headers: { 'retry-after': soon() } } : null
      },
    },
  ],
  [
    'pages of a gateway with status 200 now and then',
    { instead: call => (call % 5 === 2 ? { status: 200, body: '<html>Be right back</html>' } : null) },
  ],
]
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function runOf(market: Right, orders: readonly MadeOrder[], oddity: Oddity) {
  const right = await market.start(orders)
  const odd: OddMarket = await startOddMarket(right.url, oddity)
  open.push(odd, right)
  const env = Object.fromEntries(market.variables.map(name => [name, odd.url]))
  return startMarketRun(db, market.connector, env, begun, ['orders'])
}

describe.each(markets.map(market => [market.connector.id, market] as const))('%s', (_id, market) => {
  const orders = madeOrders(begun, 12, market.timeZone).filter(({ state }) => state !== 'PENDING')

  it.each(oddities)('tells right figures through %s', async (_name, oddity) => {
    const run = await runOf(market, orders, oddity)

    expect(await run.connect(market.keys, '--since', '2026-03-10')).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(storedSums(await run.days('orders'))).toEqual(expectedDays(orders, [], market.timeZone))
  })

  it.each([
    ['leads elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, /302/],
    ['answers a list where an object was', { status: 200, body: '[]' }, /shape|answer|refused/i],
    ['answers a text', { status: 200, body: '"yes"' }, /shape|answer|refused/i],
    ['answers nothing', { status: 200, body: '' }, /cut|answer/i],
    ['answers null', { status: 200, body: 'null' }, /shape|answer|refused/i],
  ] as const)('that %s is told and ends the waiting', async (_name, reply, words) => {
    let isOdd = false
    const run = await runOf(market, orders, { instead: () => (isOdd ? reply : null) })
    await run.connect(market.keys, '--since', '2026-03-10')
    isOdd = true

    expect(await run.openWords(words)).toMatch(words)
  })

  it('that names the same page as the next for ever counts nothing twice and ends the waiting', async () => {
    const next = everywhere(value => {
      if (!isRecord(value)) return value
      const list = value.orders
      if (isRecord(list) && isRecord(list.pageInfo)) {
        return { ...value, orders: { ...list, pageInfo: { hasNextPage: true, endCursor: '0' } } }
      }
      if ('next_page_token' in value) return { ...value, next_page_token: '1' }
      if ('nextCursor' in value || 'totalCount' in value) return { ...value, nextCursor: '?same=1' }
      return 'orders' in value && 'total' in value ? { ...value, next: 'https://same.example/?offset=0' } : value
    })
    const run = await runOf(market, orders, { json: next })

    await run.connect(market.keys, '--since', '2026-03-25')
    const complete = await run.wait(1)

    const found = new Map(storedSums(await run.days('orders')))
    const right = new Map(expectedDays(orders, [], market.timeZone))
    expect([...found].filter(([key, sums]) => sums.gross > (right.get(key)?.gross ?? 0))).toEqual([])
    expect(complete || /same page|refused|shape|Walmart/.test(run.said.join('\n'))).toBe(true)
    expect(run.said.join('\n')).not.toMatch(/Not complete after/) // it ended by itself
  })
})
