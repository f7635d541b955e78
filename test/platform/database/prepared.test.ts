import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, inject, it } from 'vitest'
import { openDatabase } from '#src/platform/database/db.ts'
import { preparedTexts } from '#src/platform/database/prepared.ts'
import { atFileEnd } from '#test/support/running/file-end.ts'

const url = inject('databaseUrl')
const held = sql`select count(*)::int as count from pg_prepared_statements where statement like '%as asked_again%'`

/** A pool of one connection, so that what it holds can be counted. */
function poolOfOne(options: Parameters<typeof openDatabase>[1] = {}) {
  const database = openDatabase(url, { max: 1, ...options })
  atFileEnd(() => database.close())
  return database.db
}

it('a text is prepared from the third time on; a long one, one too many and one of facts never', () => {
  const isPrepared = preparedTexts()

  expect([1, 2, 3, 4].map(() => isPrepared('select $1'))).toEqual([false, false, true, true])
  expect([1, 2, 3, 4].map(() => isPrepared(`select $1, '${'x'.repeat(6_000)}'`))).toEqual([false, false, false, false])
  expect([1, 2, 3, 4].map(() => isPrepared('select from metric_day where day = $1'))).not.toContain(true)
  const [into, copied] = [
    'insert into import_lines (import_id) select $1',
    'insert into order_lines select from import_lines',
  ]
  expect([1, 2, 3, 4].map(() => isPrepared(into))).toEqual([false, false, true, true]) // nothing of a large table is read
  expect([1, 2, 3, 4].map(() => isPrepared(copied))).not.toContain(true)
  for (let text = 0; text < 1_000; text++) for (let time = 0; time < 3; time++) isPrepared(`select $1, ${text}`)
  expect([1, 2, 3, 4].map(() => isPrepared('select $1, 2000'))).toEqual([false, false, false, false])
  expect(isPrepared('select $1')).toBe(true)
})

it('texts that are asked once do not keep one that comes back from being prepared', () => {
  const isPrepared = preparedTexts()
  for (let text = 0; text < 5_000; text++) isPrepared(`select $1, ${text}`)

  expect([1, 2, 3].map(() => isPrepared('select $1'))).toEqual([false, false, true])
})

it('what is asked again and again is kept by the server, by itself, in a transaction and in a savepoint', async () => {
  const db = poolOfOne()
  const ask = (on: Pick<typeof db, 'execute'>, value: number) =>
    on.execute(sql`select ${value}::int + 1 as asked_again`)

  for (let value = 0; value < 3; value++) expect(await ask(db, value)).toEqual([{ asked_again: value + 1 }])
  await db.transaction(async tx => {
    expect(await ask(tx, 7)).toEqual([{ asked_again: 8 }])
    await tx.transaction(async nested => expect(await ask(nested, 8)).toEqual([{ asked_again: 9 }]))
  })

  expect(await db.execute(held)).toEqual([{ count: 1 }])
})

it('through a pooler nothing is prepared', async () => {
  const db = poolOfOne({ pooled: url })
  for (let value = 0; value < 5; value++) await db.execute(sql`select ${value}::int as asked_again`)

  expect(await db.execute(held)).toEqual([{ count: 0 }])
})

it('a table that changed meanwhile is read as it is now', async () => {
  const db = poolOfOne()
  const other = postgres(url, { max: 1, onnotice: () => {} })
  atFileEnd(() => other.end())
  await other`create table if not exists prepared_shape (id int)`
  atFileEnd(() => other`drop table prepared_shape`)
  await other`insert into prepared_shape values (1)`
  const read = () => db.execute(sql`select * from prepared_shape where id = ${1}::int`)
  for (let time = 0; time < 4; time++) expect(await read()).toEqual([{ id: 1 }])

  await other`alter table prepared_shape add column added int default 5`

  expect(await read()).toEqual([{ id: 1, added: 5 }])
})
