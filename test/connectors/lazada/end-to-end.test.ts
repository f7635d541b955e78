import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lazada } from '#src/connectors/lazada/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { faultsEvery, type Reply } from '#test/support/local-market.ts'
import { storedMeasures } from '#test/support/market-days.ts'
import { everythingKept, type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import { type FakeLazada, fakeKeys, refusal, startFakeLazada } from './fake-lazada.ts'
import { shopOrders, shopSums } from './made-shop.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
/** Now: pauses are kept by the clock of the database. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const dayMs = 86_400_000

/** The local day of a moment. */
function dayIn(timeZone: string, at: number): string {
  return localDayOf(at, timeZone)
}

let fake: FakeLazada
let run: MarketRun

async function begin(root = '/rest'): Promise<void> {
  fake = await startFakeLazada(() => run.clock, root)
  fake.orders = shopOrders(begun, 40, 'Asia/Singapore', 'SGD', 2)
  const url = `${fake.url}${root}`
  run = await startMarketRun(db, lazada, { LAZADA_API_URL: url, LAZADA_AUTH_URL: url }, begun)
}

beforeEach(() => begin())

afterEach(() => fake.close())

const connect = (keys: object = fakeKeys) => run.connect(keys, '--since', '2m')

/** Figures of a feed by day and SKU. */
const figures = async (feed: string) => Object.fromEntries(await run.days(feed))

/** Every SKU and day as the service has them; those without any figure are left out. */
async function stored() {
  const compared = ['gross_sales', 'cancelled_sales', 'net_sales', 'discount_shop', 'units']
  return storedMeasures(await run.days('orders'), compared)
}

function expected(timeZone = 'Asia/Singapore', digits = 2): Record<string, unknown> {
  return Object.fromEntries([...shopSums(fake.orders, timeZone, digits)])
}

const faults: readonly Reply[] = [
  refusal('ApiCallLimit', 'This ban will last 1 more seconds'),
  { status: 429, body: {}, headers: { 'retry-after': '0' } },
  { status: 502, body: '<html>Bad Gateway</html>' },
  { status: 200, body: '<!doctype html><title>Be right back</title>' },
  refusal('ServiceUnavailable', 'Service unavailable', 'SYSTEM'),
  refusal('6', 'E006: System Error', 'ISP'),
  'reset',
]

describe('Lazada from end to end', () => {
  it.each([
    ['sg', 'Asia/Singapore', 'SGD', 2, 8],
    ['id', 'Asia/Jakarta', 'IDR', 0, 7],
    ['vn', 'Asia/Ho_Chi_Minh', 'VND', 0, 7],
    ['th', 'Asia/Bangkok', 'THB', 2, 7],
  ])(
    'tells every SKU and local day of a shop in %s to the smallest unit',
    async (country, zone, currency, digits, hours) => {
      fake.hours = hours
      fake.orders = shopOrders(begun, 40, zone, currency, digits)

      expect(await connect({ ...fakeKeys, country })).toBe(true)
      expect(await run.wait()).toBe(true)

      expect(await stored()).toEqual(expected(zone, digits))
      expect(fake.complaints).toEqual([])
      expect(run.said.join('\n')).toContain(`${currency}, ${zone}`)
    },
  )

  it('finds the operations where the address leaves out /rest', async () => {
    await fake.close()
    await begin('')

    expect(await connect()).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected())
  })

  it('ends the same when three calls of ten fail', async () => {
    await connect()
    const fault = faultsEvery(30, faults)
    fake.expireTokens()
    fake.disturb = () => fault()

    expect(await run.wait(3)).toBe(true)

    expect(await stored()).toEqual(expected())
    expect(fake.complaints).toEqual([])
  }, 400_000)

  it('misses nothing of a list that changes while it is read', async () => {
    await connect()
    await run.wait()
    const changed = run.clock.getTime() + 60_000
    fake.orders = fake.orders.map((order, index) => ({ ...order, updated: changed + index * 1_000 }))
    let [pages, moved] = [0, 0]
    fake.afterPage = () => {
      pages += 1
      if (pages > 2) return
      const later = changed + 1_000_000 + pages
      fake.orders = fake.orders.map((order, index) => {
        if (index % 40 !== pages) return order
        moved += 1
        return { ...order, updated: later, rows: order.rows.map(row => ({ ...row, status: 'canceled' })) }
      })
    }

    await run.laterBy(30)

    expect(moved).toBeGreaterThan(10)
    expect(pages).toBeGreaterThan(2)
    expect(await stored()).toEqual(expected())
  })

  it('puts a late cancellation of one unit onto the day of the order, and nothing twice', async () => {
    await connect()
    await run.wait()
    const changed = run.clock.getTime() + 60_000
    const old = fake.orders.findIndex(({ rows }) => rows.length > 1 && rows[0]?.status === 'delivered')
    fake.orders = fake.orders.map((order, index) => {
      if (index !== old) return order
      return {
        ...order,
        updated: changed,
        rows: order.rows.map((row, at) => (at === 0 ? { ...row, status: 'canceled' } : row)),
      }
    })

    await run.laterBy(20)
    const once = await stored()
    await run.laterBy(20)

    expect(once).toEqual(expected())
    expect(await stored()).toEqual(once)
  })

  it.each([
    ['sg', 'Asia/Singapore', 8, 1_250, 1_250],
    ['vn', 'Asia/Ho_Chi_Minh', 7, 125_000, 125_000],
    ['id', 'Asia/Jakarta', 7, 12_500_000, 125_000],
  ])(
    'puts money given back in %s onto its own day, whatever the age of the order',
    async (country, zone, hours, told, minor) => {
      fake.hours = hours
      fake.orders = []
      const [asked, paid] = [begun.getTime() - 40 * dayMs, begun.getTime() + 600_000]
      let lines = Array.from({ length: 23 }, (_, index) => ({ id: 500 + index, status: 'REQUEST_INITIATE', at: asked }))
      fake.others.set('/reverse/getreverseordersforseller', ({ query }) => {
        const by = query.has('ReverseOrderLineModifiedTimeRangeStart') ? 'Modified' : ''
        const [from, to] = ['Start', 'End'].map(end => Number(query.get(`ReverseOrderLine${by}TimeRange${end}`)))
        const found = lines.filter(line => {
          const at = by === '' ? asked : line.at
          return at >= (from ?? 0) && at <= (to ?? 0)
        })
        const [page, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
        const items = found.slice((page - 1) * size, page * size).map(line => ({
          reverse_order_id: line.id,
          trade_order_id: 9,
          request_type: line.id === 501 ? 'CANCEL' : 'RETURN',
          reverse_order_lines: [
            {
              reverse_order_line_id: line.id,
              reverse_status: line.status,
              refund_amount: told,
              reason_text: 'Item is damaged',
              seller_sku_id: 'LAMP',
              buyer: { buyer_id: 7 },
              return_order_line_gmt_create: asked,
              return_order_line_gmt_modified: line.at,
            },
          ],
        }))
        return {
          status: 200,
          body: { code: '0', result: { success: true, page_no: page, page_size: size, total: found.length, items } },
        }
      })
      await connect({ ...fakeKeys, country })
      await run.wait()
      lines = lines.map((line, index) => {
        return index < 3 ? { ...line, at: paid, status: index === 2 ? 'REQUEST_REJECT' : 'REFUND_SUCCESS' } : line
      })
      await run.laterBy(70)

      const days = await figures('returns')
      expect(days[`${dayIn(zone, asked)} `]).toMatchObject({
        returns_units: 21,
        returns_reason_damaged: 21,
        refunds_amount: 0,
      })
      expect(days[`${dayIn(zone, paid)} LAMP`]).toMatchObject({ refunds_amount: minor, refunds_count: 1 })
    },
  )

  it('fills fees, advertising, reviews and the state of the account', async () => {
    fake.orders = []
    const at = begun.getTime() - 3 * dayMs
    const day = dayIn('Asia/Singapore', at)
    const reply = (body: object) => (): Reply => ({ status: 200, body: { code: '0', ...body } })
    const fee = {
      transaction_number: 'T1',
      transaction_date: day,
      fee_name: 'Commission',
      amount: '-1.25',
      seller_sku: 'LAMP',
    }
    fake.others.set('/finance/transaction/details/get', reply({ data: [fee] }))
    const campaign = {
      spend: '1.50',
      impressions: 100,
      clicks: 7,
      storeRevenue: '20.00',
      storeOrders: 1,
      storeUnitSold: 2,
    }
    fake.others.set('/sponsor/solutions/report/getDiscoveryReportCampaign', ({ query }) =>
      reply({ result: { success: true, totalCount: 1, result: query.get('startDate') === day ? [campaign] : [] } })(),
    )
    fake.others.set('/products/get', reply({ data: { total_products: 1, products: [{ item_id: 11 }] } }))
    fake.others.set('/review/seller/history/list', ({ query }) => {
      const inside = Number(query.get('start_time')) <= at && at <= Number(query.get('end_time'))
      const span = Number(query.get('end_time')) - Number(query.get('start_time'))
      if (span > 7 * dayMs) return refusal('PARAMS_VALIDATE_ERROR', 'range cannot exceed 7 days')
      return reply({ success: true, data: { current: 1, total: 1, page_size: 10, id_list: inside ? [1] : [] } })()
    })
    const review = {
      id: 1,
      create_time: at,
      review_content: 'Canary',
      ratings: { product_rating: 2, seller_rating: 5 },
    }
    fake.others.set('/review/seller/list/v2', reply({ success: true, data: { review_list: [review] } }))
    fake.others.set(
      '/seller/performance/get',
      reply({ success: true, data: { indicators: [{ type: 'X', target_respected: false }] } }),
    )

    await connect()
    expect(await run.wait()).toBe(true)

    expect((await figures('fees'))[`${day} LAMP`]).toMatchObject({ platform_fees: 125 })
    expect((await figures('ads'))[`${day} `]).toMatchObject({ ad_spend: 150, ad_sales: 2_000, ad_units: 2 })
    expect((await figures('reviews'))[`${day} `]).toMatchObject({ reviews_2: 1, seller_ratings_5: 1, reviews_5: 0 })
    expect((await figures('health'))[`${dayIn('Asia/Singapore', begun.getTime())} `]).toMatchObject({ health_flags: 1 })
  })

  it('reads the other orders where the rows of one are refused', async () => {
    const lost = fake.orders[7]
    fake.hidden.add(lost?.order_id ?? '')

    await connect()
    expect(await run.wait()).toBe(true)

    fake.orders = fake.orders.filter(order => order !== lost)
    expect(await stored()).toEqual(expected())
  })

  it('mints once more when the token is refused early', async () => {
    await connect()
    fake.expireTokens()

    expect(await run.wait()).toBe(true)

    expect(fake.refreshes()).toBe(2)
    expect(await stored()).toEqual(expected())
  })

  it.each([
    ['refresh token', { refresh_token: 'Canary-wrong' }, /did not accept the keys.*refresh token is invalid.*README/],
    ['secret', { app_secret: 'Canary-wrong' }, /did not accept the keys.*app_secret/],
    ['country', { country: 'jp' }, /not usable: country \(must be one of sg, my, th, ph, vn, id\)/],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over, words) => {
    await expect(connect({ ...fakeKeys, ...over })).rejects.toThrow(words)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
  })

  it('keeps no token, no secret and no person, and says none', async () => {
    await connect()
    await run.wait()

    expect(
      `${await everythingKept(db)}\n${run.said.join('\n')}`.split('\n').filter(line => /canary/i.test(line)),
    ).toEqual([])
  })
})
