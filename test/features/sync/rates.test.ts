import { beforeEach, describe, expect, it } from 'vitest'
import { keepRates, takeCalls } from '#src/features/sync/store/budgets.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const header = 'x-rate'
const budget = { id: 'b', perSecond: 0.01, burst: 1, per: 'connection', rateHeader: header } as const
const bucket = { key: 'k', budget }
const now = new Date('2026-06-30T20:00:00Z')

beforeEach(async () => {
  await truncate(db, 'call_budgets')
})

/** Seconds until a second call. */
async function waitAfter(headers: Readonly<Record<string, string>>, of: object = budget): Promise<number> {
  const one = { ...bucket, budget: { ...budget, ...of } }
  await takeCalls(db, [one], now)
  await keepRates(db, [one], headers)
  const refused = await takeCalls(db, [one], now)
  return refused ? (refused.until.getTime() - now.getTime()) / 1_000 : 0
}

describe('the rate that an answer tells', () => {
  it.each([
    ['faster', { [header]: '0.5' }, 2.1],
    ['slower', { [header]: '0.005' }, 210.5],
    ['far slower than can be', { [header]: '0.0000001' }, 1_000],
    ['not there', {}, 100],
    ['empty', { [header]: '' }, 100],
    ['no number', { [header]: 'fast' }, 100],
    ['zero', { [header]: '0' }, 100],
    ['below zero', { [header]: '-1' }, 100],
    ['without end', { [header]: 'Infinity' }, 100],
  ])('counts where it is %s', async (_, headers, seconds) => {
    const wait = await waitAfter(headers)

    expect(wait).toBeGreaterThan(seconds * 0.9)
    expect(wait).toBeLessThanOrEqual(seconds * 1.01)
  })

  it('says nothing of a budget that has no such header', async () => {
    expect(await waitAfter({ [header]: '50' }, { rateHeader: undefined })).toBeGreaterThan(90)
  })
})
