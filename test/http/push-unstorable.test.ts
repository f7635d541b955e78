import { sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { createFigures } from '#src/features/figures/figures.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const apiToken = 'a-token-of-the-test'
const app = Fastify()
app.setErrorHandler(errorHandler(async () => null))
const parts = { db, figures: createFigures(db), apiToken, now: () => new Date('2026-11-21T12:00:00Z') }
await app.register(pushRoutes({ ...parts, enqueue: async () => {} }))
afterAll(() => app.close())

beforeEach(async () => {
  await truncate(db, 'metric_day, dirty_days, stores, sources, claims restart identity')
  await db.execute(sql`
    insert into stores (slug, name, platform, market, currency, time_zone, aliases)
    values ('west', 'West', 'other', 'us', 'USD', 'America/New_York', '{}')`)
})

const good = '{"store":"west","day":"2026-11-20","measures":{"orders":7}}'

/** Rows as they are sent: what JSON can say and no database can keep. */
const bad: readonly (readonly [string, string, string])[] = [
  [
    'half of a character in a SKU',
    '{"store":"west","day":"2026-11-20","sku":"s\\ud800","measures":{"units":1}}',
    'sku',
  ],
  ['the other half', '{"store":"west","day":"2026-11-20","sku":"\\udc00s","measures":{"units":1}}', 'sku'],
  ['a NUL in a SKU', '{"store":"west","day":"2026-11-20","sku":"a\\u0000","measures":{"units":1}}', 'sku'],
  ['a NUL in a store', '{"store":"we\\u0000st","day":"2026-11-20","measures":{"units":1}}', 'store'],
  ['half of a character in a day', '{"store":"west","day":"2026-11-20\\ud800","measures":{"units":1}}', 'day'],
  ['a NUL in a source', '{"store":"west","source":"\\u0000","day":"2026-11-20","measures":{"units":1}}', 'source'],
  ['a NUL in a measure', '{"store":"west","day":"2026-11-20","measures":{"un\\u0000its":1}}', 'measures'],
  [
    'half of a character in a field',
    '{"store":"west","\\ud800":1,"day":"2026-11-20","measures":{"units":1}}',
    '\ufffd',
  ],
]

it.each(bad)('refuses %s, names the row, and takes all others, as JSON and as lines', async (_, row, field) => {
  for (const [payload, key] of [
    [`[${good},${row},${row}]`, 'as-array'],
    [`${good}\n${row}\n${row}\n`, 'as-lines'],
  ] as const) {
    const headers = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json', 'idempotency-key': key }
    const send = () => app.inject({ method: 'POST', url: '/api/v1/observations', payload, headers })

    const response = await send()
    const again = await send()

    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ received: 3, accepted: 1, refusedCount: 2 })
    expect(response.json().refused.map((one: { index: number }) => one.index)).toEqual([1, 2])
    expect(response.json().refused[0].field).toBe(field)
    expect(response.json().refused[0].reason).toContain('cannot be stored')
    expect(again.json()).toEqual(response.json())
  }
})

it('keeps the answer to a row that is cut in the middle of a character', async () => {
  const long = `{"store":"${'x'.repeat(109)}😀😀","day":"2026-11-20","measures":{"units":1}}`
  const headers = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json', 'idempotency-key': 'cut' }

  const response = await app.inject({ method: 'POST', url: '/api/v1/observations', payload: `[${long}]`, headers })

  expect(response.statusCode).toBe(200)
  expect(response.json()).toMatchObject({ received: 1, refusedCount: 1 })
})
