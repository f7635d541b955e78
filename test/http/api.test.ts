import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createFigures } from '#src/features/figures/figures.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { importRoutes } from '#src/http/imports.ts'
import { openApi, openApiRoutes } from '#src/http/openapi/index.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import { readApiRoutes } from '#src/http/read-api.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const token = 'a-token-of-the-test'
const headers = { authorization: `Bearer ${token}` }
const app = Fastify()
app.setErrorHandler(errorHandler(async () => null))
const parts = { db, figures: createFigures(db), apiToken: token, now: () => new Date('2026-11-21T12:00:00Z') }
for (const routes of [pushRoutes, importRoutes, readApiRoutes]) await app.register(routes(parts))
await app.register(openApiRoutes())
const routes: string[] = []
await app.ready()
afterAll(() => app.close())

beforeEach(async () => {
  await truncate(
    db,
    'metric_day, stores, imports, import_rows, order_lines, import_mappings, sources restart identity cascade',
  )
})

const csv = 'Date,Store,Sales,Orders\n2026-11-19,West,100.50,4\n2026-11-20,West,x,1\n2026-11-20,West,50,1\n'

function upload(query = '', payload: string | Buffer = csv, type = 'text/csv') {
  return app.inject({
    method: 'POST',
    url: `/api/v1/imports${query}`,
    payload,
    headers: { ...headers, 'content-type': type },
  })
}

describe('files over HTTP', () => {
  it('of exchange rates are counted, and stored when that is asked; invented currencies are named by row', async () => {
    const rates = 'date,from,to,rate\n2026-11-01,USD,JPY,155.2\n2026-11-01,ABX,JPY,2\n'
    const counted = await upload('', rates)
    const before = await db.execute(sql`select from exchange_rates`)
    const stored = await upload('?apply=1', rates)

    expect(counted.json()).toMatchObject({ stored: false, rates: { rates: 1, rowsSkipped: 1 } })
    expect(before).toHaveLength(0)
    expect(stored.json()).toMatchObject({ stored: true, rates: { skipped: [{ row: 3 }] } })
    expect(JSON.stringify(stored.json())).toContain('ABX')
    expect(await db.execute(sql`select from exchange_rates`)).toHaveLength(1)
    await truncate(db, 'exchange_rates')
  })

  it('are previewed, and stored when that is asked', async () => {
    const previewed = await upload('?market=us&zone=America/New_York')
    const { id } = previewed.json().preview
    const applied = await app.inject({ method: 'POST', url: `/api/v1/imports/${id}/apply`, headers })
    const again = await upload('?market=us&apply=1&zone=America/New_York')

    expect(previewed.json().preview).toMatchObject({
      kind: 'daily',
      rowsRead: 3,
      rowsSkipped: 1,
      stores: [{ slug: 'west' }],
    })
    expect(applied.json()).toMatchObject({ inserted: 2, newStores: ['west'] })
    expect(again.json().result).toMatchObject({ alreadyApplied: true })
  })

  it('that are not understood show their columns, and are read as somebody says', async () => {
    const unknown = 'Wann,Wo,Eingenommen\n2026-11-19,West,100.50\n'
    const refused = await upload('?market=us', unknown)
    const map = ['Wann=day', 'Wo=store', 'Eingenommen=net_sales']
      .map(line => `&map=${encodeURIComponent(line)}`)
      .join('')
    const read = await upload(`?market=us&apply=1${map}`, unknown)

    expect(refused.statusCode).toBe(400)
    expect(refused.json().details.columns).toContainEqual({ name: 'Eingenommen', role: null, samples: ['100.50'] })
    expect(read.json()).toMatchObject({
      preview: { totals: [{ totals: { net_sales: '100.5' } }] },
      result: { inserted: 1 },
    })
    expect((await upload('?market=us', unknown.replace('19', '20'))).json().preview).toMatchObject({ remembered: true })
  })

  it('may come as a part of a form, and be taken back', async () => {
    const boundary = 'boundary'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="daily.csv"\r\nContent-Type: text/csv\r\n\r\n`
    const sent = await upload(
      '?market=us&apply=1',
      `${head}${csv}\r\n--${boundary}--\r\n`,
      `multipart/form-data; boundary=${boundary}`,
    )
    const { id } = sent.json().result
    const undone = await app.inject({ method: 'POST', url: `/api/v1/imports/${id}/undo`, headers })
    const listed = await app.inject({ url: '/api/v1/imports', headers })

    expect(sent.json().preview.fileName).toBe('daily.csv')
    expect(undone.json()).toMatchObject({ restored: 2, removedStores: ['west'] })
    expect(listed.json().imports).toMatchObject([{ id, state: 'undone', fileName: 'daily.csv' }])
  })

  it('that are workbooks are told by their bytes', async () => {
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    book.addWorksheet('Figures').addRows([
      ['日付', '店舗', '売上', '受注件数'],
      [new Date('2026-11-19T00:00:00Z'), '楽天', 1200, 3],
    ])
    const sent = await upload('?market=jp', Buffer.from(await book.xlsx.writeBuffer()), 'application/octet-stream')

    expect(sent.json().preview).toMatchObject({
      format: 'xlsx',
      days: [{ store: '楽天', day: '2026-11-19', currency: 'JPY', figures: { net_sales: '1200', orders: '3' } }],
    })
  })

  it.each([
    ['?market=us', '', 400, /empty/],
    ['', csv, 400, /--market/],
    ['?apply=2', csv, 400, /apply/],
    ['?mapping={', csv, 400, /mapping/],
    ['/7/apply', csv, 400, /no import #7/],
    ['/x/undo', csv, 400, /number/],
  ])('with faults are answered with a sentence: %s', async (query, payload, status, reason) => {
    const response = await upload(query, payload)

    expect(response.statusCode).toBe(status)
    expect(response.json().error).toMatch(reason)
  })

  it('leave nothing behind on disk', async () => {
    const { readdir } = await import('node:fs/promises')
    const { tmpdir } = await import('node:os')
    const left = async () =>
      (await readdir(tmpdir())).filter(name => name.startsWith('kpi-import-') && name.length > 40)
    const before = await left()
    await upload('?market=us&apply=1')
    await upload('', 'nonsense')

    expect((await left()).filter(name => !before.includes(name))).toEqual([])
  })
})

describe('figures over HTTP', () => {
  beforeEach(async () => {
    await upload('?market=us&apply=1&zone=America/New_York')
  })

  it('are read in major units, with quality', async () => {
    const url = '/api/v1/figures?kpi=sales,orders,aov&place=west&period=2026-11-19..2026-11-20'
    const response = await app.inject({ url, headers })

    const { place, period, figures } = response.json()
    expect({ place, period }).toEqual({ place: 'store:west', period: { from: '2026-11-19', to: '2026-11-20' } })
    expect(figures).toMatchObject([
      { kpi: 'sales', value: 150.5, currency: 'USD', quality: { daysWithData: 2, daysExpected: 2 } },
      { kpi: 'orders', value: 5, currency: null },
      { kpi: 'aov', value: 30.1, currency: 'USD' },
    ])
  })

  it.each([
    ['kpi=sals&place=west', /Nearest: sales/],
    ['kpi=sales&place=nowhere', /no place nowhere/],
    ['kpi=sales&period=someday', /is no period/],
    ['place=west', /kpi/],
    ['kpi=sales&from=2026-11-01&to=2026-11-05', /from.*to/],
    ['kpi=sales&periods=7d', /periods/],
  ])('are refused with the nearest name: %s', async (query, reason) => {
    const response = await app.inject({ url: `/api/v1/figures?${query}`, headers })

    expect(response.statusCode).toBe(400)
    expect(response.json().error).toMatch(reason)
  })

  it('come with the lists of stores, KPIs and measures', async () => {
    const stores = await app.inject({ url: '/api/v1/stores', headers })
    const kpis = await app.inject({ url: '/api/v1/kpis', headers })

    expect(stores.json().stores).toMatchObject([{ slug: 'west', currency: 'USD' }])
    expect(kpis.json().kpis.length).toBeGreaterThan(59)
    expect(kpis.json().measures.map((measure: { id: string }) => measure.id)).toContain('net_sales')
  })
})

describe('the description of the API', () => {
  it('names exactly the routes there are, and all of them want the token', async () => {
    for (const [path, methods] of Object.entries(openApi.paths)) {
      for (const method of Object.keys(methods)) routes.push(`${method.toUpperCase()} ${path}`)
    }
    for (const route of routes) {
      const [method, path = ''] = route.split(' ')
      const url = path.replace('{id}', '1')
      expect(app.hasRoute({ method: method as 'GET', url: path.replace('{id}', ':id') }), route).toBe(true)
      expect((await app.inject({ method: method as 'GET', url })).statusCode, route).toBe(401)
    }
    const served = app.printRoutes({ commonPrefix: false }).match(/(GET|POST)/g) ?? []
    expect(served.length).toBe(routes.length + 1)
  })

  it('is served to everybody, holds no dangling reference and is valid in its parts', async () => {
    const response = await app.inject({ url: '/openapi.json' })
    const text = response.body

    expect(response.json()).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: '1' } })
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(openApi.components.schemas).toHaveProperty(name ?? '')
    for (const methods of Object.values(openApi.paths)) {
      for (const operation of Object.values(methods)) {
        expect(operation).toMatchObject({ operationId: expect.any(String), summary: expect.any(String) })
        for (const answer of Object.values(operation.responses))
          expect(answer).toMatchObject({ description: expect.any(String) })
      }
    }
  })

  it('describes the fields that a push answers', async () => {
    const response = await app.inject({ method: 'POST', url: '/api/v1/observations', payload: [{}], headers })

    const { PushResult, Refusal } = openApi.components.schemas
    expect(Object.keys(response.json()).sort()).toEqual(Object.keys(PushResult.properties).sort())
    expect(Object.keys(response.json().refused[0]).sort()).toEqual([...Refusal.required].sort())
  })
})

it('slows down who asks too often', async () => {
  const slow = Fastify()
  await slow.register(readApiRoutes(parts))
  let last = 200
  for (let i = 0; i < 1000 && last === 200; i++)
    last = (await slow.inject({ url: '/api/v1/kpis', headers: { authorization: 'x' } })).statusCode === 429 ? 429 : 200
  await slow.close()

  expect(last).toBe(429)
})

it('has a licence', async () => {
  expect(JSON.parse(await readFile('package.json', 'utf8')).license).toBe(openApi.info.license.identifier)
})
