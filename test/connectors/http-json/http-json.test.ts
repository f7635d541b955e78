import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkAddress, isAllowedForm, isPrivate } from '#src/connectors/http-json/addresses.ts'
import { httpJson } from '#src/connectors/http-json/index.ts'
import { Report } from '#src/connectors/http-json/keys.ts'
import { figuresOf } from '#src/connectors/http-json/rows.ts'
import { connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

describe('an address', () => {
  it.each([
    ['https://erp.example/api?from={from}', true],
    ['https://erp.example', true],
    ['http://erp.example/api', false],
    ['http://127.0.0.1:8080/api', true],
    ['http://localhost/api', true],
    ['http://[::1]:3000/a', true],
    ['http://192.168.1.9/a', true],
    ['http://2130706433/', true], // the same as 127.0.0.1
    ['http://169.254.169.254.example/', false],
    ['https://user:word@erp.example/', false],
    ['https://{day}.example/', false],
    ['https://erp.example{day}/', false],
    ['ftp://erp.example/', false],
    ['file:///etc/passwd', false],
  ])('%s may stand in the keys: %s', (address, may) => expect(isAllowedForm(address)).toBe(may))

  it.each([
    ['10.1.2.3', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['8.8.8.8', false],
    ['::1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:a00:1', true],
    ['2001:4860:4860::8888', false],
    ['not an address', true],
  ])('%s is private: %s', (ip, is) => expect(isPrivate(ip)).toBe(is))

  it('that leads into a private network is refused, unless it is said or names the machine itself', async () => {
    const inside = async () => ['203.0.113.9', '10.0.0.7']
    const outside = async () => ['203.0.113.9']

    await expect(checkAddress('https://erp.example/a', false, inside)).rejects.toMatchObject({ kind: 'permanent' })
    await expect(checkAddress('https://erp.example/a', true, inside)).resolves.toBeUndefined()
    await expect(checkAddress('https://erp.example/a', false, outside)).resolves.toBeUndefined()
    await expect(checkAddress('http://10.0.0.7/a', false, inside)).resolves.toBeUndefined()
  })
})

describe('rows', () => {
  const report = (over: object) =>
    Report.parse({ address: 'https://erp.example', day: 'day', measures: { net_sales: 'sales', units: 'n' }, ...over })
  const read = (rows: unknown[], over: object = {}, only = {}) =>
    figuresOf(rows, { report: report(over), currency: 'USD', timeZone: 'America/Los_Angeles', only })

  it.each([
    ['2026-06-01', '2026-06-01'],
    ['2026/6/1', '2026-06-01'],
    ['20260601', '2026-06-01'],
    ['2026年6月1日', '2026-06-01'],
    ['2026-06-01 23:59:59', '2026-06-01'],
    ['2026-06-02T06:59:59Z', '2026-06-01'],
    ['2026-06-02T07:00:00+00:00', '2026-06-02'],
    ['1780383599', '2026-06-01'],
    ['1780383600000', '2026-06-02'],
  ])('of %s count on the local day %s', (written, day) => {
    expect(read([{ day: written, sales: '1', n: '1' }])[0]?.day).toBe(day)
  })

  it.each([
    ['12.34', '1234'],
    ['1,234.50', '123450'],
    ['$ 12', '1200'],
    ['-3', '-300'],
    ['', undefined],
    ['–', undefined],
    [null, undefined],
  ])('with the amount %s tell %s cents', (sales, cents) => {
    expect(read([{ day: '2026-06-01', sales, n: '1' }])[0]?.measures.net_sales).toBe(cents)
  })

  it.each([
    [{ day: '2026-06-01', sales: 'many', n: '1' }, 'sales'],
    [{ day: '2026-06-01', sales: '1,23', n: '1' }, 'sales'],
    [{ day: 'yesterday', sales: '1', n: '1' }, 'day'],
    [{ day: '2026-13-01', sales: '1', n: '1' }, 'day'],
  ])('that cannot be read stop the feed and name the column: %j', (row, subject) => {
    expect(() => read([row])).toThrowError(expect.objectContaining({ kind: 'drift', subject }))
  })

  it('of the same day and product are added up, of stock the last one stands; others are left out', () => {
    const rows = [
      { day: '2026-06-01', item: { code: 'A' }, shop: 'us', sales: '1.10', n: '1', left: '9' },
      { day: '2026-06-01', item: { code: 'A' }, shop: 'us', sales: '2.20', n: '2', left: '7' },
      { day: '2026-06-01', item: { code: 'A' }, shop: 'jp', sales: '5', n: '5', left: '5' },
    ]
    const measures = { net_sales: 'sales', units: 'n', stock_on_hand: 'left' }

    expect(read(rows, { sku: 'item.code', measures }, { shop: 'us' })).toEqual([
      { sku: 'A', day: '2026-06-01', measures: { net_sales: '330', units: '3', stock_on_hand: '7' } },
    ])
  })
})

const { db } = await testDatabase()
const now = new Date('2026-06-10T20:00:00Z')
const asked: { url: string; token: string; body: string }[] = []
let answer: (url: URL, body: string) => { status?: number; body: string; headers?: Record<string, string> }
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://fake')
  const body = await text(request)
  asked.push({
    url: request.url ?? '',
    token: String(request.headers['x-token'] ?? request.headers.authorization ?? ''),
    body,
  })
  const said = answer(url, body)
  response.writeHead(said.status ?? 200, said.headers ?? {}).end(said.body)
})
const said: string[] = []
const parts: SyncParts = {
  db,
  connectors: [{ ...httpJson, budgets: httpJson.budgets.map(budget => ({ ...budget, perSecond: 1_000 })) }],
  env: {},
  secretKey: 'a secret key of thirty-two characters',
  now: () => now,
  log: { info: () => {}, error: () => {} },
}

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  asked.length = 0
  said.length = 0
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise<void>(resolve => void server.close(() => resolve())))

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const store = { name: 'Warehouse US', currency: 'USD', time_zone: 'America/Los_Angeles', market: 'us' }

async function fetched(keys: object): Promise<boolean> {
  const shell = (source: string) => ({ out: (line: string) => said.push(line), input: Readable.from([source]) })
  await connectFromShell(
    parts,
    ['http-json', '--keys', '-', '--since', '2026-06-01', '--yes'],
    shell(JSON.stringify({ stores: [store], token: 'hidden-token', ...keys })),
  )
  return waitFromShell(parts, ['--minutes', '4'], shell(''))
}

async function stored(name: string) {
  const rows = await db.execute(sql`select f.day::text as day, f.sku, f.m from metric_day f
    join stores s on s.id = f.store_id where s.name = ${name} order by f.day, f.sku`)
  const days = new Map<string, [string, string, Record<string, number>]>() // each report is a source of its own
  for (const { day, sku, m } of rows) {
    const known = days.get(`${day} ${sku}`)?.[2]
    days.set(`${day} ${sku}`, [String(day), String(sku), { ...known, ...(m as Record<string, number>) }])
  }
  return [...days.values()]
}

describe('an ERP behind an address', () => {
  it('is read page by page, its shops apart', async () => {
    const all = [
      { date: '2026-06-08', sku: 'A', shop: 'us', total: { amount: '10.10' }, qty: 1 },
      { date: '2026-06-08', sku: 'A', shop: 'us', total: { amount: '0.05' }, qty: 1 },
      { date: '2026-06-08', sku: 'B', shop: 'jp', total: { amount: 500 }, qty: 2 },
    ]
    answer = url => {
      if (url.pathname === '/visits.csv') return { body: 'Day,Visits\n2026-06-08,"1,200"\n2026-06-09,30\n' }
      const page = Number(url.searchParams.get('page'))
      return { body: JSON.stringify({ data: { list: all.slice(page - 1, page) } }) }
    }
    const stores = [
      { ...store, only: { shop: 'us' } },
      { ...store, name: 'Warehouse JP', currency: 'JPY', time_zone: 'Asia/Tokyo', market: 'jp', only: { shop: 'jp' } },
    ]
    const orders = {
      address: `${origin()}/orders?from={from}&to={to}&page={page}`,
      rows: 'data.list',
      day: 'date',
      sku: 'sku',
      measures: { net_sales: 'total.amount', units: 'qty' },
      pages: {},
    }

    expect(await fetched({ stores, reports: [orders], token_header: 'x-token' })).toBe(true)

    expect(await stored('Warehouse US')).toEqual([
      ['2026-06-08', '', expect.objectContaining({ net_sales: 1015, units: 2 })],
      ['2026-06-08', 'A', { net_sales: 1015, units: 2 }],
    ])
    expect((await stored('Warehouse JP'))[1]).toEqual(['2026-06-08', 'B', { net_sales: 500, units: 2 }])
    expect(asked.every(({ token }) => token === 'hidden-token')).toBe(true)
    expect(asked.some(({ url }) => url === '/orders?from=2026-06-01&to=2026-06-10&page=1')).toBe(true)
  })

  it('may answer CSV beside JSON, by cursor, to a POST', async () => {
    answer = (url, body) => {
      if (url.pathname === '/visits.csv') return { body: '\uFEFFDay,Visits\n2026-06-08,"1,200"\n' }
      const { after, from } = JSON.parse(body) as { after: string; from: string }
      if (from !== '2026-06-01') return { body: '{"rows":[],"next":null}' }
      const rows = [{ d: '2026-06-08', v: after === '' ? '1' : '2.5' }]
      return { body: JSON.stringify({ rows, next: after === '' ? 'two"' : null }) }
    }
    const sales = {
      address: `${origin()}/sales`,
      method: 'POST',
      body: { from: '{from}', to: '{to}', after: '{cursor}' },
      rows: 'rows',
      next: 'next',
      day: 'd',
      measures: { net_sales: 'v' },
      zeros: true,
    }
    const visits = { address: `${origin()}/visits.csv`, format: 'csv', day: 'Day', measures: { sessions: 'Visits' } }

    expect(await fetched({ reports: [sales, visits] })).toBe(true)

    const days = await stored('Warehouse US')
    expect(days.find(([day]) => day === '2026-06-08')?.[2]).toEqual({ net_sales: 350, sessions: 1200 })
    expect(days.find(([day]) => day === '2026-06-07')?.[2]).toEqual({ net_sales: 0 })
    expect(asked.every(({ token }) => token === 'Bearer hidden-token')).toBe(true)
  })

  it.each([
    ['a refused token', { status: 401, body: '' }, /did not accept/],
    ['another address to go to', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }, /302/],
    ['rows that are no list', { body: '{"rows":{}}' }, /not a list.*rows/],
  ])('is not connected with %s', async (_name, told, words) => {
    answer = () => told
    const report = { address: origin(), rows: 'rows', day: 'd', measures: { net_sales: 'v' } }

    await expect(fetched({ reports: [report] })).rejects.toThrow(words)
    expect(asked.every(({ url }) => url === '/')).toBe(true)
  })

  it.each([
    ['a column', { measures: { net_sales: 'gone.amount' } }, /missing.*gone\.amount/],
    ['a filter of the report', { only: { state: 'paid' } }, /fits no row.*state: paid/],
    ['a filter of the store', {}, /fits no row.*shop: us/],
  ])('is refused by the name of %s that no row has, and what was connected stays', async (_name, over, words) => {
    answer = () => ({ body: JSON.stringify([{ d: '2026-06-09', v: '1', shop: 'eu', state: 'open' }]) })
    const report = { address: origin(), day: 'd', measures: { net_sales: 'v' } }
    expect(await fetched({ reports: [report] })).toBe(true)
    const connections = () => db.execute(sql`select id, fingerprint, state from connections`)
    const before = await connections()
    const stores = [{ ...store, ...(Object.keys(over).length === 0 && { only: { shop: 'us' } }) }]

    await expect(fetched({ stores, reports: [{ ...report, ...over }] })).rejects.toThrow(words)

    expect(await connections()).toEqual(before)
  })

  it.each([
    [{ reports: [{ address: 'http://erp.example', day: 'd', measures: { net_sales: 'v' } }] }, /https/],
    [
      { reports: [{ address: 'https://erp.example', day: 'd', measures: { sales_of_moon: 'v' } }] },
      /sales_of_moon is no measure/,
    ],
    [{ reports: [{ address: 'https://erp.example', day: 'd', measures: {} }] }, /at least one measure/],
    [{ stores: [{ ...store, time_zone: 'Mars' }] }, /time zone/],
  ])('needs keys that make sense: %j', async (keys, words) => {
    const reports = [{ address: 'https://erp.example', day: 'd', measures: { net_sales: 'v' } }]
    await expect(fetched({ reports, ...keys })).rejects.toThrow(words)
  })
})
