import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { projectRoot } from '#src/paths.ts'
import type { Database } from '#src/platform/database/db.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { programWords } from '#test/support/running/program.ts'
import { until } from '#test/support/waiting.ts'
import { createFakeRobots, type FakeRobots } from './fake-feishu/robots.ts'

const secretKey = 'k'.repeat(32)
const dayMs = 86_400_000

/** A minute after a slot that lies ahead of the machine's clock. */
const slot = Date.parse(`${new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 10)}T08:30:00Z`)

/** The service with nothing but a group robot: no app, no console. */
describe('a digest through a custom group robot', () => {
  let at = slot + 60_000
  let database: Database
  let fake: FakeRobots

  beforeAll(async () => {
    database = await testDatabase()
    fake = await createFakeRobots(() => at)
  })
  afterAll(() => fake.close())

  async function kpi(...words: readonly string[]): Promise<string> {
    const run = [...programWords('src/cli.ts'), ...words]
    const env = { PATH: process.env.PATH, DATABASE_URL: database.url, SECRET_KEY: secretKey }
    const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: projectRoot, env })
    return stdout
  }

  async function started(): Promise<App> {
    const env = { DATABASE_URL: database.url, SECRET_KEY: secretKey, DEMO: '0' }
    const log = pino({ level: 'silent' })
    const secrets = { secretKey, apiToken: 'token' }
    const app = await buildApp({ config: readConfig(env), env, log, database, secrets, now: () => new Date(at) })
    await app.start()
    return app
  }

  const planned = async () => {
    const [row] = await database.db.execute(
      sql`select count(*)::int as n from deliveries where subject like 'digest/%'`,
    )
    return Number(row?.n)
  }

  it('is ordered from a shell, signed, posted at its time, and once', { timeout: 300_000 }, async () => {
    const west = await company(database).addStore('west', { timeZone: 'UTC' })
    await kpi('feishu', 'robot', 'KPI 群', fake.address('token-1'), fake.secret)
    const opened = await kpi('feishu', 'say', 'KPI 群', 'channel', 'scope', 'all')
    const ordered = await kpi('feishu', 'say', 'KPI 群', 'digest', 'subscribe', '08:30', 'UTC')
    const yesterday = new Date(slot - dayMs).toISOString().slice(0, 10)
    await company(database).tell(west, yesterday, { net_sales: 60_00, orders: 4 }, new Date(at))

    const app = await started()
    await until(async () => (await planned()) === 1, 60_000)
    at += 30_000 // posts are spread over the seconds after their time
    await until(() => fake.said.length > 0, 60_000)
    await app.stop()
    const said = JSON.stringify(fake.said)
    const again = await started()
    await again.stop()

    expect(opened).not.toContain('Not quite')
    expect(ordered).toContain('08:30')
    expect(fake.refused).toEqual([])
    expect(said).toContain('$60')
    expect(said).not.toContain('"callback"')
    expect(JSON.stringify(fake.said)).toBe(said)
  })

  it('whose signature is refused stays visible as failed', { timeout: 180_000 }, async () => {
    Object.assign(fake, { secret: 'another secret' })
    at += dayMs + 3 * 3_600_000 // the figures of that day never come: it is posted at its deadline
    const app = await started()
    await until(async () => (await planned()) === 2, 60_000)
    at += 30_000
    const failed = async () => {
      const rows = await database.db.execute(sql`select fault, error from deliveries where state = 'failed'`)
      return rows.map(({ fault, error }) => `${fault} ${error}`)
    }
    await until(async () => (await failed()).length === 1, 60_000)
    await app.stop()

    expect(await failed()).toEqual(['unreachable TransportError: Feishu answered 19021'])
    expect(JSON.stringify(await failed())).not.toContain('hook')
  })
})
