import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const { id } = await addStore(db, 'west')
  const day = { orders: 10, units: 12, sessions: 300, stock_on_hand: 20, ad_spend: 30_00, ad_sales: 35_00, ad_clicks: 300 }
  await addDays(db, id, ['2026-08-01', '2026-11-13'], { ...day, net_sales: 100_00 })
  await addDays(db, id, ['2026-11-14', '2026-11-20'], { ...day, net_sales: 70_00 })
  for (const [sku, lately] of [['KTL-1', 10_00], ['LMP-2', 60_00]] as const) {
    await addDays(db, id, ['2026-08-01', '2026-11-13'], { ...day, net_sales: 50_00 }, sku)
    await addDays(db, id, ['2026-11-14', '2026-11-20'], { ...day, net_sales: lately }, sku)
  }
  await db.execute(sql`
    insert into skus (store_id, sku, name) values (${id}, 'KTL-1', 'Steel kettle'), (${id}, 'LMP-2', 'Desk lamp')
    on conflict (store_id, sku) do update set name = excluded.name`)
}) // biome-ignore format: two SKUs

describe('a product', () => {
  it.each([
    ...['status sales sku:KTL-1', 'trend sales west/KTL-1 7d', 'top skus sales last week', 'why sales west last week'],
    ...[
      'why sales sku:KTL-1 last week',
      'forecast sales sku:KTL-1',
      'forecast stock west',
      'advise west',
      'digest west',
    ],
    ...['compare sales west/KTL-1 west/LMP-2 last week'],
  ])('is called by its title in %s', async line => {
    const said = (await talk.sayAll(line)).map(card => textOf(card)).join('\n')

    expect(said).toContain('Steel kettle')
    expect(said).not.toContain('· KTL-1')
  })
})
