import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { measures } from '#src/domain/measures/index.ts'
import { partImpossible } from '#src/features/sync/impossible.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson } from '#test/support/talk.ts'

const { db } = await testDatabase()

it.each(measures.map(({ id, unit }) => ({ id, unit })))('never writes a $id that no day can have', ({ id, unit }) => {
  const row = (value: string) => ({ sku: '', day: '2026-05-10', measures: { [id]: value, other: '3' } })
  const kept = (value: string) => partImpossible([row(value)]).rows[0]?.measures

  expect(kept('12')).toEqual({ [id]: '12', other: '3' })
  expect(kept('1'.repeat(30))).toEqual({ other: '3' })
  if (unit === 'money') expect(kept('-12.5')).toEqual({ [id]: '-12.5', other: '3' })
  else if (id !== 'stock_on_hand') expect(kept('-12')).toEqual({ other: '3' })
})

it.each(measures.filter(({ id }) => id.startsWith('account_')).map(({ id }) => id))(
  'writes the share or mean that a marketplace tells as %s',
  id => expect(partImpossible([{ sku: '', day: '2026-05-10', measures: { [id]: '3.25' } }]).left).toEqual([]),
)

it.each(['orders', 'units', 'sessions', 'reviews_5'])('never writes half a case of %s', id => {
  expect(partImpossible([{ sku: '', day: '2026-05-10', measures: { [id]: '3.25' } }]).left).toHaveLength(1)
})

it('leaves the figure out, writes the rest of the day, and tells administrators once', async () => {
  const market = await startFakeMarket()
  market.visits = day => (day === '2026-06-10' ? -4 : day === '2026-06-11' ? 2.5 : 7)
  const parts: SyncParts = {
    ...{ db, connectors: [fakeMarket], env: { FAKEMARKET_API_URL: market.url } },
    secretKey: 'a secret key of thirty-two characters',
    now: () => new Date('2026-06-30T20:00:00Z'),
    log: { info: () => {}, error: () => {} },
    pause: async () => {},
  }
  const boss = await addPerson(db, 'Boss', { role: 'administrator' })
  await db.execute(
    sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'boss', ${boss})`,
  )
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }

  await connect(parts, { connector: 'fakemarket', keys, since: '2026-05-01' })
  await waitForHistory(parts, 1)
  await market.close()

  const sessions = await db.execute(sql`select day::text as day, m->>'sessions' as told from metric_day
    where sku = '' and m ? 'sessions' and day between '2026-06-09' and '2026-06-12' order by day`)
  expect(sessions.map(row => [row.day, row.told])).toEqual([['2026-06-09', '7'], ['2026-06-12', '7']]) // biome-ignore format: pairs
  const told = await db.execute(sql`select card::text as card from deliveries where key like '%/impossible/%'`)
  expect(told).toHaveLength(1)
  expect(String(told[0]?.card)).toMatch(/2026-06-1[01].*-?4|2\.5/)
})
