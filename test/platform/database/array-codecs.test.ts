import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'

let database: Database

beforeAll(async () => {
  database = await testDatabase()
})

it('brings any list of texts to the database and back', async () => {
  const text = fc.string({ unit: 'binary' }).map(value => value.replaceAll('\0', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(text), async texts => {
      const rows = await database.db.execute(sql`select ${sql.param(texts)}::text[] as back`)

      expect(rows[0]?.back).toEqual(texts)
    }),
    { numRuns: 60 },
  )
})

it('brings integers as numbers, and missing items as null', async () => {
  const rows = await database.db.execute(
    sql`select ${sql.param([1, -2])}::int[] as back, array[1, null]::int[] as holes, '{}'::text[] as none`,
  )

  expect(rows[0]).toEqual({ back: [1, -2], holes: [1, null], none: [] })
})
