import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { checkCard, checkStore } from '#src/features/connections/index.ts'
import { demoMarket, loadDemo, removeDemo } from '#src/features/demo/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import {
  collect,
  connect,
  feedLines,
  hurryPulls,
  proveKeys,
  type SyncParts,
  syncCard,
  takeStores,
  waitForHistory,
} from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const now = new Date()
await loadDemo(db, { now })
const parts: SyncParts = {
  db,
  connectors: [demoMarket],
  env: {},
  secretKey: 'a secret key of thirty-two characters',
  now: () => new Date(),
  log: { info: () => {}, error: () => {} },
}
afterAll(() => removeDemo(db))

async function lineOf(store: string, feed = 'demo-orders') {
  const line = (await feedLines(db, null, [demoMarket])).find(one => one.store === store && one.feed === feed)
  if (!line) throw new Error(`no line of ${store}`)
  return line
}

/** Rows of the market, and how many of them say another figure than the demo; of days that are over. */
async function told(store: string) {
  const [row] = await db.execute(sql`select count(*) as rows, max(m.day)::text as last,
      count(*) filter (where exists (select 1 from jsonb_each_text(m.m) x
        where x.value::numeric is distinct from (d.m ->> x.key)::numeric)) as other
    from metric_day m join sources o on o.id = m.source_id and o.key like 'demo-market/%'
    join stores s on s.id = m.store_id and s.slug = ${store}
    left join metric_day d on d.store_id = m.store_id and d.sku = m.sku and d.day = m.day
      and d.source_id = (select id from sources where key = 'demo')
    where m.day < (now() at time zone s.time_zone)::date`)
  return { rows: Number(row?.rows), other: Number(row?.other), last: row?.last }
}

it('shows whole history, history that grows, an ended grant and a field that is gone, all marked as demo', async () => {
  expect(await lineOf('LinkStar Amazon.com')).toMatchObject({ percent: 100, error: null, needsConsent: false })
  expect((await lineOf('LinkStar TikTok Shop')).percent).toBeGreaterThan(50)
  expect((await lineOf('LinkStar TikTok Shop')).percent).toBeLessThan(100)
  expect(await lineOf('LinkStar eBay')).toMatchObject({ needsConsent: true })
  expect((await lineOf('LinkStar Home', 'demo-visits')).error?.en).toMatch(/^Demo: a field.*sessions\.total/)
  expect((await lineOf('LinkStar Home')).error).toBeNull()
  for (const store of ['LinkStar eBay', 'LinkStar Home']) {
    const error = (await lineOf(store, 'demo-visits')).error
    expect([error?.ja, error?.['zh-CN']].map(text => text?.slice(0, 2))).toEqual(['デモ', '演示'])
  }

  const card = syncCard(await feedLines(db, null, [demoMarket]))
  expect(card.tone).toBe('warning')
})

it('goes on by itself: history is fetched by the engine and is the figures of the demo', async () => {
  const { percent } = await lineOf('LinkStar TikTok Shop')

  await collect(parts, AbortSignal.timeout(20_000), 1_000)
  await db.execute(sql`update pulls set not_before = null where state = 'waiting'`)
  await collect(parts, AbortSignal.timeout(20_000), 1_000)

  expect((await lineOf('LinkStar TikTok Shop')).percent).toBeGreaterThan(percent)
  expect(await told('tiktok')).toMatchObject({ other: 0 })
  expect((await told('tiktok')).rows).toBeGreaterThan(100)
  expect((await lineOf('LinkStar eBay')).needsConsent).toBe(true)
  expect((await lineOf('LinkStar Home', 'demo-visits')).error?.en).toMatch(/^Demo:/)
})

it('is connected by nobody and waited for by nobody', async () => {
  await expect(connect(parts, { connector: 'demo-market', keys: {}, since: '2026-01-01' })).rejects.toThrow(
    /no connector/,
  )
  expect(await waitForHistory(parts, 0.05)).toBe(false)
})

it('passes every step of a check but for the grant that ended and the field that is gone, and says how to go on', async () => {
  const late = { ...parts, now: () => new Date(now.getTime() + 5 * 86_400_000) }
  const stores = await listStores(db)
  const wrong = await Promise.all(
    stores.map(async store => {
      const steps = await checkStore(late, store)
      const said = steps.flatMap(({ todo }) => (todo ? [todo.en] : []))
      return [store.slug, steps.flatMap(({ step, state }) => (state === 'fine' ? [] : [step])), new Set(said)] as const
    }),
  )

  const renew = new Set(['simulated: an administrator renews it with “connect demo”, any word is accepted'])
  const again = new Set(['simulated: ask again with “sync now”, the field is there again'])
  expect(wrong.filter(([, steps]) => steps.length > 0)).toEqual([
    ['ebay', ['authorisation', 'pull'], renew],
    ['shopify', ['pull'], again],
  ])
})

it('says what to do once, where it mends several steps', async () => {
  const ebay = (await listStores(db)).find(store => store.slug === 'ebay')
  if (!ebay) throw new Error('no eBay')
  const card = checkCard(ebay.name, await checkStore(parts, ebay))

  expect(card.blocks.find(block => block.type === 'list')?.items).toHaveLength(1)
})

it('asked at once, brings the running day and puts the field right', async () => {
  await hurryPulls(db)
  await collect(parts, AbortSignal.timeout(30_000), 3_000)

  expect((await lineOf('LinkStar Home', 'demo-visits')).error).toBeNull()
  expect(await told('shopify')).toMatchObject({ other: 0 })
  const [row] = await db.execute(sql`select count(*) as rows from metric_day m join sources o on o.id = m.source_id
    where o.key = 'demo-market/demo-orders' and m.day >= current_date - 1 and m.sku = ''`)
  expect(Number(row?.rows)).toBeGreaterThan(4)
})

it('renews a grant that ended with any word, and fetches the days that were missing', async () => {
  const proved = await proveKeys(parts, demoMarket, { code: 'anything' })
  const ebay = proved.found.filter(one => one.externalId === 'DEMO-ebay')
  const choices = ebay.map(found => ({ found, as: { name: found.name } }))
  await takeStores(parts, demoMarket, proved, choices, { since: '2026-01-01' })
  await collect(parts, AbortSignal.timeout(30_000), 3_000)

  expect(await lineOf('LinkStar eBay')).toMatchObject({ needsConsent: false, error: null })
  const yesterday = shiftDays(localDay(new Date(), 'America/Los_Angeles'), -1)
  expect((await told('ebay')).last).toBe(yesterday)
  expect((await listStores(db)).filter(store => store.name === 'LinkStar eBay')).toHaveLength(1)
})

it('goes with the demo', async () => {
  await removeDemo(db)

  const [left] =
    await db.execute(sql`select (select count(*) from connections) + (select count(*) from connection_stores)
    + (select count(*) from pulls) + (select count(*) from feed_states) + (select count(*) from day_coverage)
    + (select count(*) from sources where key like 'demo%') as rows`)
  expect(Number(left?.rows)).toBe(0)
})
