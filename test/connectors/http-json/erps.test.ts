import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { httpJson } from '#src/connectors/http-json/index.ts'
import { projectRoot } from '#src/paths.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Asked, type LocalMarket, type Reply, startLocalMarket } from '#test/support/local-market.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'

const { db } = await testDatabase()
const now = new Date('2026-06-10T20:00:00Z')
const readme = readFileSync(join(projectRoot, 'src/connectors/http-json/README.md'), 'utf8')
const examples = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? '')
let erp: LocalMarket | null = null

afterEach(async () => {
  await erp?.close()
  erp = null
})

/** The keys of an example, with the token of the system that is asked on this machine. */
async function connected(example: string, answer: (asked: Asked) => Reply): Promise<MarketRun> {
  erp = await startLocalMarket(answer)
  const keys = example.replaceAll(/https:\/\/[\w.-]+\.erp\.example/g, erp.url).replace('"…"', '"secret-7"')
  const run = await startMarketRun(db, httpJson, {}, now)
  expect(await run.connect(JSON.parse(keys) as object, '--since', '2026-06-01')).toBe(true)
  expect(await run.wait()).toBe(true)
  return run
}
const refused: Reply = { status: 401, body: {} }

describe('the examples of the README really work', () => {
  it('orders with their goods inside, read by offset, with times of Shanghai and codes inside HTTP 200', async () => {
    let busy = 2
    const order = (purchase_time: string, store_name: string, ...item_list: object[]) => ({
      purchase_time,
      store_name,
      item_list,
    })
    const list = [
      order('2026-06-09 09:00:00', 'US-01', { msku: 'A', item_price_amount: '10.10', quantity: 1 }), // the 8th in Los Angeles
      order('2026-06-09 16:00:00', 'US-01', { msku: 'A', item_price_amount: 5, quantity: '2' }),
      order('2026-06-09 16:00:01', 'JP-01', { msku: 'A', item_price_amount: 900, quantity: 9 }),
      ...Array.from({ length: 400 }, () =>
        order('2026-06-05 12:00:00', 'US-01', { msku: 'B', item_price_amount: '0.01', quantity: 1 }),
      ),
    ]
    const run = await connected(examples[0] ?? '', ({ method, path, body, headers, query }) => {
      if (headers['access-token'] !== 'secret-7') return refused
      if (path === '/stock') {
        const rows = [{ store: 'US-01', snapshot_date: '2026/6/9', msku: 'A', afn_fulfillable_quantity: 7 }]
        return { status: 200, body: { code: 0, data: query.get('offset') === '0' ? rows : [] } }
      }
      if (busy-- > 0) return { status: 200, body: { code: 3001008, message: 'too frequent', data: null } }
      const wanted = JSON.parse(body) as Record<string, string>
      const offset = Number(wanted.offset)
      const isRight = method === 'POST' && /^2026-0\d-\d\d$/.test(wanted.start_date ?? '') && wanted.length === '200'
      return isRight
        ? { status: 200, body: { code: 0, data: { list: list.slice(offset, offset + 200) } } }
        : { status: 400, body: {} }
    })

    const days = await run.days('figures')
    expect(days.get('2026-06-08 A')).toEqual({ gross_sales: 1010, units: 1 })
    expect(days.get('2026-06-09 A')).toEqual({ gross_sales: 500, units: 2 })
    expect(days.get('2026-06-04 B')).toEqual({ gross_sales: 400, units: 400 })
    expect(days.get('2026-06-03 ')).toEqual({ gross_sales: 0, units: 0 })
    expect((await run.days('figures-2')).get('2026-06-09 A')).toEqual({ stock_on_hand: 7 })
  }, 400_000)

  it('orders page by page by the word that each answer tells', async () => {
    const rows = [
      { shopName: 'JP-01', paidTime: '2026-06-09 00:30:00', itemTotal: '1,200', orderCount: 2 }, // 1:30 in Tokyo
      { shopName: 'JP-02', paidTime: '2026-06-09 00:30:00', itemTotal: '9', orderCount: 1 },
      { shopName: 'JP-01', paidTime: '2026-06-08 23:30:00', itemTotal: '¥300', orderCount: 1 }, // 0:30 of the 9th
    ]
    const run = await connected(examples[1] ?? '', ({ query, headers }) => {
      if (headers.authorization !== 'secret-7' || query.get('api') !== 'order-get-order-list') return refused
      const at = Number(query.get('cursor') || 0)
      return {
        status: 200,
        body: { code: '200', data: { data: rows.slice(at, at + 1), nextCursor: at < 2 ? at + 1 : null } },
      }
    })

    expect((await run.days('figures')).get('2026-06-09 ')).toEqual({ gross_sales: 1500, orders: 3 })
  }, 400_000)

  it('a CSV export in GB18030, a day per file', async () => {
    const gb = (text: string) => {
      const table: Readonly<Record<string, string>> = {
        日期: 'c8d5c6da',
        商品: 'c9ccc6b7',
        店铺: 'b5eac6cc',
        销售额: 'cffacadbb6ee',
        销量: 'cffac1bf',
        广告花费: 'b9e3b8e6bba8b7d1',
      }
      const hex = (found: string) => Buffer.from(table[found] ?? '', 'hex').toString('latin1')
      return Buffer.from(text.replace(/日期|商品|店铺|销售额|销量|广告花费/g, hex), 'latin1')
    }
    const run = await connected(examples[2] ?? '', ({ query, headers }) => {
      if (query.get('token') !== 'secret-7' || headers['x-export-token'] !== 'secret-7') return refused
      const [year, month, date] = (query.get('date') ?? '').split('-')
      const row = (shop: string, sku: string, rest: string) => `${month}/${date}/${year};${shop};${sku};${rest}`
      const lines = [
        '日期;店铺;商品SKU;销售额;销量;广告花费',
        row('US-01', 'A', '"1,000.50";3;-'),
        row('JP', 'A', '1;1;1'),
      ]
      return { status: 200, body: gb(lines.join('\r\n')), headers: { 'content-type': 'text/csv' } }
    })

    expect((await run.days('figures')).get('2026-06-07 A')).toEqual({ gross_sales: 100_050, units: 3 })
  }, 400_000)
})

describe('a system that fails in one report', () => {
  const store = { name: 'Mixed', currency: 'USD', time_zone: 'UTC', market: 'us' }
  const good = (over: object = {}) => ({ address: `${erp?.url}/good`, day: 'd', measures: { net_sales: 'v' }, ...over })
  const bad = { day: 'd', measures: { units: 'n' } }
  const rows = [{ d: '2026-06-09', v: '1.50' }]

  it.each([
    ['answers 500', { status: 500, body: 'oops' }],
    ['answers 404', { status: 404, body: {} }],
    ['refuses its token', { status: 403, body: {} }],
    ['answers a page', { status: 200, body: '<html>' }],
    ['lost a column', { status: 200, body: [{ d: '2026-06-09', other: 1 }] }],
    ['has no number', { status: 200, body: [{ d: '2026-06-09', n: 'many' }] }],
    ['fails inside HTTP 200', { status: 200, body: { code: 9, message: 'no licence' } }],
    ['leads elsewhere', { status: 302, body: {}, headers: { location: 'http://127.0.0.1:1/' } }],
    ['cuts the line', 'reset'],
  ] as const)(
    'that %s goes on with the others, whichever comes first',
    async (_name, reply) => {
      erp = await startLocalMarket(({ path }) => (path === '/good' ? { status: 200, body: rows } : reply))
      const broken = {
        ...bad,
        address: `${erp.url}/bad`,
        ...(_name.includes('inside') && { success: { path: 'code', is: 0 }, rows: 'data' }),
      }
      const run = await startMarketRun(db, httpJson, {}, now)

      expect(await run.connect({ stores: [store], reports: [broken, good()] }, '--since', '2026-06-01')).toBe(true)
      expect(run.said.join('\n')).toMatch(/These reports cannot be read yet; the others are\. 1: /)
      const open = await run.openWords(/^Still open:\n {2}Mixed · figures: [^\n]*$/) // one line: the other is whole

      expect(open).toMatch(/^Still open:\n {2}Mixed · figures: /)
      expect((await run.days('figures-2')).get('2026-06-09 ')).toEqual({ net_sales: 150 })
      expect((await run.days('figures')).size).toBe(0)
    },
    60_000,
  )

  it.each([
    ['turns no pages', {}, () => ({ status: 200, body: rows }), /does not turn pages/],
    [
      'has a next page at another machine',
      { pages: undefined, rows: 'list', next: 'next' },
      () => ({ status: 200, body: { list: rows, next: 'https://elsewhere.example/2' } }),
      /another machine/,
    ],
  ] as const)(
    'that %s is told and tells nothing',
    async (_name, over, answer, words) => {
      erp = await startLocalMarket(({ path }) => (path === '/good' ? { status: 200, body: rows } : answer()))
      const odd = { ...bad, address: `${erp.url}/odd?page={page}`, measures: { units: 'v' }, pages: {}, ...over }
      const run = await startMarketRun(db, httpJson, {}, now)

      await run.connect({ stores: [store], reports: [good(), odd] }, '--since', '2026-06-01')
      await run.openWords(new RegExp(`^Still open:\\n[^\\n]*(${words.source})[^\\n]*$`)) // the other is whole

      expect(run.said.join('\n')).toMatch(words)
      expect((await run.days('figures-2')).size).toBe(0)
      expect((await run.days('figures')).get('2026-06-09 ')).toEqual({ net_sales: 150 })
    },
    60_000,
  )

  it('reads more pages than fit into a step, by the address of the next page or a Link header', async () => {
    const page = (at: number) => [{ d: '2026-06-09', v: String(at), id: at }]
    erp = await startLocalMarket(({ path, query }) => {
      const at = Number(query.get('p') ?? 1)
      const next = at < 40 ? `${path}?p=${at + 1}` : null
      const headers: Record<string, string> = next && path === '/link' ? { link: `<${next}>; rel="next"` } : {}
      return { status: 200, body: path === '/link' ? page(at) : { list: page(at), next }, headers }
    })
    const reports = [
      { ...good(), address: `${erp.url}/link`, next: '@link' },
      { ...good(), address: `${erp.url}/body`, rows: 'list', next: 'next' },
    ]
    const run = await startMarketRun(db, httpJson, {}, now)

    await run.connect({ stores: [store], reports }, '--since', '2026-06-01')
    expect(await run.wait()).toBe(true)

    for (const feed of ['figures', 'figures-2']) {
      expect((await run.days(feed)).get('2026-06-09 ')).toEqual({ net_sales: 820 * 100 })
    }
  }, 400_000)
})
