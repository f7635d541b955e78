import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { amazon } from '#src/connectors/amazon/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fixtureFolder } from '#test/support/fixtures.ts'
import { startMarketRun } from '#test/support/market-run.ts'
import type { Seller } from '#test/support/strict-amazon/operations.ts'
import { type Behaviour, type StrictAmazon, startStrictAmazon } from '#test/support/strict-amazon/server.ts'
import { type Market, makeOrders, markets, type Order } from '#test/support/strict-amazon/shop.ts'
import { refundsOf, truthOf } from '#test/support/strict-amazon/truth.ts'

const { db } = await testDatabase()
const fixtures = fixtureFolder('amazon')
/** Some hours ago: pauses of the database's own clock last, and those of the moved clock are over. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 6 * 3_600_000)
const day = 86_400_000
const app = { id: 'amzn1.application-oa2-client.made', secret: 'amzn1.oa2-cs.v1.made' }
const keysOf = (region: string) => ({
  client_id: app.id,
  client_secret: app.secret,
  refresh_token: 'Atzr|made',
  region,
})

let clock = begun
let open: StrictAmazon | null = null
beforeEach(() => {
  clock = begun
})
afterAll(() => open?.close())

/** A seller of a market who sold for some weeks, and goods of whom some came back, once 40 days later. */
function sellerOf(market: Market, seed: number): Seller {
  const from = new Date(begun.getTime() - 50 * day)
  const orders = makeOrders(market, from, new Date(begun.getTime() + 2 * day), 2, seed)
  const sold = orders.filter(isSale)
  const old = sold[2]
  if (old) giveBack(old, 40)
  for (const order of sold.slice(40, 44)) giveBack(order, 3)
  return { name: `A${seed}`, markets: [market], orders }
}

const isSale = (order: Order) => !order.cancelled && !order.otherChannel && order.replacementOf === null

function giveBack(order: Order, days: number): void {
  const [item] = order.items
  if (!item) return
  const at = new Date(order.created.getTime() + days * day)
  order.refunds.push({ at, itemId: item.itemId, amount: item.price, quantity: item.quantity, reason: 'DEFECTIVE' })
}

/** A made Amazon with one seller, and a service that is connected to it. */
async function begin(seller: Seller, changes: Partial<Behaviour> = {}) {
  await open?.close()
  const behaviour: Behaviour = {
    now: () => clock,
    speed: Number.POSITIVE_INFINITY,
    fixtures: fixtures ?? '',
    discountSign: -1,
    cancelledKeepPrice: true,
    repeatAcrossPages: true,
    outcomes: {},
    fault: () => null,
    ...changes,
  }
  const strict = await startStrictAmazon(app, new Map([['Atzr|made', seller]]), behaviour)
  open = strict
  const env = { AMAZON_API_URL: strict.url, AMAZON_LWA_URL: strict.url, AMAZON_ADS_API_URL: strict.url }
  const run = await startMarketRun(db, amazon, env, begun)
  const since = new Date(begun.getTime() - 46 * day).toISOString().slice(0, 10)
  const connected = await run.connect(keysOf(seller.markets[0]?.region ?? ''), '--store', 'Made Shop', '--since', since)
  return { strict, run, behaviour, connected, since }
}

/** What differs between what is stored and what is true, from the first whole day on. */
async function differences(run: Awaited<ReturnType<typeof begin>>['run'], seller: Seller, since: string) {
  const stored = await run.days('orders')
  const wrong: string[] = []
  const measures = ['orders', 'order_lines', 'units', 'net_sales'] as const
  for (const [key, told] of truthOf(seller.orders, clock)) {
    const have = stored.get(key)
    for (const measure of key.slice(0, 10) < since ? [] : measures) {
      if (Number(have?.[measure] ?? 0) !== told[measure])
        wrong.push(`${key} ${measure}: ${have?.[measure]}, not ${told[measure]}`)
    }
  }
  for (const [key, have] of stored) {
    if (!truthOf(seller.orders, clock).has(key) && Number(have.orders ?? 0) !== 0) wrong.push(`${key} is not true`)
  }
  return wrong
}

/** Refunds of yesterday and today are not expected yet. */
const dayBefore = new Date(begun.getTime() - 2 * day).toISOString().slice(0, 10)

async function refundDifferences(run: Awaited<ReturnType<typeof begin>>['run'], seller: Seller) {
  const stored = await run.days('fees')
  const told = [...refundsOf(seller.orders, clock)].filter(([key]) => key.slice(0, 10) < dayBefore)
  return told.filter(([key, amount]) => Number(stored.get(key)?.refunds_amount ?? 0) !== amount)
}

/** Late changes of the seller's orders, and two hours in which the service looks again. */
async function change(run: Awaited<ReturnType<typeof begin>>['run'], seller: Seller): Promise<void> {
  const at = new Date(clock.getTime() + 20 * 60_000)
  const sold = seller.orders.filter(order => isSale(order) && order.created < begun)
  for (const order of sold.slice(-3)) order.cancelled = { at, by: 'BUYER' }
  for (const order of sold.slice(-12, -6)) order.touchedAt = at
  for (let times = 0; times < 4; times += 1) {
    clock = new Date(clock.getTime() + 40 * 60_000)
    await run.laterBy(40)
  }
}

describe.skipIf(fixtures === null)(
  'a made Amazon that checks every request by the published models',
  { timeout: 240_000 },
  () => {
    it.each([
      ['the US', markets.US, 3],
      ['Japan', markets.JP, 4],
    ])('is understood to the cent per SKU and local day, also after late changes (%s)', async (_, market, seed) => {
      const seller = sellerOf(market, seed)
      const { run, strict, connected, since } = await begin(seller)

      expect(connected).toBe(true)
      expect(await run.wait()).toBe(true)
      expect(await differences(run, seller, since)).toEqual([])
      await change(run, seller)

      expect(await differences(run, seller, since)).toEqual([])
      expect(await refundDifferences(run, seller)).toEqual([])
      expect(strict.violations).toEqual([])
    })

    it.each([
      ['discounts without a sign', { discountSign: 1 }],
      ['pages that do not repeat', { repeatAcrossPages: false }],
      ['cancelled lines without a price', { cancelledKeepPrice: false }],
    ] as const)('is understood with %s', async (_, changes) => {
      const seller = sellerOf(markets.US, 8)
      const { run, strict, since } = await begin(seller, changes)

      await run.wait()
      await change(run, seller)

      expect(await differences(run, seller, since)).toEqual([])
      expect(strict.violations).toEqual([])
    })

    it('ends as it would have without them when calls fail in every way', async () => {
      const seller = sellerOf(markets.US, 11)
      const faults = [
        { status: 503, body: '<html>busy</html>' },
        'reset',
        { status: 429, body: '{"errors":[{"code":"QuotaExceeded","message":"m"}]}', headers: { 'retry-after': '0' } },
        { status: 500, body: '{"errors":[{"code":"InternalFailure","message":"m"}]}' },
      ] as const
      const fault: Behaviour['fault'] = (operation, call) =>
        call % 7 === 3 && !operation.startsWith('create') ? (faults[call % faults.length] ?? null) : null
      const { run, strict, since } = await begin(seller, { fault })

      expect(await run.wait(2)).toBe(true)
      expect(await differences(run, seller, since)).toEqual([])
      expect(strict.violations).toEqual([])
    })

    it.each([403, 404, 'FATAL', 'CANCELLED', 'no-document'] as const)(
      'tells its orders whatever all other feeds answer (%s)',
      async outcome => {
        const seller = sellerOf(markets.US, 17)
        const types = [
          'GET_SALES_AND_TRAFFIC_REPORT',
          'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA',
          'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE',
          'GET_SELLER_FEEDBACK_DATA',
          'GET_V2_SELLER_PERFORMANCE_REPORT',
          'kiosk',
        ]
        const refused = outcome === 403 || outcome === 404
        const calls = refused ? ['createQuery', 'getInventorySummaries', 'listTransactions', 'getItemReviewTopics'] : []
        const outcomes = Object.fromEntries([...types, ...calls].map(name => [name, outcome]))
        const { run, strict, connected, since } = await begin(seller, { outcomes })

        expect(connected).toBe(true)
        // Reports that are given up are asked for again within hours: the service is looked after meanwhile
        for (let times = 0; times < 3; times += 1) {
          clock = new Date(clock.getTime() + 70 * 60_000)
          await run.laterBy(70)
        }

        expect(await run.wait()).toBe(true)
        expect(await differences(run, seller, since)).toEqual([])
        expect(strict.violations).toEqual([])
      },
    )
  },
)
