import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { feedNumbers } from '#src/features/connections/index.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { prunePulls } from '#src/features/sync/index.ts'
import { claimPull } from '#src/features/sync/store/pulls.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()

async function connected(slug: string): Promise<number> {
  const place = { platform: 'other', market: 'us', currency: 'USD', timeZone: 'UTC' }
  const { id } = await createStore(db, { slug, name: slug, ...place })
  const [row] = await db.execute<{ id: number }>(sql`
    with c as (insert into connections (connector, fingerprint, state) values ('shop', ${slug}, 'active') returning id)
    insert into connection_stores (connector, external_id, connection_id, store_id, found)
    select 'shop', ${slug}, c.id, ${id}::int, '{}' from c returning id`)
  return row?.id ?? 0
}

async function pull(of: number, kind: string, state: string, endedOn: string | null): Promise<void> {
  await db.execute(sql`
    insert into pulls (connection_store_id, feed, from_day, to_day, kind, priority, state, ended_at)
    values (${of}, 'orders', '2026-01-01', '2026-01-02', ${kind}, 1, ${state}, ${endedOn}::timestamptz)`)
}

it('forgets looks at the newest days after their time, but what says what comes next, and goes on counting them', async () => {
  const [busy, quiet] = [await connected('busy'), await connected('quiet')]
  for (const day of ['2026-01-01', '2026-01-02', '2026-03-01']) await pull(busy, 'tip', 'done', day)
  await pull(busy, 'restate', 'failed', '2026-01-01')
  await pull(busy, 'restate', 'done', '2026-01-02')
  await pull(busy, 'backfill', 'done', '2026-01-01')
  await pull(busy, 'tip', 'waiting', null)
  await pull(quiet, 'tip', 'done', '2026-01-01')
  const numbers = async () =>
    (await feedNumbers({ db, connectors: [], now: () => new Date('2026-03-02T00:00:00Z') })).pulls
  const before = await numbers()

  expect(await prunePulls(db, new Date('2026-02-01'))).toBe(3)
  expect(await prunePulls(db, new Date('2026-02-01'))).toBe(0)

  const left = await db.execute(sql`select kind, state, ended_at::date::text as day from pulls order by id`)
  expect(left.map(({ kind, state, day }) => [kind, state, day])).toEqual([
    ['tip', 'done', '2026-03-01'],
    ['restate', 'done', '2026-01-02'],
    ['backfill', 'done', '2026-01-01'],
    ['tip', 'waiting', null],
    ['tip', 'done', '2026-01-01'],
  ])
  const sorted = (all: readonly object[]) => all.map(one => JSON.stringify(one)).sort()
  expect(sorted(await numbers())).toEqual(sorted(before))
  expect(before.map(({ outcome, count }) => [outcome, count]).sort()).toEqual([
    ['done', 6],
    ['failed', 1],
  ])
})

it('takes one pull and leaves the others to others, however the database goes about it', async () => {
  await db.execute(sql`delete from pulls`)
  await pull(await connected('west'), 'backfill', 'waiting', null)
  await db.execute(sql`analyze pulls`)
  await db.execute(sql`insert into pulls (connection_store_id, feed, from_day, to_day, kind, priority, state)
    select connection_store_id, 'feed-' || n, from_day, to_day, kind, priority, state from pulls, generate_series(1, 11) n`)
  const claimed = await db.transaction(async tx => {
    // with what was known of one pull, a plan that goes from each pull to the one that is due
    for (const way of ['hashjoin', 'mergejoin', 'material', 'indexscan', 'indexonlyscan', 'bitmapscan'])
      await tx.execute(sql.raw(`set local enable_${way} = off`))
    return claimPull(tx)
  })

  const leased = await db.execute(sql`select id from pulls where lease_until is not null`)

  expect(leased.map(row => Number(row.id))).toEqual([claimed?.id])
})
