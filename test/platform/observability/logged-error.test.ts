import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createServer } from '#src/http/server.ts'
import { logOptions } from '#src/log.ts'
import { errorText } from '#src/platform/observability/logged-error.ts'
import { createMetrics } from '#src/platform/observability/metrics.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const typed = 'Moonbase sales were 4711'

function logTo(lines: string[]) {
  return pino(logOptions('info'), { write: (line: string) => void lines.push(line) })
}

/** Queries that fail over what they were given, each in its own way. */
const failing: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['a zero byte', () => db.execute(sql`select ${`${typed}\0`}::text`)],
  ['text that is no number', () => db.execute(sql`select ${typed}::int`)],
  ['text that is no JSON', () => db.execute(sql`select ${typed}::jsonb`)],
  ['half of a character in JSON', () => db.execute(sql`select ${JSON.stringify({ [typed]: '\ud800' })}::jsonb`)],
  ['a row that stands there already', twice],
  ['a table that is not there', () => db.execute(sql`select ${typed} from nowhere`)],
]

async function twice() {
  const row = sql`insert into settings (key, value) values (${typed}, '1'::jsonb)`
  await db.execute(row)
  await db.execute(row)
}

async function faultOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => expect.fail('it did not fail'),
    error => error,
  )
}

it.each(failing)('logs a query that failed over %s without what it was given', async (_, work) => {
  const lines: string[] = []
  const fault = await faultOf(work)

  logTo(lines).error({ err: fault }, 'direct')
  logTo(lines).error({ err: new Error('around it', { cause: fault }) }, 'wrapped')
  logTo(lines).error({ err: new AggregateError([fault], 'several') }, 'several')
  logTo(lines).error(fault as Error)

  expect(lines).toHaveLength(4)
  expect(lines.join('\n')).not.toContain('Moonbase')
  expect(lines.join('\n')).not.toContain('4711')
  expect(lines[0]).toContain('Failed query')
  expect(errorText(fault)).not.toContain('Moonbase')
})

it('says which query failed and what the database calls it', async () => {
  const fault = await faultOf(() => db.execute(sql`select ${typed}::int as number`))

  const text = errorText(fault)

  expect(text).toContain('select $1::int as number')
  expect(text).toContain('invalid input syntax for type integer')
  expect(text).toMatch(/^\s+at /m)
})

it('holds for the web server, too', async () => {
  const lines: string[] = []
  const app = createServer(logTo(lines), createMetrics({ defaults: false, waiting: async () => 0 }))
  app.get('/fault', () => db.execute(sql`select ${typed}::int`))

  const { statusCode } = await app.inject('/fault')
  await app.close()

  expect(statusCode).toBe(500)
  expect(lines.join('\n')).toContain('Failed query')
  expect(lines.join('\n')).not.toContain('Moonbase')
})
