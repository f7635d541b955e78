import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { logOptions } from '#src/log.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()

afterEach(() => vi.useRealTimers())

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  )

function logTo(lines: Record<string, unknown>[]) {
  return pino(logOptions('info'), { write: (line: string) => void lines.push(JSON.parse(line)) })
}

async function nobodyThere(): Promise<unknown> {
  const away = openDatabase('postgres://kpi:pw@127.0.0.1:1/kpi')
  const fault = await faultOf(away.db.execute(sql`select ${'Moonbase'}::text`))
  await away.close()
  return fault
}

const starting = () =>
  Object.assign(new Error('the database system is starting up'), { code: '57P03', severity: 'FATAL' })

describe('a log while the database is away', () => {
  it.each([
    ['nobody answers', nobodyThere, 'ECONNREFUSED'],
    [
      'it ends the connection',
      () => faultOf(db.execute(sql`select pg_terminate_backend(pg_backend_pid())`)),
      expect.stringMatching(/^(57P01|CONNECTION_CLOSED)$/),
    ],
    ['it starts', async () => new Error('Failed query: select 1\nparams: ', { cause: starting() }), '57P03'],
    ['it tells another driver', async () => starting(), '57P03'],
  ])('says in one line that %s', async (_, fault, code) => {
    const lines: Record<string, unknown>[] = []
    logTo(lines).error({ err: await fault() }, 'the outbox could not be read')

    expect(lines).toMatchObject([{ database: { code }, saidTimes: 1, msg: 'the outbox could not be read' }])
    expect(JSON.stringify(lines[0]).length).toBeLessThan(400)
  })

  it('says each sentence once in half a minute, and how often it was left out', () => {
    vi.useFakeTimers()
    const lines: Record<string, unknown>[] = []
    const log = logTo(lines)
    for (let second = 0; second < 61; second++) {
      log.error({ err: starting() }, 'the outbox could not be read')
      if (second === 10) log.error({ err: starting() }, 'digests could not be planned')
      vi.advanceTimersByTime(1000)
    }

    expect(lines.map(({ msg, saidTimes }) => [msg, saidTimes])).toEqual([
      ['the outbox could not be read', 1],
      ['digests could not be planned', 1],
      ['the outbox could not be read', 30],
      ['the outbox could not be read', 30],
    ])
  })

  it('leaves every other fault as it is', async () => {
    const lines: Record<string, unknown>[] = []
    const log = logTo(lines)
    const wrong = await faultOf(db.execute(sql`select nothing from nowhere`))
    const elsewhere = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    for (const err of [wrong, wrong, elsewhere, elsewhere]) log.error({ err }, 'a fault')

    expect(lines).toHaveLength(4)
    expect(lines.every(({ err, database }) => err !== undefined && database === undefined)).toBe(true)
  })
})
