import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { sync } from '#commands/ingest/sync.ts'
import { collect, connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()

it('matures inside the window of its feed, is corrected after it, and the first history is neither', async () => {
  const market = await startFakeMarket()
  const clock = new Date('2026-06-30T20:00:00Z')
  const log = { info: () => {}, error: () => {} }
  const env = { FAKEMARKET_API_URL: market.url }
  const secretKey = 'a secret key of thirty-two characters'
  const parts: SyncParts = {
    db,
    connectors: [fakeMarket],
    env,
    secretKey,
    now: () => clock,
    log,
    pause: async () => {},
  }
  const corrected = async () => {
    const rows = await db.execute(sql`select day::text as day from metric_day
      where sku = '' and m ? 'sessions' and corrected_at is not null order by day`)
    return rows.map(row => row.day)
  }
  await addPerson(db, 'Owner', { role: 'administrator' })
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  await connect(parts, { connector: 'fakemarket', keys, since: '2026-06-01' })
  expect(await waitForHistory(parts, 1)).toBe(true)
  expect(await corrected()).toEqual([])

  market.visits = () => 9 // the feed says that days are final after seven
  await talkTo(db, [sync], clock).say('sync replay Harbour 2026-06-10..2026-06-29')
  await collect(parts, AbortSignal.timeout(30_000), 20_000)
  await market.close()

  const days = Array.from({ length: 13 }, (_, n) => `2026-06-${10 + n}`)
  expect(await corrected()).toEqual(days)
})
