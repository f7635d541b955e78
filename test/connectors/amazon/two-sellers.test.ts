import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectFromShell } from '#src/features/sync/index.ts'
import { fakeKeys } from '#test/support/amazon/market.ts'
import { amazonWorld, timeZone, type World } from '#test/support/amazon/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MadeOrder, madeOrders } from '#test/support/made-orders.ts'

const { db } = await testDatabase()
const others = { ...fakeKeys, refresh_token: 'Atzr|Another-seller' }
let world: World

beforeEach(async () => {
  world = await amazonWorld(db)
})

afterEach(() => world.fake.close())

async function stores() {
  const rows = await db.execute(sql`select s.name, s.slug, cs.external_id as id, cs.connection_id as grant,
      (select coalesce(sum((m->>'gross_sales')::numeric), 0) from metric_day d where d.store_id = s.id and d.sku = '') as sales
    from stores s join connection_stores cs on cs.store_id = s.id where cs.connector = 'amazon' order by cs.id`)
  return rows.map(row => ({ ...row, sales: Number(row.sales) }) as Record<string, string | number>)
}

function salesOf(orders: readonly MadeOrder[]): number {
  return orders.flatMap(order => order.lines).reduce((sum, line) => sum + (line.cents ?? 0), 0)
}

function connectAs(keys: object, ...words: readonly string[]) {
  const shell = { out: (line: string) => world.said.push(line), input: Readable.from([JSON.stringify(keys)]) }
  return connectFromShell(world.parts, ['amazon', '--keys', '-', '--since', '2m', '--yes', ...words], shell)
}

/** The same address answers for another seller, with orders of its own. */
function becomeAnother() {
  Object.assign(world.fake, { refreshToken: others.refresh_token })
  world.fake.orders = madeOrders(world.now(), 40, timeZone)
    .slice(0, 40)
    .map(order => ({ ...order, id: `9${order.id}` }))
}

describe('two sellers in one marketplace', () => {
  it.each([
    ['by their own names', [], []],
    ['by given names', ['--store', 'First'], ['--store', 'Second']],
  ])('have two stores with figures of their own, %s', async (_, first, second) => {
    const mine = world.fake.orders
    expect(await connectAs(fakeKeys, ...first)).toBe(true)
    expect(await world.wait()).toBe(true)
    const before = (await stores())[0]?.sales
    becomeAnother()

    expect(await connectAs(others, ...second)).toBe(true)
    await db.execute(sql`update connections set state = 'paused' where id = 1`)
    await world.wait()

    const [a, b, more] = await stores()
    expect(more).toBeUndefined()
    expect(a?.slug).not.toBe(b?.slug)
    expect(a?.name).not.toBe(b?.name)
    expect(a?.grant).not.toBe(b?.grant)
    expect(a?.sales).toBe(before)
    expect(Number(b?.sales)).toBeGreaterThan(0)
    expect(Number(b?.sales)).toBeLessThan(salesOf(mine))
    if (second.length > 0) expect([a?.name, b?.name]).toEqual(['First', 'Second'])
  })

  it('keep their stores when the same keys are given again', async () => {
    await connectAs(fakeKeys)
    await world.wait()
    becomeAnother()
    await connectAs(others)
    const before = await stores()

    await connectAs(others)

    expect(await stores()).toEqual(before)
    expect(before).toHaveLength(2)
  })

  it.each([
    ['an order that the new grant reads', true, []],
    ['the name of the store', false, ['--store', 'Pebble Goods (Amazon.com)']],
  ])('are one where %s shows that it is the same', async (_, reads, words) => {
    await connectAs(fakeKeys)
    await world.wait()
    Object.assign(world.fake, { refreshToken: others.refresh_token })
    world.fake.disturb = path =>
      reads && /\/orders\/2026-01-01\/orders\/./.test(path) ? { status: 200, body: '{"order":{}}' } : null

    await connectAs(others, ...words)

    const found = await stores()
    expect(found).toHaveLength(1)
    expect(found[0]?.grant).toBe(2)
  })

  it('are one where both grants read the same orders, before any history is there', async () => {
    await connectAs(fakeKeys)
    Object.assign(world.fake, { refreshToken: others.refresh_token })

    await connectAs(others)

    expect(await stores()).toHaveLength(1)
    expect(world.said.join('\n')).toContain('Renewed')
  })

  it('are one when the secret of the application was changed', async () => {
    await connectAs(fakeKeys)
    const [before] = await stores()

    await connectAs({ ...fakeKeys, ads_refresh_token: fakeKeys.refresh_token })

    const found = await stores()
    expect(found).toHaveLength(1)
    expect(found[0]?.slug).toBe(before?.slug)
  })
})
