import { expect, it } from 'vitest'
import { connect, openSession } from '#src/features/sync/index.ts'
import { rekey } from '#src/platform/bot-services/rekey.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { startFakeMarket } from '#test/support/fake-market-server.ts'

it('a buyer stays the same buyer for every replica, also after SECRET_KEY was changed', async () => {
  const { db } = await testDatabase()
  const market = await startFakeMarket()
  const [former, current] = ['the former key of thirty-two characters', 'the current key of thirty-two characters']
  const partsOf = (secretKey: string) => ({
    db,
    connectors: [fakeMarket],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey,
    now: () => new Date(),
    log: { info: () => {}, error: () => {} },
  })
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  await connect(partsOf(former), { connector: 'fakemarket', keys, since: '2026-06-20' })
  const hash = async (secretKey: string) => {
    const of = { connectionId: 1 }
    const { context } = await openSession(partsOf(secretKey), fakeMarket, of, AbortSignal.timeout(10_000))
    return context.pseudonym('buyer 4711')
  }

  const before = await Promise.all([hash(former), hash(former), hash(former)])
  await rekey(db, { current, previous: former })
  const after = await hash(current)
  await market.close()

  expect(new Set([...before, after]).size).toBe(1)
  expect(after).not.toContain('4711')
})
