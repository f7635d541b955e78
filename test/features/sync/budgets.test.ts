import { beforeEach, describe, expect, it } from 'vitest'
import type { Budget } from '#src/contracts/connector.ts'
import { blockCalls, takeCalls } from '#src/features/sync/store/budgets.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db, url } = await testDatabase()
const slow: Budget = { id: 'reports', perSecond: 0.000_1, burst: 15, per: 'application' }
const bucket = (budget: Budget, key = 'market/reports') => ({ key, budget })
const now = () => new Date()

beforeEach(() => truncate(db, 'call_budgets'))

/** Another process with a pool of its own. */
async function inReplica<T>(work: (other: typeof db) => Promise<T>): Promise<T> {
  const other = openDatabase(url)
  try {
    return await work(other.db)
  } finally {
    await other.close()
  }
}

describe('the allowance of a marketplace', () => {
  it('is one for all replicas, however they hurry', async () => {
    const taken = await inReplica(other =>
      Promise.all(Array.from({ length: 60 }, (_, n) => takeCalls(n % 2 === 0 ? db : other, [bucket(slow)], now()))),
    )

    expect(taken.filter(one => one === null)).toHaveLength(15)
    expect(taken.find(one => one !== null)?.until.getTime()).toBeGreaterThan(Date.now() + 60_000)
  })

  it('stays spent, and a pause stays a pause, for a process that starts anew', async () => {
    for (let n = 0; n < 15; n += 1) expect(await inReplica(other => takeCalls(other, [bucket(slow)], now()))).toBeNull()
    expect(await inReplica(other => takeCalls(other, [bucket(slow)], now()))).not.toBeNull()

    const fast = bucket({ ...slow, id: 'orders', perSecond: 1_000 }, 'market/orders')
    expect(await takeCalls(db, [fast], now())).toBeNull()
    await blockCalls(db, fast, new Date(Date.now() + 600_000), now())
    const refused = await inReplica(other => takeCalls(other, [fast], now()))
    expect(refused?.until.getTime()).toBeGreaterThan(Date.now() + 590_000)
  })

  it('of a day is counted over all replicas, and ends with the day of its own zone', async () => {
    const daily = bucket({
      ...slow,
      perSecond: 1_000,
      burst: 1_000,
      daily: { calls: 7, timeZone: 'America/Los_Angeles' },
    })
    const evening = new Date('2026-06-30T06:59:00Z') // a minute before midnight there
    const taken = await inReplica(other =>
      Promise.all(Array.from({ length: 20 }, (_, n) => takeCalls(n % 2 === 0 ? db : other, [daily], evening))),
    )

    expect(taken.filter(one => one === null)).toHaveLength(7)
    expect(taken.find(one => one !== null)?.until).toEqual(new Date('2026-06-30T07:00:00Z'))
    expect(await takeCalls(db, [daily], new Date('2026-06-30T07:00:01Z'))).toBeNull()
  })

  it('is not touched by a call that another allowance refuses', async () => {
    const one = bucket({ ...slow, burst: 1 }, 'market/one')
    const many = bucket({ ...slow, burst: 5 }, 'market/many')
    expect(await takeCalls(db, [one, many], now())).toBeNull()
    for (let n = 0; n < 10; n += 1) expect((await takeCalls(db, [one, many], now()))?.bucket.key).toBe('market/one')

    const left = []
    for (let n = 0; n < 6; n += 1) left.push(await takeCalls(db, [many], now()))
    expect(left.filter(taken => taken === null)).toHaveLength(4)
  })
})
