import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { checkStore } from '#src/features/connections/index.ts'
import { demoMarket, loadDemo, removeDemo } from '#src/features/demo/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { collect, connect, feedLines, type SyncParts, syncCard, waitForHistory } from '#src/features/sync/index.ts'
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

async function figures(): Promise<string> {
  const [row] =
    await db.execute(sql`select md5(string_agg(store_id || sku || day || m::text, ',' order by store_id, sku, day)) as all
    from metric_day`)
  return String(row?.all)
}

it('shows whole history, history that grows, an ended grant and a field that is gone, all marked as demo', async () => {
  expect(await lineOf('LinkStar Amazon.com')).toMatchObject({ percent: 100, error: null, needsConsent: false })
  expect((await lineOf('LinkStar TikTok Shop')).percent).toBeGreaterThan(50)
  expect((await lineOf('LinkStar TikTok Shop')).percent).toBeLessThan(100)
  expect(await lineOf('LinkStar eBay')).toMatchObject({ needsConsent: true })
  expect((await lineOf('LinkStar Home', 'demo-visits')).error).toMatch(/^Demo: a field.*sessions\.total/)
  expect((await lineOf('LinkStar Home')).error).toBeNull()

  const card = syncCard(await feedLines(db, null, [demoMarket]))
  expect(card.tone).toBe('warning')
})

it('goes on by itself without a word to the outside and without another figure', async () => {
  const before = await figures()
  const { percent } = await lineOf('LinkStar TikTok Shop')

  await collect(parts, AbortSignal.timeout(20_000), 1_000)
  await db.execute(sql`update pulls set not_before = null where state = 'waiting'`)
  await collect(parts, AbortSignal.timeout(20_000), 1_000)

  expect((await lineOf('LinkStar TikTok Shop')).percent).toBeGreaterThan(percent)
  expect(await figures()).toBe(before)
  expect((await lineOf('LinkStar eBay')).needsConsent).toBe(true)
  expect((await lineOf('LinkStar Home', 'demo-visits')).error).toMatch(/^Demo:/)
})

it('is connected by nobody and waited for by nobody', async () => {
  await expect(connect(parts, { connector: 'demo-market', keys: {}, since: '2026-01-01' })).rejects.toThrow(
    /no connector/,
  )
  expect(await waitForHistory(parts, 0.05)).toBe(false)
})

it('passes every step of a check but for the grant that ended and the field that is gone, and offers no line', async () => {
  const late = { ...parts, now: () => new Date(now.getTime() + 5 * 86_400_000) }
  const stores = await listStores(db)
  const wrong = await Promise.all(
    stores.map(async store => {
      const steps = await checkStore(late, store)
      const said = steps.flatMap(({ todo }) => (todo ? [todo.en] : []))
      return [store.slug, steps.flatMap(({ step, state }) => (state === 'fine' ? [] : [step])), new Set(said)] as const
    }),
  )

  const nothing = new Set(['this is the demo’s: nothing has to be done'])
  expect(wrong.filter(([, steps]) => steps.length > 0)).toEqual([
    ['ebay', ['authorisation', 'pull'], nothing],
    ['shopify', ['pull'], nothing],
  ])
})

it('goes with the demo', async () => {
  await removeDemo(db)

  const [left] =
    await db.execute(sql`select (select count(*) from connections) + (select count(*) from connection_stores)
    + (select count(*) from pulls) + (select count(*) from feed_states) + (select count(*) from day_coverage)
    + (select count(*) from sources where key like 'demo%') as rows`)
  expect(Number(left?.rows)).toBe(0)
})
