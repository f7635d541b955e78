import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shopee } from '#src/connectors/shopee/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { faultsEvery, type Reply } from '#test/support/local-market.ts'
import { storedMeasures } from '#test/support/market-days.ts'
import { everythingKept, type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import { type FakeShopee, fakeKeys, refusal, startFakeShopee } from './fake-shopee.ts'
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

let fake: FakeShopee
let run: MarketRun

beforeEach(async () => {
  fake = await startFakeShopee(() => run.clock)
  fake.orders = shopOrders(begun, 40, 'Asia/Singapore', 'SGD', 2)
  run = await startMarketRun(db, shopee, { SHOPEE_API_URL: fake.url }, begun)
})

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
  refusal('error_rate_limit', 'Too many requests. You have reached the rate limit. Please try again later.'),
  { status: 429, body: {}, headers: { 'retry-after': '0' } },
  { status: 502, body: '<html>Bad Gateway</html>' },
  { status: 200, body: '<!doctype html><title>Be right back</title>' },
  refusal('error_server', 'Something wrong. Please try later.', 500),
  refusal('error_inner', 'Inner error, please try later. [0].'),
  'reset',
]

describe('Shopee from end to end', () => {
  it.each([
    ['SG', 'Asia/Singapore', 'SGD', 2],
    ['ID', 'Asia/Jakarta', 'IDR', 0],
    ['VN', 'Asia/Ho_Chi_Minh', 'VND', 0],
    ['BR', 'America/Sao_Paulo', 'BRL', 2],
  ])('tells every SKU and local day of a shop in %s to the smallest unit', async (region, zone, currency, digits) => {
    fake.region = region
    fake.orders = shopOrders(begun, 40, zone, currency, digits)

    expect(await connect()).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected(zone, digits))
    expect(fake.complaints).toEqual([])
    expect(run.said.join('\n')).toContain(`${currency}, ${zone}`)
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

  it('puts cancellations onto the day of the order, in parts too, and nothing twice', async () => {
    await connect()
    await run.wait()
    const changed = Math.floor(run.clock.getTime() / 1_000) + 60
    const [old, part] = fake.orders.filter(order => order.order_status === 'COMPLETED')
    fake.orders = fake.orders.map(order => {
      if (order === old) return { ...order, order_status: 'CANCELLED', cancel_by: 'seller', update_time: changed }
      if (order !== part) return order
      const items = (order.item_list as { model_quantity_purchased: number }[]).map((item, index) =>
        index === 0 ? { ...item, cancelled_qty: 1 } : item,
      )
      return { ...order, item_list: items, update_time: changed }
    })

    await run.laterBy(20)
    const once = await stored()
    await run.laterBy(20)

    expect(once).toEqual(expected())
    expect(await stored()).toEqual(once)
  })

  it('lets the shop pay its own discounts and vouchers only, where Shopee tells who paid', async () => {
    const order = fake.orders.find(one => one.order_status === 'COMPLETED' && (one.item_list as object[]).length === 1)
    const [item] = (order?.item_list ?? []) as { item_id: number; model_id: string; model_sku: string }[]
    if (!order || !item) throw new Error('no such order was made')
    const only = { ...item, model_quantity_purchased: 2, model_original_price: 10, model_discounted_price: 8 }
    fake.orders = [{ ...order, item_list: [only] }]
    const told = { item_id: only.item_id, model_id: only.model_id, shopee_discount: 3, seller_discount: 1 }
    const income = { voucher_from_seller: 1.5, items: [{ ...told, discount_from_voucher_seller: 1.5 }] }
    fake.escrows = new Map([[order.order_sn, income]])

    await connect()
    await run.wait()

    expect(Object.values(await stored())[0]).toMatchObject({ gross_sales: 2_000, discount_shop: 250, net_sales: 1_750 })
  })

  it('goes on without the money of orders where the application may not ask for it', async () => {
    fake.escrows = null

    expect(await connect()).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected())
  })

  it('puts money given back onto its own day, whatever the age of the order, and takes back what was refused', async () => {
    const [askedAt, paidAt] = [begun.getTime() - 40 * dayMs, begun.getTime() + 600_000]
    const [asked, paid] = [askedAt / 1_000, paidAt / 1_000]
    const [askedDay, paidDay] = [dayIn('Asia/Singapore', askedAt), dayIn('Asia/Singapore', paidAt)]
    const one = (return_sn: string, over: object) => ({
      return_sn,
      order_sn: '260101OLD',
      status: 'REQUESTED',
      reason: 'PHYSICAL_DMG',
      refund_amount: 10.01,
      currency: 'SGD',
      create_time: asked,
      update_time: asked,
      user: { username: 'Canary' },
      item: [
        { item_id: 1, model_id: 0, item_sku: 'LAMP', variation_sku: '', amount: 2, item_price: 5 },
        { item_id: 2, model_id: 7, item_sku: '', variation_sku: 'CORD-RED', amount: 1, item_price: 5.02 },
      ],
      ...over,
    })
    fake.orders = []
    fake.returns = [one('R1', {}), one('R2', {})]
    await connect()
    await run.wait()
    fake.returns = [
      one('R1', { status: 'ACCEPTED', update_time: paid }),
      one('R2', { status: 'CANCELLED', update_time: paid }),
    ]
    await run.laterBy(70)

    const told = await figures('returns')
    expect(told[`${askedDay} `]).toMatchObject({ returns_units: 3, returns_reason_damaged: 3, refunds_amount: 0 })
    expect(told[`${askedDay} LAMP`]).toMatchObject({ returns_units: 2 })
    expect(told[`${paidDay} `]).toMatchObject({ refunds_amount: 1_001, returns_units: 0 })
    expect(told[`${paidDay} LAMP`]).toMatchObject({ refunds_amount: 666 })
    expect(told[`${paidDay} CORD-RED`]).toMatchObject({ refunds_amount: 335 })
    expect(fake.complaints).toEqual([])
  })

  it('says which feed the account does not have, and waits for nothing that will not come', async () => {
    const closed = ['returns/', 'ads/', 'get_comment', 'account_health', 'payment/']
    fake.disturb = ({ path }) =>
      closed.some(part => path.includes(part)) ? refusal('error_api_permission', 'No permission', 403) : null
    await connect()

    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected())
    expect(run.said.join('\n')).toMatch(/returns/)
  })

  it('fills fees, advertising, reviews and the state of the account', async () => {
    const paid = begun.getTime() - 3 * dayMs
    const [number = ''] = fake.orders.map(order => order.order_sn)
    fake.escrows = new Map([[number, { commission_fee: 1.2, service_fee: 0.3, seller_transaction_fee: 0.5 }]])
    const reply = (response: unknown) => (): Reply => ({ status: 200, body: { error: '', message: '', response } })
    const released = { order_sn: number, payout_amount: 20, escrow_release_time: paid / 1_000 }
    fake.others.set('payment/get_escrow_list', ({ query }) => {
      const [from, to] = [Number(query.get('release_time_from')), Number(query.get('release_time_to'))]
      const inside = from * 1_000 <= paid && paid <= to * 1_000
      return reply({ more: false, escrow_list: inside ? [released] : [] })()
    })
    const day = dayIn('Asia/Singapore', paid)
    const shown = {
      date: day.split('-').reverse().join('-'),
      impression: 9,
      clicks: 3,
      expense: 2.5,
      broad_gmv: 30,
      broad_order: 2,
      broad_item_sold: 3,
    }
    fake.others.set('ads/get_all_cpc_ads_daily_performance', reply([shown]))
    const review = { comment_id: 1, rating_star: 4, create_time: paid / 1_000, comment: 'Canary' }
    fake.others.set('product/get_comment', reply({ more: false, next_cursor: '', item_comment_list: [review] }))
    const late = { metric_id: 1, current_period: 12, unit: 2, target: { value: 10, comparator: '<' } }
    fake.others.set('account_health/get_shop_performance', reply({ metric_list: [late] }))

    await connect()
    expect(await run.wait()).toBe(true)

    expect((await figures('fees'))[`${day} `]).toMatchObject({ platform_fees: 150, payment_fees: 50 })
    expect((await figures('ads'))[`${day} `]).toMatchObject({ ad_spend: 250, ad_sales: 3_000, ad_clicks: 3 })
    expect((await figures('reviews'))[`${day} `]).toMatchObject({ reviews_4: 1, reviews_5: 0 })
    expect((await figures('health'))[`${dayIn('Asia/Singapore', begun.getTime())} `]).toMatchObject({ health_flags: 1 })
  })

  it('uses each refresh token once, also when the token is refused early', async () => {
    await connect()
    fake.expireTokens()
    fake.disturb = ({ path }) => {
      if (path.includes('/auth/') || fake.calls.length % 15 !== 0) return null
      fake.expireTokens()
      return refusal('invalid_acceess_token', 'Invalid access_token, please have a check.', 403)
    }

    expect(await run.wait()).toBe(true)

    expect(fake.refreshes()).toBeGreaterThan(2)
    expect(await stored()).toEqual(expected())
  })

  it.each([
    ['refresh token', { refresh_token: 'Canary-wrong' }, /did not accept the keys.*Invalid refresh_token.*README/],
    ['partner key', { partner_key: 'Canary-wrong' }, /did not accept the keys.*partner_key/],
    ['shop', { shop_id: 'Harbour' }, /not usable: shop_id/],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over, words) => {
    await expect(connect({ ...fakeKeys, ...over })).rejects.toThrow(words)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
  })

  it('connects an application that may read orders and nothing of the shop', async () => {
    fake.disturb = ({ path }) =>
      path.includes('get_shop_info') ? refusal('error_permission', 'No permission', 403) : null

    expect(await connect()).toBe(true)
    expect(await run.wait()).toBe(true)
  })

  it('keeps no token, no secret and no person, and says none', async () => {
    await connect()
    await run.wait()

    expect(
      `${await everythingKept(db)}\n${run.said.join('\n')}`.split('\n').filter(line => /canary/i.test(line)),
    ).toEqual([])
  })
})
