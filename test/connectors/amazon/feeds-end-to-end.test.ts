import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adsGrant } from '#test/support/amazon/ads.ts'
import { type Disturbance, fakeKeys } from '#test/support/amazon/market.ts'
import { adsOf, dayAt, economicsOf, unitCost, visitsOf } from '#test/support/amazon/seller.ts'
import { amazonWorld, begun, storedDays, timeZone, type World } from '#test/support/amazon/world.ts'
import { testDatabase } from '#test/support/database.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
let world: World
const keys = { ...fakeKeys, ads_refresh_token: adsGrant }

function ago(days: number): string {
  return new Date(begun.getTime() - days * 86_400_000).toISOString()
}

/** A world of yesterday: what waits for minutes is due, what is stopped for a day stays so by the clock of the database. */
async function worldOfYesterday(over: Parameters<typeof amazonWorld>[1] = {}): Promise<void> {
  await world.fake.close()
  world = await amazonWorld(db, { start: new Date(Date.now() - 20 * 3_600_000), ...over })
}

beforeEach(async () => {
  world = await amazonWorld(db)
  const [oldest] = world.fake.orders
  world.fake.refunds = [
    { id: 'R-1', orderId: oldest?.id ?? '', sku: 'SKU-2', cents: 1_234, units: 1, at: ago(1) }, // of an order 40 days old
    { id: 'R-2', orderId: '2', sku: 'SKU-0', cents: 999, units: 2, at: ago(12) },
  ]
  world.fake.returns = [
    { at: ago(3), sku: 'SKU-0', units: 2, reason: 'DEFECTIVE' },
    { at: ago(3), sku: 'SKU-1', units: 1, reason: 'APPAREL_TOO_SMALL' },
  ]
  world.fake.stock = Array.from({ length: 7 }, (_, index) => ({
    ...{ sku: `SKU-${index}`, asin: `B0-${index}`, fulfillable: index * 5, inbound: 2 },
  }))
})

afterEach(() => world.fake.close())

/** What the economics of a day are in the words of the measures, added up over SKUs or of one. */
function expectedFees(day: string, sku: string | null) {
  const rows = economicsOf(world.fake, day).filter(row => sku === null || row.sku === sku)
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    refunds_amount: sum(row => row.refunded),
    refunds_count: sum(row => row.unitsRefunded),
    platform_fees: sum(row => row.referral),
    fulfilment_cost: sum(row => row.fulfilment),
    cogs: sum(row => (row.units - row.unitsRefunded) * unitCost),
  }
}

const refused: Disturbance = {
  status: 403,
  body: '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}',
}
const missing: Disturbance = { status: 404, body: '{"errors":[{"code":"NotFound","message":"x"}]}' }

async function troubles() {
  const rows = await db.execute(sql`select feed, error from feed_states where error is not null order by feed`)
  return new Map(rows.map(row => [String(row.feed), String(row.error)]))
}

describe('the other figures of Amazon from end to end', () => {
  it('tells fees, refunds, returns, stock, health, feedback, reviews and advertising by store, SKU and local day', async () => {
    expect(await world.connect(keys)).toBe(true)
    expect(await world.wait()).toBe(true)

    expect(world.fake.complaints).toEqual([])
    expect(await troubles()).toEqual(new Map())
    const fees = await storedDays(db, 'fees')
    expect(fees.length).toBeGreaterThan(38)
    for (const { day, m } of fees) expect([day, m]).toMatchObject([day, expectedFees(day, null)])
    expect(fees.at(-1)).toMatchObject({ day: dayAt(ago(1), timeZone), m: { refunds_amount: expect.any(Number) } })
    expect(fees.find(({ day }) => day === dayAt(ago(1), timeZone))?.m.refunds_amount).toBe(1_234)
    for (const { day, m } of await storedDays(db, 'fees', 'SKU-0')) expect(m).toMatchObject(expectedFees(day, 'SKU-0'))

    for (const { day, m } of await storedDays(db, 'traffic', 'SKU-1')) {
      const { sessions, pageViews } = visitsOf(day, 'SKU-1')
      expect(m).toMatchObject({ sessions, page_views: pageViews })
    }
    expect((await storedDays(db, 'traffic', 'SKU-1')).length).toBeGreaterThan(4)

    const returned = new Map((await storedDays(db, 'returns')).map(({ day, m }) => [day, m]))
    expect(returned.get(dayAt(ago(3), timeZone))).toMatchObject({
      returns_units: 3,
      returns_reason_quality: 2,
      returns_reason_size: 1,
    })
    expect(returned.get(dayAt(ago(4), timeZone))).toMatchObject({ returns_units: 0 })

    const today = dayAt(begun, timeZone)
    expect(await storedDays(db, 'stock')).toEqual([
      { day: today, m: { stock_on_hand: 105, inbound_units: 21, sku_active: 7, sku_out_of_stock: 1 } },
    ])
    expect(await storedDays(db, 'stock', 'SKU-3')).toEqual([{ day: today, m: { stock_on_hand: 15, inbound_units: 3 } }])
    expect(await storedDays(db, 'health')).toMatchObject([
      {
        day: today,
        m: { account_late_n: 9, account_late_d: 200, account_odr_n: 4, account_odr_d: 1_000, health_flags: 2 },
      },
    ])
    expect((await storedDays(db, 'feedback')).filter(({ m }) => m.seller_ratings_2 === 1)).toHaveLength(1)
    expect((await storedDays(db, 'reviews'))[0]?.m).toMatchObject({ review_praise_mentions: 14 })
  })

  it('adds up advertising of all kinds by day in the zone of the account, per SKU where it is told', async () => {
    await world.connect(keys)
    await world.wait()

    const days = await storedDays(db, 'ads')
    expect(days.length).toBeGreaterThan(55)
    for (const { day, m } of days) {
      const { products, brands } = adsOf(day)
      const kept = (begun.getTime() - Date.parse(day)) / 86_400_000 < 60
      const parts = kept ? [...products, brands] : products
      const sum = (of: (one: (typeof parts)[number]) => number) => parts.reduce((total, one) => total + of(one), 0)
      expect([day, m]).toMatchObject([
        day,
        { ad_spend: sum(one => one.cents), ad_sales: sum(one => one.sales), ad_orders: sum(one => one.orders) },
      ])
    }
    const [first] = await storedDays(db, 'ads', 'SKU-1')
    const [, product] = adsOf(first?.day ?? '').products
    expect(first?.m).toMatchObject({ ad_spend: product?.cents, ad_impressions: product?.impressions, ad_units: 3 })
  })

  it.each([
    ['no Data Kiosk', (path: string) => (path.startsWith('/dataKiosk/') ? missing : null)],
    ['no role for Data Kiosk', (path: string) => (path.startsWith('/dataKiosk/') ? refused : null)],
  ])('with %s, visits come from the report and refunds from transactions', async (_what, disturb) => {
    world.fake.disturb = disturb

    expect(await world.connect(keys)).toBe(true)
    expect(await world.wait()).toBe(true)

    expect(world.fake.complaints).toEqual([])
    const [visits] = (await storedDays(db, 'traffic')).slice(-1)
    expect(visits?.m).toMatchObject({ sessions: visitsOf(visits?.day ?? '').sessions })
    const refunds = (await storedDays(db, 'fees')).filter(({ m }) => m.refunds_amount !== 0)
    expect(refunds).toMatchObject([
      { day: dayAt(ago(12), timeZone), m: { refunds_amount: 999, refunds_count: 2, platform_fees: -150 } },
      { day: dayAt(ago(1), timeZone), m: { refunds_amount: 1_234, refunds_count: 1, platform_fees: -185 } },
    ])
    expect((await storedDays(db, 'fees', 'SKU-2')).map(({ m }) => m.refunds_amount)).toEqual([1_234])
  })

  it('one feed that is not there stops no other; what is missing is said by the name of the role', async () => {
    await worldOfYesterday()
    world.fake.disturb = path =>
      /^\/(dataKiosk|finances|fba|customerFeedback)\//.test(path)
        ? refused
        : path.startsWith('/reporting/')
          ? missing
          : null

    expect(await world.connect(keys)).toBe(true)
    expect(await world.wait()).toBe(true)

    expect((await storedDays(db, 'orders')).length).toBeGreaterThan(40)
    expect((await storedDays(db, 'returns')).length).toBeGreaterThan(40)
    const told = await troubles()
    expect([...told.keys()]).toEqual(['ads', 'fees', 'reviews', 'stock'])
    expect(told.get('fees')).toContain('Finance and Accounting')
    expect(told.get('stock')).toContain('Amazon Fulfillment')
    expect(told.get('ads')).toContain('advertising::campaign_management')
  })

  it('an advertising grant that was taken back stops advertising alone', async () => {
    await worldOfYesterday()
    await world.connect({ ...fakeKeys, ads_refresh_token: 'Atzr|Canary-Gone' })
    expect(await world.wait()).toBe(true)

    expect((await storedDays(db, 'orders')).length).toBeGreaterThan(40)
    expect([...(await troubles()).keys()]).toEqual(['ads'])
    const [row] = await db.execute(sql`select state from connections`)
    expect(row?.state).toBe('active')
  })

  it('what Amazon cancels or gives up once is asked for again and ends the same', async () => {
    const seen = new Map<string, number>()
    world.fake.outcome = what => {
      const times = (seen.get(what) ?? 0) + 1
      seen.set(what, times)
      const isOrders = what.startsWith('GET_FLAT_FILE_ALL_ORDERS')
      return times > 1
        ? null
        : isOrders || what.length % 2 === 0
          ? 'FATAL'
          : what.startsWith('query')
            ? 'CANCELLED'
            : null
    }

    await world.connect(keys)
    expect(await world.wait()).toBe(true)

    for (const { day, m } of await storedDays(db, 'fees'))
      expect([day, m]).toMatchObject([day, expectedFees(day, null)])
    expect((await storedDays(db, 'orders')).length).toBeGreaterThan(40)
    expect((await storedDays(db, 'ads')).length).toBeGreaterThan(55)
  })

  it('asks for no report and no query twice, although a third of the answers to such calls is lost', async () => {
    await worldOfYesterday()
    let posts = 0
    world.fake.lose = call => {
      if (!/^POST \/(reports|dataKiosk|reporting)\//.test(call)) return false
      posts += 1
      return posts % 3 === 1
    }

    await world.connect(keys)
    expect(await world.wait()).toBe(true)

    expect(posts).toBeGreaterThan(20)
    expect(world.fake.made.filter((one, index) => world.fake.made.indexOf(one) !== index)).toEqual([])
    expect((await storedDays(db, 'orders')).length).toBeGreaterThan(40)
    for (const { day, m } of await storedDays(db, 'fees'))
      expect([day, m]).toMatchObject([day, expectedFees(day, null)])
  })

  it('keeps to the published rates: none of its calls is refused', async () => {
    await worldOfYesterday({ budgets: 'published' })
    world.fake.strict = true

    await world.connect(keys)
    expect(await world.wait()).toBe(true)

    expect(world.fake.complaints).toEqual([])
  })
})
