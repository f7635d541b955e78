import { is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import * as schema from '#src/platform/database/schema/index.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()

/** Nullable or not, as both sides can tell it. */
const written = (name: string, required: boolean) => `${name}${required ? ' not null' : ''}`

describe('the schema', () => {
  it('is what the migrations make: a changed table has its migration (npm run migrations)', async () => {
    const rows = await db.execute<{ table: string; name: string; required: boolean }>(sql`
      select c.table_name::text as table, c.column_name::text as name, c.is_nullable = 'NO' as required
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`)
    const made = new Map<string, string[]>()
    for (const { table, name, required } of rows) {
      made.set(table, [...(made.get(table) ?? []), written(name, required)].sort())
    }

    const tables = Object.values(schema).flatMap(one => (is(one, PgTable) ? [getTableConfig(one)] : []))
    const declared = new Map(
      tables.map(({ name, columns }) => [name, columns.map(column => written(column.name, column.notNull)).sort()]),
    )

    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(declared))
  })
})
