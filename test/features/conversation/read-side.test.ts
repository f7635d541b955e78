import { sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { createDispatch, createReadSide } from '#src/features/conversation/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { startSession } from '#src/features/sign-in/index.ts'
import { boardRoutes } from '#src/http/boards/index.ts'
import { readApiRoutes } from '#src/http/read-api.ts'
import { mcpRoutes } from '#src/mcp/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { openStandby } from '#src/platform/database/standby.ts'
import { serverWithStandby } from '#test/support/servers/standby.ts'
import { addDays, addPerson, addStore } from '#test/support/talk.ts'
import { silentLog, until } from '#test/support/waiting.ts'

const servers = await serverWithStandby()
const database = openDatabase(servers.url)
const { db } = database
const start = new Date('2026-11-20T20:00:00Z')
let now = start
const warnings: string[] = []
const standby = openStandby({
  ...{ db, url: servers.readUrl, now: () => now },
  log: { warn: (_fields, message) => void warnings.push(message) },
})
afterAll(() => standby.close().then(() => database.close()))
const readSide = createReadSide({ db, standby, commands, now: () => now })
const answer = createDispatch({
  ...{ db, commands, readSide, figures: createFigures(db), now: () => now, teamTimeZone: 'UTC', adminEmail: null },
  health: () => Promise.resolve({ ready: true, checks: [] }),
  enqueue: () => Promise.resolve(),
  log: silentLog,
})

async function ask(line: string, email = 'owner@example.com'): Promise<string> {
  const from = { messenger: 'web', workspace: '', person: email, profile: { email }, via: 'typed' } as const
  return JSON.stringify((await answer({ ...from, channel: `direct/${email}`, kind: 'direct', line })).cards)
}

/** Waits until all that is written stands on the standby, and says so by a moment of its own. */
async function caughtUp(): Promise<void> {
  await until(async () => {
    await standby.look()
    return standby.readableUntil()?.getTime() === now.getTime()
  })
}
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const replay = (word: 'pause' | 'resume') => standby.db.execute(sql.raw(`select pg_wal_replay_${word}()`))

const store = await addStore(db, 'west')
await addPerson(db, 'Owner')
await addPerson(db, 'Other')
await addDays(db, store.id, ['2026-11-19', '2026-11-19'], { net_sales: 111_00 })

const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl: 'http://127.0.0.1' })
const doors = {
  ...{
    db,
    commands,
    readSide,
    pages,
    figures: createFigures(db),
    now: () => now,
    teamTimeZone: 'UTC',
    adminEmail: null,
  },
  health: () => Promise.resolve({ ready: true, checks: [] }),
  enqueue: () => Promise.resolve(),
  log: silentLog,
  publicUrl: 'http://127.0.0.1',
}
const app = Fastify()
await app.register(mcpRoutes(doors))
await app.register(boardRoutes(doors))
const apiToken = 'a-token-of-the-push-api'
await app.register(readApiRoutes({ db, figures: doors.figures, apiToken, now: () => now, readSide }))
afterAll(() => app.close())

const program = { authorization: `Bearer ${apiToken}` }
const readByProgram = async (period: string) => {
  const url = `/api/v1/figures?kpi=sales&place=west&period=${period}`
  const answer = await app.inject({ url, headers: program })
  expect(answer.body).toContain('asOf')
  const { figures, asOf } = answer.json()
  return { value: figures[0].value, behind: (now.getTime() - Date.parse(asOf)) / 1000 }
}
async function readByBoard(day: string): Promise<string> {
  const [owner] = await db.execute<{ id: number }>(sql`select id from people where name = 'Owner'`)
  const secret = await startSession(db, { personId: owner?.id ?? 0, via: 'chat', device: 'test', now })
  const headers = { cookie: `kpi_session=${secret}` }
  return (await app.inject({ url: `/boards/store/west?period=${day}&kpi=sales`, headers })).body
}
let token = ''
async function readByAssistant(day: string): Promise<string> {
  const params = { name: 'status', arguments: { kpis: ['sales'], places: ['west'], period: day } }
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream', host: '127.0.0.1' }
  const payload = { jsonrpc: '2.0', id: 1, method: 'tools/call', params }
  return (await app.inject({ method: 'POST', url: '/mcp', headers, payload })).body
}

beforeEach(async () => {
  await replay('resume')
  later(60)
  await caughtUp()
})

it('reads from the standby, and says how old the figures are once that is noticeable', async () => {
  await replay('pause')
  await addDays(db, store.id, ['2026-11-18', '2026-11-18'], { net_sales: 222_00 })
  later(8)

  const card = await ask('status sales west 2026-11-18..2026-11-19')

  expect(card).toContain('111.00')
  expect(card).not.toContain('333.00')
  expect(card).toContain('Figures as of')
})

it('asks the first server where the standby is more than half a minute behind', async () => {
  await replay('pause')
  await addDays(db, store.id, ['2026-11-17', '2026-11-17'], { net_sales: 444_00 })
  later(31)

  const card = await ask('status sales west 2026-11-17')

  expect(card).toContain('444.00')
  expect(card).not.toContain('Figures as of')
})

it('shows somebody their own change at once, and others when it has arrived', async () => {
  await replay('pause')
  later(6)
  await ask('record net_sales 555 2026-11-16 west')
  later(1)

  const [own, others] = [
    await ask('status sales west 2026-11-16'),
    await ask('status sales west 2026-11-16', 'other@example.com'),
  ]

  expect(own).toContain('555.00')
  expect(others).not.toContain('555.00')
})

it('is where boards and programs read, too, with the moment of their figures; what programs pushed counts for them at once', async () => {
  await replay('pause')
  await addDays(db, store.id, ['2026-11-14', '2026-11-14'], { net_sales: 777_00 })
  later(8)

  expect(await readByProgram('2026-11-14')).toEqual({ value: null, behind: 8 })
  const board = await readByBoard('2026-11-14')
  expect(board).not.toContain('777.00')
  expect(board).toContain('Figures as of')

  await db.execute(sql`insert into sources (key, name, last_seen_at)
    values ('push/erp', 'erp', ${now.toISOString()}::timestamptz)`)
  expect(await readByProgram('2026-11-14')).toEqual({ value: 777, behind: 0 })
  later(31)
  expect(await readByBoard('2026-11-14')).toContain('777.00')
})

it('is where assistants read, and says how old the figures are', async () => {
  token = /lsk_[\w-]{40,}/.exec(await ask('link mcp'))?.[0] ?? ''
  later(60)
  await caughtUp() // what they were linked with has arrived
  await replay('pause')
  await addDays(db, store.id, ['2026-11-13', '2026-11-13'], { net_sales: 888_00 })
  later(8)

  const body = await readByAssistant('2026-11-13')

  expect(body).not.toContain('888.00')
  expect(body).toContain('Figures as of')
})

it('never reads a server that is no standby', async () => {
  const wrong = openStandby({
    db,
    url: servers.url,
    now: () => now,
    log: { warn: (_, message) => void warnings.push(message) },
  })
  await wrong.look()

  expect(wrong.readableUntil()).toBeNull()
  expect(warnings.at(-1)).toContain('DATABASE_READ_URL')
  await wrong.close()
})

it('answers from the first server when the standby goes away between two looks', async () => {
  await servers.stopStandby()

  const card = await ask('status sales west 2026-11-19')

  expect(card).toContain('111.00')
  expect(standby.readableUntil()).toBeNull()
})
