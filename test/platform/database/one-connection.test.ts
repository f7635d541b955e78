import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, expect, it, vi } from 'vitest'
import { jobs } from '#jobs/index.ts'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createQueue } from '#src/platform/jobs/queue.ts'
import { testDatabase } from '#test/support/database.ts'
import { silentLog, until } from '#test/support/waiting.ts'

vi.setConfig({ testTimeout: 400_000 }) // every job of the service runs once

/** Statements that left by the pool while the same piece of work held a transaction open: where they came from. */
Error.stackTraceLimit = 60
const second = new Map<string, string>()
const database = watched(await testDatabase())

/**
 * A pool that notices when somebody who holds a connection asks for another one. As many of them at once as the pool is
 * wide wait for each other for good.
 */
function watched(real: Database): Database {
  const open = new AsyncLocalStorage<string>()
  const { db } = real
  const { client } = (db as unknown as { session: { client: { unsafe: (...words: unknown[]) => unknown } } }).session
  const unsafe = client.unsafe.bind(client)
  client.unsafe = (...words) => {
    const holder = open.getStore()
    if (holder !== undefined && !/^begin/i.test(String(words[0]))) note(holder, String(words[0]))
    return unsafe(...words)
  }
  const begin = db.transaction.bind(db)
  db.transaction = ((work: never, config: never) => {
    const holder = open.getStore()
    if (holder !== undefined) note(holder, 'begin')
    return open.run(whereFrom(), () => begin(work, config))
  }) as typeof db.transaction
  return real
}

function note(holder: string, statement: string): void {
  const words = statement.replace(/\s+/g, ' ').trim().slice(0, 90)
  second.set(`${holder}: ${words}`, whereFrom())
}

/** The files of ours that stand on the stack. */
function whereFrom(): string {
  const lines = (new Error('here').stack ?? '')
    .split('\n')
    .filter(line => /\/(src|commands|jobs|bots)\/.*\.ts/.test(line))
  return lines.map(line => line.replace(/^.*?\/(?=(src|commands|jobs|bots)\/)/, '').replace(/:\d+\)?$/, '')).join(' < ')
}

const env = { DEMO: '1', WEB_CONSOLE: '1', PORT: '0', DATABASE_URL: database.url, SECRET_KEY: 'k'.repeat(40) }
const secrets = { secretKey: 'k'.repeat(40), apiToken: 'a token of this test' }
const app = await buildApp({ config: readConfig(env), env, log: pino({ level: 'silent' }), database, secrets })
await app.start()
afterAll(() => app.stop())

const say = (text: string) =>
  app.server.inject({
    method: 'POST',
    url: '/web/messages',
    payload: { as: 'emily.chen@demo.linkstar.example', channel: '@me', text },
  })

it('never asks for a second connection while it holds a transaction', async () => {
  const lines = [
    'status',
    'alerts',
    'ack 1',
    'note sales "checked" all',
    'target sales 5000 all',
    'digest',
    'score',
    'rank',
  ]
  for (const line of lines) await say(line)
  const queue = createQueue({ url: database.url, log: silentLog })
  for (const { name } of jobs) await queue.enqueue(database.db, name, null)
  await until(async () => {
    const rows = await database.db.execute<{ name: string }>(sql`
      select name from pgboss.job group by name having bool_and(state in ('completed', 'failed'))`)
    const done = new Set([...rows].map(({ name }) => name))
    return jobs.every(({ name }) => done.has(name))
  }, 400_000)

  expect([...second.entries()]).toEqual([])
})
