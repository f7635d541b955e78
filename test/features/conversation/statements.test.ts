import { beforeAll, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { daysOf, rangePeriod } from '#src/domain/period/index.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import * as schema from '#src/platform/database/schema/index.ts'
import { testDatabase, watched } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

const database = await testDatabase()
const { db, statements } = watched(database)
const talk = talkTo(db, commands, new Date('2026-11-20T20:00:00Z'))

/** What other sources tell of a store, so that each has five. */
const others = [
  ['shopify/traffic', { sessions: '90', page_views: '200' }],
  ['amazon-ads/sp', { ad_spend: '900', ad_sales: '4000', ad_clicks: '40' }],
  ['shopify/stock', { stock_on_hand: '70' }],
  ['file/service', { messages_received: '4', messages_answered: '4' }],
] as const

async function addTold(storeId: number, key: string, measures: Readonly<Record<string, string>>) {
  const source = await ensureSource(database.db, key)
  const days = daysOf(rangePeriod('2026-09-01', '2026-11-19'))
  const rows = days.flatMap(day => ['', 'SKU-1'].map(sku => ({ storeId, sku, day, measures })))
  await writeObservations(database.db, { sourceId: source.id, rows, mode: 'merge', now: new Date() })
}

beforeAll(async () => {
  await addPerson(database.db, 'Owner')
  for (const slug of ['west', 'east']) {
    const store = await addStore(database.db, slug)
    await addDays(database.db, store.id, ['2026-09-01', '2026-11-19'], { net_sales: 100_00, orders: 5 })
    await addDays(database.db, store.id, ['2026-11-01', '2026-11-19'], { net_sales: 60_00, orders: 3 }, 'SKU-1')
    for (const [key, measures] of others) await addTold(store.id, key, measures)
    const set = { period: 'month', validFrom: '2026-11-01', setBy: null, currency: 'USD' } as const
    await addTarget(database.db, { kpiId: 'sales', place: `store:${slug}`, value: 3_000_00, ...set })
  }
})

// Who asks and where, names and definitions (1 each), facts, events, targets, notes, what events held back, the record.
it.each([
  ['status sales west', 8],
  ['status sales all', 9], // targets of the total and of its stores
  ['status west', 11], // and which KPIs have targets
  ['status sales west mtd', 8],
  ['trend sales west', 8],
  ['compare west', 8],
  ['why sales west', 20],
  ['why acos west last week', 24],
  ['forecast sales west', 12],
  ['target sales west 4000', 19], // judged before and after, written, what it changes, how it is taken back
  ['target list', 7],
])('“%s” takes at most %i statements', async (line, most) => {
  await talk.say(line)
  statements.length = 0

  await talk.say(line)

  expect(statements.length).toBeGreaterThan(5)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most)
})

it('counts at once what was stored between two answers', async () => {
  const before = await talk.say('status sales west 2026-11-18')
  const [store] = await database.db.select().from(schema.stores)
  await addDays(database.db, store?.id ?? 0, ['2026-11-18', '2026-11-18'], { net_sales: 777_00 })

  const after = await talk.say('status sales west 2026-11-18')

  expect(JSON.stringify(before)).not.toContain('$777.00')
  expect(JSON.stringify(after)).toContain('$777.00')
})
