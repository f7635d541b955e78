import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#src/platform/database/db.ts'
import { pruneCounters, spend } from '#src/platform/database/quotas.ts'
import { testDatabase } from '#test/support/database.ts'

const until = new Date('2026-12-01T00:00:00Z')

describe('allowances', () => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase()
  })

  it('are never overspent, however many replicas spend at the same time', async () => {
    const spending = { key: 'calls/2026-11', amount: 1, limit: 5, until }

    const spent = await Promise.all(Array.from({ length: 20 }, () => spend(database.db, spending)))

    expect(spent.filter(Boolean)).toHaveLength(5)
  })

  it('are taken as a whole or not at all', async () => {
    const spending = { key: 'calls/2026-12', limit: 5, until }

    expect(await spend(database.db, { ...spending, amount: 6 })).toBe(false)
    expect(await spend(database.db, { ...spending, amount: 4 })).toBe(true)
    expect(await spend(database.db, { ...spending, amount: 2 })).toBe(false)
    expect(await spend(database.db, { ...spending, amount: 1 })).toBe(true)
  })

  it('are forgotten when their time is over', async () => {
    await spend(database.db, { key: 'calls/2027-01', amount: 1, limit: 5, until: new Date('2027-02-01T00:00:00Z') })

    await pruneCounters(database.db, new Date('2026-12-02T00:00:00Z'))

    expect(await spend(database.db, { key: 'calls/2026-11', amount: 5, limit: 5, until })).toBe(true)
    expect(await spend(database.db, { key: 'calls/2027-01', amount: 5, limit: 5, until })).toBe(false)
  })
})
