import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { jobs } from '#jobs/index.ts'
import { buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { createQueue } from '#src/platform/jobs/queue.ts'
import { testDatabase } from '#test/support/database.ts'
import { hasPooler, poolerBefore } from '#test/support/servers/pooler.ts'
import { silentLog, until } from '#test/support/waiting.ts'

vi.setConfig({ testTimeout: 400_000 }) // a whole service, of which every job runs once

const statements = 400

describe.skipIf(!hasPooler)('through PgBouncer in transaction mode (skipped where it is not installed)', () => {
  it('answers every statement of many at once, alone and in transactions', async () => {
    const direct = await testDatabase()
    const pooled = openDatabase(direct.url, { pooled: await poolerBefore(direct.url, 3) })
    // With values a statement is described before it is run, without it is run at once: the two behind each other count.
    const ask = (n: number) =>
      pooled.db.execute<{ n: number }>(n % 3 === 1 ? sql`select ${n}::int as n` : sql.raw(`select ${n} as n`))
    const inTransaction = (n: number) =>
      pooled.db.transaction(async tx => {
        const [first, second] = await Promise.all([
          tx.execute<{ n: number }>(sql`select ${n}::int as n`),
          tx.execute<{ n: number }>(sql`select pg_sleep(0.001), ${n}::int as n`),
        ])
        return [...first, ...second]
      })

    const numbers = Array.from({ length: statements }, (_, n) => n)
    const answers = await Promise.all(numbers.map(n => (n % 3 === 0 ? inTransaction(n) : ask(n))))
    await pooled.close()

    expect(answers.map(([row]) => row?.n)).toEqual(numbers)
  })

  it('carries the whole service: questions at once, changes, every job', async () => {
    const direct = await testDatabase()
    const database = openDatabase(direct.url, { pooled: await poolerBefore(direct.url, 6) })
    const service = await started(database)
    const { say, faults } = service

    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => say(n % 2 === 0 ? 'status' : 'top stores')))
    const changes = []
    for (const line of ['note sales "checked" all', 'target sales 5000 all', 'ack 1', 'undo', 'digest', 'score'])
      changes.push((await say(line)).statusCode)
    await everyJobOnce(direct)
    await service.stop()

    expect(new Set(answers.map(answer => answer.statusCode))).toEqual(new Set([200]))
    expect(new Set(changes)).toEqual(new Set([200]))
    expect(faults).toEqual([])
  })
})

/** The service with the demo company; `faults`: what it logged as an error. */
async function started(database: Database) {
  const faults: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const env = { DEMO: '1', WEB_CONSOLE: '1', PORT: '0', DATABASE_URL: database.url, SECRET_KEY: 'k'.repeat(40) }
  const secrets = { secretKey: 'k'.repeat(40), apiToken: 'a token of this test' }
  const app = await buildApp({ config: readConfig(env), env, log, database, secrets })
  await app.start()
  let ended = false
  const stop = async () => {
    if (!ended) await app.stop().then(() => database.close())
    ended = true
  }
  onTestFinished(stop)
  const say = (text: string) =>
    app.server.inject({
      method: 'POST',
      url: '/web/messages',
      payload: { as: 'emily.chen@demo.linkstar.example', channel: '@me', text },
    })
  return { say, faults, stop }
}

async function everyJobOnce({ db, url }: Database): Promise<void> {
  const queue = createQueue({ url, log: silentLog })
  for (const { name } of jobs) await queue.enqueue(db, name, null)
  await until(async () => {
    const rows = await db.execute<{ name: string }>(sql`
      select name from pgboss.job group by name having bool_and(state in ('completed', 'failed'))`)
    const done = new Set([...rows].map(({ name }) => name))
    return jobs.every(({ name }) => done.has(name))
  }, 400_000)
}
