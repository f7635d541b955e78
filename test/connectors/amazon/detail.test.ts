import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shiftDays } from '#src/domain/days.ts'
import { visitsOf } from '#test/support/amazon/seller.ts'
import { amazonWorld, storedDays, type World } from '#test/support/amazon/world.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
let world: World

beforeEach(async () => {
  world = await amazonWorld(db)
})

afterEach(() => world.fake.close())

async function detailed() {
  const rows = await db.execute(sql`select distinct f.day::text as day from metric_day f
    join sources s on s.id = f.source_id where s.key = 'amazon/traffic' and f.sku <> '' order by 1`)
  return rows.map(row => String(row.day))
}

/** Goes on until nothing waits in the background. */
async function untilDetailed() {
  for (let run = 0; run < 40; run += 1) {
    await world.laterBy(1)
    await db.execute(sql`update pulls set not_before = null where kind = 'detail'`)
    const [row] = await db.execute(sql`select count(*) filter (where state = 'waiting')::int as open,
      count(*)::int as planned from pulls where kind = 'detail'`)
    if (Number(row?.planned) > 0 && Number(row?.open) === 0) return
  }
}

describe('visits of SKUs of older days', () => {
  it('come behind all history, which is complete without them', async () => {
    await world.connect()
    expect(await world.wait()).toBe(true)
    const before = await detailed()
    const store = await storedDays(db, 'traffic')

    await untilDetailed()

    const after = await detailed()
    expect(before.length).toBeLessThan(9)
    expect(after.length).toBe(store.length)
    expect(after.at(0)).toBe(store.at(0)?.day)
    expect(await storedDays(db, 'traffic')).toEqual(store)
    for (const { day, m } of (await storedDays(db, 'traffic', 'SKU-1')).slice(0, 20))
      expect([day, m.sessions]).toEqual([day, visitsOf(day, 'SKU-1').sessions])
    expect(shiftDays(after[0] ?? '', after.length - 1)).toBe(after.at(-1))
  })

  it('are told to be not there, and stop nothing, where Data Kiosk cannot be had', async () => {
    world.fake.disturb = path =>
      path.startsWith('/dataKiosk/')
        ? {
            status: 403,
            body: '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]}',
          }
        : null
    await world.connect()
    await world.wait()

    await untilDetailed()

    const [row] = await db.execute(sql`select array_agg(distinct state) as states from pulls where kind = 'detail'`)
    expect(row?.states).toEqual(['nothing'])
    const [feed] = await db.execute(sql`select error from feed_states where feed = 'traffic'`)
    expect(feed?.error ?? null).toBeNull()
  })
})
