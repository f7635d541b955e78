import { sql } from 'drizzle-orm'
import { bigserial, boolean, date, integer, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeAll, expect, it } from 'vitest'
import { insertMany } from '#src/platform/database/insert-many.ts'
import { at } from '#src/platform/database/schema/columns.ts'
import { jsonb } from '#src/platform/database/schema/jsonb.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const table = pgTable('many_rows', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  name: text('name').notNull(),
  count: integer('how_many'),
  value: numeric('value', { mode: 'number' }),
  day: date('day', { mode: 'string' }),
  moment: at('moment'),
  isGood: boolean('is_good').notNull().default(true),
  detail: jsonb('detail'),
})

beforeAll(() =>
  db.execute(`create table many_rows (id bigserial primary key, name text not null, how_many int, value numeric, day date,
    moment timestamptz, is_good boolean not null default true, detail jsonb)`),
)

const rows = [
  {
    ...{ name: `"quoted", 'too', \\back\\ {braces} 🈚️ \u0000`, count: -2_147_483_648, value: 0.1, day: '2026-02-28' },
    ...{ moment: new Date('2026-11-30T23:59:59.999Z'), detail: { a: [1, null, 'x'], 'a key': '\ud800' } },
  },
  { name: '', count: null, value: Number.POSITIVE_INFINITY, day: null, moment: null, detail: null },
  { name: 'null', count: 0, value: Number.NEGATIVE_INFINITY, day: '0001-01-01', moment: new Date(0), detail: 'null' },
  { name: ' ', count: 1, value: Number.NaN, day: '9999-12-31', moment: new Date('2026-01-01Z'), detail: [] },
  { name: 'large', count: 7, value: 1e300, day: '2024-02-29', moment: new Date('2100-01-01Z'), detail: false },
]

it('writes what one row after the other would write', async () => {
  for (const row of rows) {
    const readable = { ...row, name: row.name.replace('\0', '\ufffd') } // the driver refuses what no database keeps
    await db.insert(table).values(readable)
  }
  const one = await db.select().from(table).orderBy(table.id)

  const answer = await db.execute(sql`${insertMany(table, rows)} returning id, name`)

  const many = (await db.select().from(table).orderBy(table.id)).slice(rows.length)
  expect(answer.map(row => row.name)).toEqual(many.map(({ name }) => name))
  expect(many.map(({ id: _, ...row }) => row)).toEqual(one.map(({ id: _, ...row }) => row))
  expect(many.every(({ isGood }) => isGood)).toBe(true)
})
