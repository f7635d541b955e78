import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { listAudit } from '#src/features/conversation/store/audit.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { mcpRoutes } from '#src/mcp/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { callTool, connectTo } from './client.ts'

let now = new Date('2026-11-20T18:00:00Z')

let database: Database
let talk: Talk
let app: FastifyInstance
let address: string

beforeAll(async () => {
  database = await testDatabase()
  app = Fastify({ forceCloseConnections: true })
  await app.register(
    mcpRoutes({
      db: database.db,
      figures: createFigures(database.db),
      commands,
      now: () => now,
      teamTimeZone: 'UTC',
      adminEmail: null,
      health: () => Promise.resolve({ ready: true, checks: [] }),
      enqueue: () => Promise.resolve(),
      log: { info: () => {}, error: fields => void bugs.push(fields) },
      pages: createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' }),
      publicUrl: 'https://kpi.example.com',
    }),
  )
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})

const bugs: unknown[] = []

afterAll(() => app.close())

beforeEach(async () => {
  now = new Date('2026-11-20T18:00:00Z')
  await truncate(
    database.db,
    'channels, people, stores, targets, metric_day, export_files, access_tokens, audit, counters restart identity cascade',
  )
  const west = await addStore(database.db, 'west')
  const east = await addStore(database.db, 'east', { market: 'jp', currency: 'JPY' })
  await addDays(database.db, west.id, ['2026-10-01', '2026-11-19'], { net_sales: 1_234_56 })
  await addDays(database.db, east.id, ['2026-10-01', '2026-11-19'], { net_sales: 98_765 })
  await addPerson(database.db, 'Owner', { role: 'administrator' })
  await addPerson(database.db, 'Local', { role: 'viewer', scope: ['store:west'] })
  talk = talkTo(database.db, commands, now)
})

async function tokenOf(who: string): Promise<string> {
  const text = textOf(await talk.say('link mcp', `${who}@example.com`))
  return /lsk_[\w-]{40,}/.exec(text)?.[0] ?? ''
}

const connected = (token: string) => connectTo(address, token)
const call = (token: string, name: string, args: Record<string, unknown> = {}) => callTool(address, token, name, args)

function post(headers: Record<string, string>, body: unknown = { jsonrpc: '2.0', id: 1, method: 'tools/list' }) {
  const usual = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  return app.inject({
    method: 'POST',
    url: '/mcp',
    headers: { host: '127.0.0.1', ...usual, ...headers },
    payload: body as object,
  })
}

describe('the tools for assistants', () => {
  it('are listed with schemas, and all of them only read', async () => {
    const client = await connected(await tokenOf('owner'))
    const { tools } = await client.listTools()
    await client.close()

    const names = tools.map(tool => tool.name)
    expect(names).toEqual(
      expect.arrayContaining([
        'status',
        'trend',
        'compare',
        'alerts',
        'targets',
        'kpis',
        'score',
        'rank',
        'sources',
        'sync',
        'export',
        'ask',
      ]),
    )
    expect(tools.every(tool => tool.annotations?.readOnlyHint === true && tool.inputSchema.type === 'object')).toBe(
      true,
    )
    for (const verb of ['why', 'forecast', 'advise'])
      expect(names.includes(verb)).toBe(commands.some(command => command.name === verb))
  })

  it('give the figures of the person whose token it is', async () => {
    const trend = await call(await tokenOf('local'), 'trend', { kpis: ['sales'], period: '7d' })
    const status = await call(await tokenOf('local'), 'status', {
      kpis: ['sales'],
      places: ['west'],
      period: 'yesterday',
    })
    const elsewhere = await call(await tokenOf('local'), 'status', { places: ['east'] })

    expect(trend.rows).toHaveLength(7)
    expect(trend.rows[0]).toMatchObject({ kpi: 'sales', value: 1234.56, unit: 'USD', place: 'West' })
    expect(status.rows[0]).toMatchObject({ value: 1234.56 })
    expect(elsewhere.isError).toBe(true)
  })

  it.each([
    ['compare', { kpis: ['sales'], periods: ['7d'] }],
    ['alerts', {}],
    ['targets', {}],
    ['kpis', {}],
    ['explain_kpi', { kpi: 'acos' }],
    ['rank', {}],
    ['sources', {}],
    ['sync', {}],
    ['ask', { line: '状态 销售额 昨天' }],
    ['ask', { line: 'note list' }],
  ])('%s answers %j', async (name, args) => {
    const result = await call(await tokenOf('owner'), name, args)

    expect(result.isError ?? false, result.text).toBe(false)
    expect(result.text.length).toBeGreaterThan(5)
    expect(bugs).toEqual([])
  })

  it.each(['target sales west 2026-11 50000', 'people add "X" x@example.com', 'note west "hello"', 'link mcp'])(
    'ask changes nothing by “%s”',
    async line => {
      const token = await tokenOf('owner')
      const before = await database.db.execute('select count(*)::int as n from access_tokens')
      const result = await call(token, 'ask', { line })
      const after = await database.db.execute(
        'select (select count(*) from access_tokens)::int as n, (select count(*) from targets)::int + (select count(*) from people)::int as m',
      )

      expect(result.isError).toBe(true)
      expect(after[0]).toMatchObject({ n: before[0]?.n, m: 2 })
    },
  )

  it.each([
    ['status', { kpi: 'sales', place: 'west', periods: ['yesterday'] }, 'status sales west yesterday'],
    ['status', { kpis: 'sales', places: 'west', period: 'yesterday' }, 'status sales west yesterday'],
    ['status', { kpi: ['sales'], kpis: ['orders', 'sales'], place: 'east' }, 'status orders sales east'],
    ['trend', { kpi: 'sales', place: 'west', period: '7d' }, 'trend sales west 7d'],
    ['forecast', { kpi: 'sales', place: 'west', period: 'this month' }, 'forecast sales west this month'],
    ['why', { kpi: 'sales', place: 'west' }, 'why sales west'],
    ['why', { kpi: 'sales', place: 'west', periods: ['7d', 'last week'] }, 'why sales west 7d last week'],
    ['why', { kpi: 'sales', place: 'west', period: '2026-10', against: '2026-09' }, 'why sales west 2026-10 2026-09'],
    ['why', { kpi: 'sales', place: 'west', against: 'last week' }, 'why sales west yesterday last week'],
    ['why', { kpi: 'sales', place: 'west', period: 'last week', against: 'yoy' }, 'why sales west last week yoy'],
    ['compare', { kpi: 'sales', places: ['west', 'east'], period: 'last week' }, 'compare sales west east last week'],
    [
      'compare',
      { kpi: 'sales', place: 'west', period: '2026-10', against: '2026-09' },
      'compare sales west 2026-10 2026-09',
    ],
    ['compare', { kpi: 'sales', period: ['2026-10', '2026-09'] }, 'compare sales 2026-10 2026-09'],
    ['alerts', { place: 'west', kpi: 'sales' }, 'alerts sales west'],
    ['targets', { place: 'west', kpi: 'sales', periods: '2026-11' }, 'target list sales west 2026-11'],
    ['explain_kpi', { kpis: ['acos'] }, 'help acos'],
    ['advise', { place: 'west' }, 'advise west'],
    ['sync', { place: 'west' }, 'sync list west'],
    ['rank', { periods: ['last month'] }, 'rank last month'],
  ])('%s means the same by one name and by many: %j', async (name, args, line) => {
    const result = await call(await tokenOf('owner'), name, args)

    expect(result.isError ?? false, result.text).toBe(false)
    expect(result.structuredContent).toMatchObject({ line })
  })

  it.each([
    ['status', { kpi: 'sales', store: 'west' }, 'store', 'kpis, kpi, places, place, period, periods'],
    ['why', { kpi: 'sales', until: 'today' }, 'until', 'kpis, kpi, places, place, period, periods, against, id'],
    ['compare', { kpi: 'sales', stores: ['west'] }, 'stores', 'against'],
    ['trend', { kpi: 'sales', from: '2026-10-01', to: '2026-10-07' }, 'from, to', 'period'],
    ['forecast', { kpi: 'sales', against: 'last week' }, 'against', 'period'],
    ['advise', { period: '7d' }, 'period', 'kpis, kpi, places, place'],
    ['kpis', { theme: 'ads' }, 'theme', 'no arguments'],
    ['sources', { place: 'west' }, 'place', 'no arguments'],
    ['explain_kpi', { name: 'acos' }, 'name', 'kpi, kpis'],
    ['explain_kpi', {}, 'kpi', 'missing'],
    ['ask', { line: 'status', verb: 'x' }, 'verb', 'line'],
    ['export', { line: 'status', kind: 'csv' }, 'kind', 'line, format'],
  ])('%s refuses what it does not know, and names what it takes: %j', async (name, args, wrong, right) => {
    const result = await call(await tokenOf('owner'), name, args)

    expect(result.isError).toBe(true)
    expect(result.text).toContain(wrong)
    expect(result.text).toContain(right)
  })

  it('list every argument, and say that there are no others', async () => {
    const client = await connected(await tokenOf('owner'))
    const { tools } = await client.listTools()
    await client.close()

    expect(tools.filter(tool => tool.inputSchema.additionalProperties !== false).map(tool => tool.name)).toEqual([])
    for (const name of ['why', 'compare'])
      expect(Object.keys(tools.find(tool => tool.name === name)?.inputSchema.properties ?? {})).toContain('against')
  })

  it('make a file with a signed address', async () => {
    const result = await call(await tokenOf('owner'), 'export', { line: 'trend sales west 7d', format: 'csv' })

    expect(result.text).toMatch(/https:\/\/kpi\.example\.com\/files\/exports\/trend-sales-2026-11-20\.csv\?page=/)
  })

  it('leave one audit record each, also where they refuse', async () => {
    const token = await tokenOf('local')
    await call(token, 'status', { kpis: ['sales'] })
    await call(token, 'status', { kpis: ['nonsense'] })

    const mine = (await listAudit(database.db, 10)).filter(entry => entry.messenger === 'mcp')
    expect(mine.map(({ outcome, line, via }) => ({ outcome, line, via }))).toEqual([
      { outcome: 'misunderstood', line: 'status nonsense', via: 'program' },
      { outcome: 'ok', line: 'status sales', via: 'program' },
    ])
  })
})

describe('who is let in', () => {
  it.each([{}, { authorization: 'Bearer lsk_wrong' }, { authorization: 'Basic abc' }, { authorization: 'Bearer ' }])(
    'nobody without a token: %j',
    async headers => {
      const answer = await post(headers)

      expect(answer.statusCode).toBe(401)
      expect(answer.headers['www-authenticate']).toBe('Bearer')
    },
  )

  it('nobody whose token was ended, ran out, or who has left', async () => {
    const ended = await tokenOf('local')
    const old = await tokenOf('owner')
    expect((await post({ authorization: `Bearer ${ended}` })).statusCode).toBe(200)
    await talk.say('link mcp revoke', 'local@example.com')
    expect((await post({ authorization: `Bearer ${ended}` })).statusCode).toBe(401)
    const fresh = await tokenOf('local')
    await database.db.execute(`update people set active = false where email = 'local@example.com'`)
    expect((await post({ authorization: `Bearer ${fresh}` })).statusCode).toBe(401)
    now = new Date('2027-03-01T00:00:00Z')
    expect((await post({ authorization: `Bearer ${old}` })).statusCode).toBe(401)
  })

  it.each([
    [{ host: 'evil.example.net' }, 403],
    [{ origin: 'https://evil.example.net' }, 403],
    [{ origin: 'null' }, 403],
    [{ host: 'kpi.example.com', origin: 'https://kpi.example.com' }, 200],
    [{ host: 'localhost:3000', origin: 'http://localhost:3000' }, 200],
  ])('by name and page %j: %i', async (headers, code) => {
    const authorization = `Bearer ${await tokenOf('owner')}`

    expect((await post({ authorization, ...headers })).statusCode).toBe(code)
  })

  it('keeps no token, only its hash', async () => {
    const token = await tokenOf('owner')
    const rows = await database.db.execute('select * from access_tokens')

    expect(JSON.stringify(rows)).not.toContain(token.slice(4))
  })

  it('asks somebody who asks too much to wait', async () => {
    const authorization = `Bearer ${await tokenOf('owner')}`
    const codes = new Set<number>()
    for (let at = 0; at < 125; at += 1) codes.add((await post({ authorization })).statusCode)

    expect(codes).toEqual(new Set([200, 429]))
  })

  it('has no streams and no sessions', async () => {
    const authorization = `Bearer ${await tokenOf('owner')}`
    const answer = await app.inject({ method: 'GET', url: '/mcp', headers: { host: 'localhost', authorization } })

    expect(answer.statusCode).toBe(405)
  })
})
