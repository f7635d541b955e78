import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectors as registered } from '#src/connectors/index.ts'
import { giveKeys, offersOf, startStores } from '#src/features/connections/index.ts'
import { connectFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Asked, type LocalMarket, type Reply, startLocalMarket } from '#test/support/local-market.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const now = new Date('2026-06-30T20:00:00Z')

/** Calls as fast as they come: nobody waits for the marketplaces' own rates here. */
const connectors = registered.map(one => ({
  ...one,
  budgets: one.budgets.map(budget => ({ ...budget, perSecond: 1_000, burst: 1_000 })),
}))

/** A shop as its marketplace tells it, whatever keys of the account ask; orders by the account of the keys. */
interface Row {
  readonly id: string
  readonly how: string
  readonly keys: Readonly<Record<string, unknown>>
  /** Other keys, or another consent, of the same account. */
  readonly others: Readonly<Record<string, unknown>>
  readonly addresses: readonly string[]
  readonly answer: (asked: Asked, account: string) => unknown
  /** Without an order nothing of the shop tells whose it is. */
  readonly nameless?: true
}

const token = () => ({ access_token: `access-${account}`, expires_in: 3_600, token_type: 'bearer' })
const participation = {
  marketplace: { id: 'ATVPDKIKX0DER', name: 'Amazon.com', defaultCurrencyCode: 'USD' },
  storeName: 'Pebble Goods',
  participation: { isParticipating: true },
}
const walmartOrder = (id: string) => ({
  purchaseOrderId: id,
  orderDate: now.getTime(),
  shippingInfo: {},
  orderLines: { orderLine: [] },
})
const ebayOrder = (orderId: string, sellerId?: string) => ({
  ...{ orderId, sellerId, creationDate: now.toISOString(), lastModifiedDate: now.toISOString() },
  ...{
    orderFulfillmentStatus: 'FULFILLED',
    orderPaymentStatus: 'PAID',
    cancelStatus: { cancelState: 'NONE_REQUESTED' },
  },
  ...{ pricingSummary: {}, paymentSummary: { payments: [], refunds: [] }, lineItems: [] },
})
/** Nothing, where the shop never had an order. */
const some = <T>(orders: readonly T[]): readonly T[] => (sold ? orders : [])
const isToken = ({ path }: Asked) => /token/.test(path)
const app = { client_id: 'app', client_secret: 'secret' }
const twice = (keys: object, change: object) => ({ keys: { ...keys }, others: { ...keys, ...change } })

const rows: readonly Row[] = [
  {
    ...{ id: 'amazon', how: 'by the market and an order', addresses: ['AMAZON_API_URL', 'AMAZON_LWA_URL'] },
    ...twice({ ...app, refresh_token: 'Atzr|one', region: 'na' }, { refresh_token: 'Atzr|two' }),
    answer: (asked, account) =>
      isToken(asked)
        ? token()
        : asked.path.includes('marketplaceParticipations')
          ? { payload: [participation] }
          : { orders: some([{ orderId: `${account}-1` }]) },
    nameless: true,
  },
  {
    ...{ id: 'walmart', how: 'by an order', addresses: ['WALMART_API_URL'] },
    ...twice({ client_id: 'one', client_secret: 'secret' }, { client_id: 'two' }),
    answer: (asked, account) =>
      isToken(asked) ? token() : { list: { meta: {}, elements: { order: some([walmartOrder(`${account}1`)]) } } },
    nameless: true,
  },
  {
    ...{ id: 'walmart', how: 'by the number of the partner', addresses: ['WALMART_API_URL'] },
    ...twice({ client_id: 'one', client_secret: 'secret' }, { client_id: 'two' }),
    answer: (asked, account) => {
      if (isToken(asked)) return token()
      if (asked.path === '/v3/settings/partnerprofile') {
        return { partner: { partnerId: account, partnerDisplayName: 'Pebble Goods' }, configurations: [] }
      }
      return { list: { meta: {}, elements: { order: some([walmartOrder(`${account}1`)]) } } }
    },
  },
  {
    ...{ id: 'ebay', how: 'by the name of the seller', addresses: ['EBAY_API_URL', 'EBAY_FINANCES_URL'] },
    ...twice({ ...app, refresh_token: 'v^one' }, { refresh_token: 'v^two', client_id: 'other-app' }),
    answer: (asked, account) =>
      isToken(asked)
        ? token()
        : asked.path === '/commerce/identity/v1/user/'
          ? { userId: `id-${account}`, username: `seller-${account}`, registrationMarketplaceId: 'EBAY_US' }
          : { total: 1, orders: some([ebayOrder(`${account}-1`, `seller-${account}`)]) },
  },
  {
    ...{ id: 'ebay', how: 'by an order, where no seller is named', addresses: ['EBAY_API_URL', 'EBAY_FINANCES_URL'] },
    ...twice({ ...app, refresh_token: 'v^one' }, { refresh_token: 'v^two' }),
    answer: (asked, account) => (isToken(asked) ? token() : { total: 1, orders: some([ebayOrder(`${account}-1`)]) }),
    nameless: true,
  },
  {
    ...{ id: 'shopify', how: 'by the address of the shop', addresses: ['SHOPIFY_API_URL'] },
    ...twice({ shop: 'pebble.myshopify.com', access_token: 'shpat_one' }, { access_token: 'shpat_two' }),
    answer: (_, account) => ({
      data: {
        ...{ currentAppInstallation: { accessScopes: [{ handle: 'read_all_orders' }] }, orders: { nodes: [] } },
        shop: {
          ...{ id: 'gid://1', name: 'Pebble', myshopifyDomain: `pebble-${account}.myshopify.com` },
          ...{ ianaTimezone: 'America/New_York', currencyCode: 'USD' },
        },
      },
    }),
  },
  {
    ...{ id: 'shopee', how: 'by the number of the shop', addresses: ['SHOPEE_API_URL'] },
    ...twice({ partner_id: '1', partner_key: 'key', shop_id: '77', refresh_token: 'one' }, { refresh_token: 'two' }),
    answer: asked =>
      isToken(asked)
        ? { ...token(), error: '', refresh_token: `next-${Math.random()}`, expire_in: 14_400 }
        : { error: '', shop_name: 'Pebble', region: 'SG', status: 'NORMAL', expire_time: 1_900_000_000 },
  },
  {
    ...{ id: 'lazada', how: 'by the number of the seller', addresses: ['LAZADA_API_URL', 'LAZADA_AUTH_URL'] },
    ...twice({ app_key: '1', app_secret: 's', refresh_token: 'one', country: 'sg' }, { refresh_token: 'two' }),
    answer: (asked, account) =>
      isToken(asked)
        ? { code: '0', ...token(), refresh_token: 'next', refresh_expires_in: 9_000_000, country_user_info: [] }
        : { code: '0', data: { name: 'Pebble', seller_id: account, short_code: 'SG1' } },
  },
  {
    ...{ id: 'tiktok', how: 'by the number of the shop', addresses: ['TIKTOK_API_URL', 'TIKTOK_AUTH_URL'] },
    ...twice({ app_key: '1', app_secret: 's', refresh_token: 'one' }, { refresh_token: 'two' }),
    answer: (asked, account) =>
      isToken(asked)
        ? { code: 0, message: 'ok', data: { ...token(), access_token_expire_in: 1_900_000_000, refresh_token: 'next' } }
        : { code: 0, data: { shops: [{ id: account, cipher: `c-${account}`, name: 'Pebble', region: 'US' }] } },
  },
  {
    ...{ id: 'rakuten', how: 'by the shop number in orders', addresses: ['RAKUTEN_API_URL'] },
    ...twice({ service_secret: 'SP_one', license_key: 'SL_one' }, { license_key: 'SL_two', service_secret: 'SP_two' }),
    answer: (_, account) => ({
      orderNumberList: some([`${account}-20260601-1`]),
      PaginationResponseModel: { totalRecordsAmount: 1, totalPages: 1 },
      MessageModelList: [{ messageType: 'INFO', messageCode: 'ORDER_EXT_API_SEARCH_ORDER_INFO_101', message: 'ok' }],
    }),
    nameless: true,
  },
  {
    ...{ id: 'yahoo', how: 'by the name of the seller in the keys', addresses: ['YAHOO_API_URL', 'YAHOO_AUTH_URL'] },
    ...twice({ ...app, refresh_token: 'one', seller_id: 'pebble' }, { refresh_token: 'two', client_id: 'other-app' }),
    answer: asked =>
      isToken(asked)
        ? { ...token(), refresh_token: `next-${Math.random()}` }
        : '<?xml version="1.0"?><Result><Status>OK</Status><Search><TotalCount>0</TotalCount></Search></Result>',
  },
  {
    ...{ id: 'http-json', how: 'by the name in the keys', addresses: [] },
    ...twice({ token: 'one' }, { token: 'two' }),
    answer: () => [],
  },
]

/** The account of a token or of keys that are a header; where there is none, the one of the moment. */
function askedBy({ headers, query }: Asked): string {
  const { authorization = '' } = headers
  if (authorization.startsWith('ESA ') && !accounts.has(authorization)) accounts.set(authorization, account)
  return /access-(\d+)/.exec(`${JSON.stringify(headers)} ${query}`)?.[1] ?? accounts.get(authorization) ?? account
}

let market: LocalMarket
const accounts = new Map<string, string>()
let account: string
let said: string[]
let row: Row
let sold: boolean

const parts = () => ({
  db,
  connectors,
  env: Object.fromEntries(row.addresses.map(name => [name, market.url])),
  secretKey: 'a secret key of thirty-two characters',
  publicUrl: 'https://kpi.example.com',
  now: () => now,
  log: { info: () => {}, error: () => {} },
})

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, connect_pages, feed_states, pulls, order_ledger, call_budgets, vault, stores, people restart identity cascade',
  )
  await addPerson(db, 'Owner', { role: 'administrator' })
  account = '900001'
  accounts.clear()
  sold = true
  said = []
  market = await startLocalMarket((asked): Reply => ({ status: 200, body: row.answer(asked, askedBy(asked)) }))
})

afterEach(() => market.close())

function keysOf(keys: object) {
  if (row.id !== 'http-json') return keys
  const store = { name: 'Pebble', currency: 'USD', time_zone: 'America/New_York', market: 'us' }
  const report = { address: `${market.url}/orders?from={from}&to={to}`, day: 'day', measures: { orders: 'n' } }
  return { ...keys, stores: [store], reports: [report], allow_private: true }
}

function byShell(keys: object, ...words: readonly string[]) {
  const shell = { out: (line: string) => said.push(line), input: Readable.from([JSON.stringify(keysOf(keys))]) }
  return connectFromShell(parts(), [row.id, '--keys', '-', '--yes', ...words], shell)
}

/** As the page of the chat does it: keys, stores, start. */
async function byPage(keys: object, choice: Readonly<Record<string, string>> = {}) {
  const connector = connectors.find(one => one.id === row.id)
  if (!connector) throw new Error('no such connector')
  const texts = Object.entries(keysOf(keys)).map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)])
  await db.execute(sql`insert into connect_pages (id, connector, person_id, locale, until, data)
    values ('page', ${row.id}, 1, 'en', now(), '{}')`)
  const page = async () => {
    const [it] = await db.execute(sql`select connection_id, data from connect_pages where id = 'page'`)
    const connectionId = it?.connection_id ? Number(it.connection_id) : null
    const person = { id: 1, name: 'Owner', role: 'administrator' }
    return {
      id: 'page',
      connector: row.id,
      personId: 1,
      locale: 'en',
      until: now,
      data: it?.data,
      connectionId,
      person,
    }
  }
  type Page = Parameters<typeof giveKeys>[2]
  expect(await giveKeys(parts(), connector, (await page()) as Page, Object.fromEntries(texts))).toEqual([])
  const offers = await offersOf(parts(), connector, (await page()) as Page)
  const sent = { ...Object.fromEntries(offers.map((_, at) => [`take-${at}`, 'on'])), ...choice }
  return { offers, taken: await startStores(parts(), connector, (await page()) as Page, sent) }
}

/** What must not change: stores, what is connected to them, what is planned. */
async function standing() {
  const rows = await db.execute(sql`select s.id, s.name, s.slug, c.id as connected,
    (select count(*)::int from pulls p where p.connection_store_id = c.id) as pulls from stores s
    left join connection_stores c on c.store_id = s.id order by s.id, c.id`)
  const grants = await db.execute(sql`select count(*)::int as count from connections`)
  return { stores: rows.map(one => ({ ...one })), grants: grants[0]?.count }
}

describe.each(rows.map(one => [`${one.id} ${one.how}`, one] as const))('a shop of %s', (_, it_) => {
  beforeEach(() => {
    row = it_
  })

  it.each(['the same keys', 'other keys'])(
    'stays one store when it is connected again by shell, with %s',
    async kind => {
      await byShell(row.keys)
      const before = await standing()
      expect(before.stores).toHaveLength(1)

      await byShell(kind === 'other keys' ? row.others : row.keys)

      expect(await standing()).toEqual(before)
      expect(said.filter(line => line.startsWith('Renewed'))).toHaveLength(1)
    },
  )

  it('stays one store when it is connected again by a page, which says so before and after', async () => {
    await byShell(row.keys)
    const before = await standing()

    const { offers, taken } = await byPage(row.others)

    expect(offers.map(offer => offer.connected?.id)).toEqual([1])
    expect(taken.map(one => one.renewed)).toEqual([true])
    expect(await standing()).toEqual(before)
  })

  it('keeps its name when another is given', async () => {
    await byShell(row.keys, '--store', 'First name')
    await byShell(row.others, '--store', 'Second name')

    const { stores } = await standing()
    expect(stores.map(one => (one as { name?: unknown }).name)).toEqual(['First name'])
    expect(said.join('\n')).toContain('keeps its name First name')
  })

  it('of another account is another store', async () => {
    if (['shopee', 'yahoo', 'http-json'].includes(row.id)) return // its keys name the shop
    await byShell(row.keys)
    account = '900002'
    await byShell(row.others)

    expect((await standing()).stores).toHaveLength(2)
  })
})

describe.each(rows.map(one => [`${one.id} ${one.how}`, one] as const))('a shop without any order, of %s', (_, it_) => {
  beforeEach(() => {
    row = it_
    sold = false
  })

  it('stays one store with other keys by shell, and an assumption is said', async () => {
    await byShell(row.keys)
    const before = await standing()
    expect(before.stores).toHaveLength(1)

    await byShell(row.others)

    expect(await standing()).toEqual(before)
    expect(said.filter(line => line.startsWith('Renewed'))).toHaveLength(1)
    expect(said.filter(line => line.startsWith('No order shows yet'))).toHaveLength(row.nameless ? 1 : 0)
  })

  it('stays one store with other keys by a page, which says so or asks', async () => {
    await byShell(row.keys)
    const before = await standing()

    const { offers, taken } = await byPage(row.others)

    expect(offers.map(offer => [...offer.perhaps, offer.connected].map(store => store?.id).filter(Boolean))).toEqual([
      [1],
    ])
    expect(offers.map(offer => offer.perhaps.length)).toEqual([row.nameless ? 1 : 0])
    expect(taken.map(one => one.renewed)).toEqual([true])
    expect(await standing()).toEqual(before)
  })

  it('is a second store where somebody says so, unless the marketplace says whose it is', async () => {
    await byShell(row.keys)
    await byShell(row.others, '--store', 'Second shop')

    expect((await standing()).stores).toHaveLength(row.nameless ? 2 : 1)
  })

  it('is a second store where the page is told so', async () => {
    if (!row.nameless) return // the page does not ask
    await byShell(row.keys)
    await byPage(row.others, { 'as-0': 'new', 'name-0': 'Second shop' })

    expect((await standing()).stores).toHaveLength(2)
  })

  it('of another account is another store: at once where the marketplace tells the account, else by another name', async () => {
    if (['shopee', 'yahoo', 'http-json'].includes(row.id)) return // its keys name the shop
    await byShell(row.keys)
    account = '900002'
    await byShell(row.others, ...(row.nameless ? ['--store', 'Second shop'] : []))

    expect((await standing()).stores).toHaveLength(2)
  })
})
