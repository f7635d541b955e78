import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { claim, claimDelivery } from '#src/platform/database/claims.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'

const now = new Date('2026-11-20T09:00:00Z')

describe('claims', async () => {
  const { db, url } = await testDatabase()

  it.each([
    ['of work', claim],
    ['of deliveries', claimDelivery],
  ])('%s go to one of many who ask at the same time', async (name, take) => {
    const results = await Promise.all(Array.from({ length: 20 }, () => take(db, name, now)))

    expect(results.filter(Boolean)).toHaveLength(1)
  })

  it('of deliveries change nothing for what is written afterwards', async () => {
    const single = openDatabase(url, { max: 1 })
    await single.db.execute(sql`set synchronous_commit = on`)

    await claimDelivery(single.db, 'quick', now)

    const [setting] = await single.db.execute(sql`show synchronous_commit`)
    expect(setting).toEqual({ synchronous_commit: 'on' })
    await single.close()
  })
})
