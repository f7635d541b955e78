import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'

it('keeps cards by lz4 where the server knows it', async () => {
  const { db } = await testDatabase()
  const [server] = await db.execute(sql`select 'lz4' = any(enumvals) as knows from pg_settings
    where name = 'default_toast_compression'`)

  const [column] = await db.execute(sql`select attcompression from pg_attribute
    where attrelid = 'deliveries'::regclass and attname = 'card'`)

  expect(column?.attcompression).toBe(server?.knows ? 'l' : '')
})
