import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createFigures } from '#src/features/figures/figures.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const token = 'a-token-of-the-test'
const asked: unknown[] = []
const url = '/api/v1/observations'
const authorization = `Bearer ${token}`
const day = '2026-11-20'

async function createApp(apiToken: string | null = token): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true })
  app.setErrorHandler(errorHandler(async () => null))
  const enqueue = async (_tx: unknown, job: string) => void asked.push(job)
  await app.register(
    pushRoutes({ db, figures: createFigures(db), apiToken, now: () => new Date('2026-11-21T12:00:00Z'), enqueue }),
  )
  return app
}

const app = await createApp()
afterAll(() => app.close())

beforeEach(async () => {
  await truncate(db, 'metric_day, dirty_days, stores, sources, claims restart identity')
  await db.execute(sql`
    insert into stores (slug, name, platform, market, currency, time_zone, aliases) values
      ('west', 'West', 'other', 'us', 'USD', 'America/New_York', '{}'),
      ('rakuten-jp', '楽天本店', 'rakuten', 'jp', 'JPY', 'Asia/Tokyo', '{R店}')`)
  asked.length = 0
})

function push(body: unknown, headers: Record<string, string> = {}) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization, 'content-type': 'application/json', ...headers },
  })
}

function row(measures: Record<string, unknown>, over: Record<string, unknown> = {}) {
  return { store: 'west', day, measures, ...over }
}

async function stored(store = 'west', sku = '') {
  const [found] = await db.execute<{ m: Record<string, string> }>(sql`
    select (select jsonb_object_agg(f.key, f.value) from jsonb_each_text(t.m) f) as m
    from metric_day t join stores s on s.id = t.store_id where s.slug = ${store} and t.sku = ${sku}`)
  return found?.m ?? null
}

describe('who may push', () => {
  it.each([{}, { authorization: 'Bearer wrong' }, { authorization: token }, { authorization: `Basic ${token}` }])(
    'nobody without the token: %o',
    async headers => {
      const response = await app.inject({ method: 'POST', url, payload: [row({ orders: 1 })], headers })

      expect(response.statusCode).toBe(401)
      expect(await stored()).toBeNull()
    },
  )

  it('nobody at all where no token is configured, and the answer says what to do', async () => {
    const closed = await createApp(null)
    const response = await closed.inject({ method: 'POST', url, payload: [], headers: { authorization: 'Bearer ' } })
    await closed.close()

    expect(response.statusCode).toBe(503)
    expect(response.json().error).toContain('API_TOKEN')
  })
})

describe('rows that are fine', () => {
  it('are stored in minor units of the store, exactly, from numbers and text', async () => {
    const response = await push([
      row({ net_sales: '123.45', ad_spend: 0.07, cogs: 19.999, orders: 3 }),
      row({ net_sales: 12800, units: '2' }, { store: 'rakuten-jp' }),
      row({ net_sales: 1.1 }, { sku: 'A-1', source: 'erp', currency: 'USD' }),
    ])

    expect(response.json()).toMatchObject({ received: 3, accepted: 3, inserted: 3, refused: [], refusedCount: 0 })
    expect(await stored()).toEqual({ net_sales: '12345', ad_spend: '7', cogs: '1999.9', orders: '3' })
    expect(await stored('rakuten-jp')).toEqual({ net_sales: '12800', units: '2' })
    expect(await stored('west', 'A-1')).toEqual({ net_sales: '110' })
  })

  it('may come one per line, with or without a line end after the last', async () => {
    const lines = [row({ orders: 1 }), row({ orders: 2 }, { sku: 'A' })].map(line => JSON.stringify(line))
    const response = await push(`\ufeff${lines.join('\r\n\n')}`, { 'content-type': 'application/x-ndjson' })

    expect(response.json()).toMatchObject({ received: 2, accepted: 2, inserted: 2 })
  })

  it('may name stores and figures in other languages', async () => {
    const response = await push([
      row({ 売上: 500, 'Ad spend': 20 }, { store: '楽天本店' }),
      row({ orders: 1 }, { store: 'R店' }),
    ])

    expect(response.json().refused).toEqual([])
    expect(await stored('rakuten-jp')).toEqual({ net_sales: '500', ad_spend: '20', orders: '1' })
  })

  it('are counted as unchanged when sent again, and as corrected when they differ later', async () => {
    await push([row({ orders: 3 })])
    const again = await push([row({ orders: 3 })])
    const changed = await push([row({ orders: 4 })])

    expect(again.json()).toMatchObject({ accepted: 1, inserted: 0, changed: 0, unchanged: 1 })
    expect(changed.json()).toMatchObject({ changed: 1, corrected: 1 })
  })

  it('ask for evaluation, but only when something changed', async () => {
    await push([row({ orders: 3 })])
    await push([row({ orders: 3 })])

    expect(asked).toEqual(['evaluate'])
  })
})

describe('rows that are not fine', () => {
  it.each([
    [{ store: 'wesst' }, 'store', /no store wesst. Did you mean west/],
    [{ store: 'somewhere-else-entirely' }, 'store', /no store/],
    [{ store: undefined }, 'store', /store is missing/],
    [{ measures: { net_sale: 1 } }, 'measures.net_sale', /Did you mean net_sales/],
    [{ measures: { web_orders: 1 } }, 'measures.web_orders', /Did you mean orders/],
    [{ measures: { temperature: 1 } }, 'measures.temperature', /GET \/api\/v1\/kpis/],
    [{ measures: { conversion_rate: 0.1 } }, 'measures.conversion_rate', /computed/],
    [{ measures: { orders: -2 } }, 'measures.orders', /below 0/],
    [{ measures: { units: '3.5' } }, 'measures.units', /whole number/],
    [{ measures: {} }, 'measures', /at least one figure/],
    [{ measures: { orders: 'many' } }, 'measures.orders', /not a number/],
    [{ measures: { orders: null } }, 'measures.orders', /not a number/],
    [{ measures: { orders: 1e300 } }, 'measures.orders', /not a number/],
    [{ measures: { orders: 1, ORDERS: 2 } }, 'measures.ORDERS', /twice/],
    [{ day: '2026-02-30' }, 'day', /must be a day/],
    [{ day: '2026-11-23' }, 'day', /in the future/],
    [{ day: '1999-12-31' }, 'day', /before 2000/],
    [{ day: 20261120 }, 'day', /must be text/],
    [{ currency: 'JPY' }, 'currency', /not the one of the store, USD/],
    [{ sku: 'x'.repeat(129) }, 'sku', /at most 128/],
    [{ sku: 'a\u0000b' }, 'sku', /cannot be stored/],
    [{ source: 'ERP!' }, 'source', /lower-case/],
    [{ stor: 'west' }, 'stor', /no field stor/],
  ])('are refused with field and reason: %o', async (over, field, reason) => {
    const response = await push([row({ orders: 1 }, over), row({ orders: 7 }, { sku: 'good' })])

    const { accepted, refused } = response.json()
    expect(accepted).toBe(1)
    expect(refused).toEqual([expect.objectContaining({ index: 0, field, reason: expect.stringMatching(reason) })])
    expect(await stored('west', 'good')).toEqual({ orders: '7' })
  })

  it('are explained in the language that the client asks for', async () => {
    const response = await push([row({ net_sale: 1 })], { 'accept-language': 'zh-CN,zh;q=0.9' })

    expect(response.json().refused[0].message).toContain('您是指 net_sales 吗')
  })

  it('cost only themselves: broken lines, lines that are too long, values that are no objects', async () => {
    const lines = [
      JSON.stringify(row({ orders: 1 })),
      '{"store":',
      '42',
      `{"store":"${'x'.repeat(200_000)}"}`,
      JSON.stringify(row({ orders: 2 })),
    ]
    const response = await push(lines.join('\n'))

    expect(response.json()).toMatchObject({ received: 5, accepted: 2, refusedCount: 3 })
    expect(response.json().refused.map((refusal: { index: number }) => refusal.index)).toEqual([1, 2, 3])
    expect(await stored()).toEqual({ orders: '2' })
  })

  it('are told from an array that ends too early, whose whole rows are stored', async () => {
    const response = await push(`[${JSON.stringify(row({ orders: 1 }))},{"store":"west","da`)

    expect(response.json()).toMatchObject({ accepted: 1, refusedCount: 1 })
    expect(response.json().refused[0].reason).toContain('ends in the middle')
  })

  it('are named up to a bound and counted beyond it', async () => {
    const response = await push(Array.from({ length: 1500 }, () => ({})))

    expect(response.json().refused).toHaveLength(1000)
    expect(response.json().refusedCount).toBe(1500)
  })
})

describe('an array in pieces', () => {
  it('gives the same rows however the bytes are cut', async () => {
    const { jsonRows } = await import('#src/http/push/json-rows.ts')
    const rows = [
      row({ orders: 1 }),
      { text: 'brackets ]}{[ and "quotes" \\ in text', more: [{ a: [1] }] },
      { s: '楽天"\\' },
    ]
    for (const body of [
      JSON.stringify(rows),
      JSON.stringify(rows, null, 2),
      rows.map(one => JSON.stringify(one)).join('\n'),
    ]) {
      const bytes = Buffer.from(body)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async sizes => {
          const found: unknown[] = []
          for await (const piece of jsonRows(Readable.from(cut(bytes, sizes)))) {
            for (const one of piece) found.push('text' in one ? JSON.parse(one.text) : one)
          }
          expect(found).toEqual(rows)
        }),
        { numRuns: 50 },
      )
    }
  })

  it('gives what is no object, too, however the bytes are cut', async () => {
    const { jsonRows } = await import('#src/http/push/json-rows.ts')
    const element = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.dictionary(fc.string(), fc.jsonValue()),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, { minLength: 1 }),
        fc.constantFrom(0, 2),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async (elements, indent, sizes) => {
          const bytes = Buffer.from(JSON.stringify(elements, null, indent))
          const found: unknown[] = []
          for await (const piece of jsonRows(Readable.from(cut(bytes, sizes)))) {
            for (const one of piece) found.push('text' in one ? JSON.parse(one.text) : one)
          }
          expect(found).toEqual(JSON.parse(bytes.toString()))
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each([
    ['[1,2]', 2],
    ['[null]', 1],
    ['["a", {"store":"west"}, true]', 3],
    ['[{"store":"west"}] and more', 2],
    ['[{"store":"west"}}]', 2],
    ['["never closed', 2],
  ])('%s: each is refused by name, none vanishes', async (body, count) => {
    const { received, refusedCount } = (await push(body)).json<{ received: number; refusedCount: number }>()

    expect({ received, refusedCount }).toEqual({ received: count, refusedCount: count })
  })
})

function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let start = 0
  for (let i = 0; start < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    yield bytes.subarray(start, start + size)
    start += size
  }
}

describe('a request with a key', () => {
  it('is answered again without being stored again', async () => {
    const first = await push([row({ orders: 1 }), row({ nothing: 1 })], { 'idempotency-key': 'k1' })
    await push([row({ orders: 9 })])
    const again = await push([row({ orders: 1 }), row({ nothing: 1 })], { 'idempotency-key': 'k1' })

    expect(again.json()).toEqual(first.json())
    expect(await stored()).toEqual({ orders: '9' })
  })

  it('is refused when the key comes with another body', async () => {
    await push([row({ orders: 1 })], { 'idempotency-key': 'k1' })
    const other = await push([row({ orders: 2 })], { 'idempotency-key': 'k1' })

    expect(other.statusCode).toBe(409)
    expect(await stored()).toEqual({ orders: '1' })
  })

  it('is told to wait while the first still runs, and taken over when that was lost', async () => {
    await db.execute(
      sql`insert into claims (key, at) values ('push/k1', '2026-11-21T11:59:00Z'), ('push/k2', '2026-11-21T11:00:00Z')`,
    )
    const running = await push([row({ orders: 1 })], { 'idempotency-key': 'k1' })
    const lost = await push([row({ orders: 1 })], { 'idempotency-key': 'k2' })

    expect(running.statusCode).toBe(409)
    expect(running.headers['retry-after']).toBe('5')
    expect(lost.statusCode).toBe(200)
  })
})

describe('a long body', () => {
  it('of 50 MB goes in over a real connection with flat memory', async () => {
    const server = await createApp()
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const before = process.memoryUsage().rss
    let peak = 0
    const pad = 'x'.repeat(100)
    async function* body() {
      for (let i = 0; i < 2000; i++) {
        peak = Math.max(peak, process.memoryUsage().rss - before)
        const line = JSON.stringify({
          store: 'west',
          sku: `S${i % 40}-${pad}`,
          day,
          measures: { units: i, net_sales: '1.05' },
        })
        yield `${line}\n`.repeat(128)
      }
    }

    const answer = await send(port, Readable.from(body()))
    await server.close()

    expect(answer).toMatchObject({ received: 256_000, accepted: 256_000, refusedCount: 0 })
    expect(await stored('west', `S39-${pad}`)).toEqual({ units: '1999', net_sales: '105' })
    expect(peak / 1_048_576).toBeLessThan(300)
  }, 400_000)
})

function send(port: number, body: Readable): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'content-type': 'application/x-ndjson' }
    const request = httpRequest({ host: '127.0.0.1', port, path: url, method: 'POST', headers }, response => {
      let text = ''
      response.on('data', chunk => {
        text += String(chunk)
      })
      response.on('end', () => resolve(JSON.parse(text)))
    })
    request.on('error', reject)
    body.pipe(request)
  })
}

describe('several clients', () => {
  it('that push the same keys at once all succeed, and one of their values stands', async () => {
    const rows = (value: number) =>
      Array.from({ length: 300 }, (_, i) => row({ units: value }, { sku: `S${(i * 7) % 300}` }))
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(value => push(value % 2 ? rows(value) : rows(value).reverse())),
    )

    expect(answers.map(answer => answer.statusCode)).toEqual([200, 200, 200, 200, 200])
    const values = await db.execute<{ v: string }>(
      sql`select distinct m->>'units' as v from metric_day where sku <> ''`,
    )
    expect(values).toHaveLength(1)
    expect(await stored()).toEqual({ units: String(300 * Number(values[0]?.v)) })
  })
})
