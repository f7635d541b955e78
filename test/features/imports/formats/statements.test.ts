import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { take } = await importing(db)

const shop = { market: 'us', store: 'Shop' }

it('of payments never replace what a report of orders says, whichever comes first', async () => {
  const booked = [
    'date/time,settlement id,type,order id,sku,description,quantity,product sales,promotional rebates,selling fees,fba fees,other,total',
    '"Jan 5, 2026 9:00:00 AM PST",1,Order,111-1,CUP,Cup,1,20.00,0,-3.00,-5.00,0,12.00',
  ].join('\n')
  const ordered = 'Date,Sessions,Ordered Product Sales,Units Ordered,Total Order Items\n01/05/2026,10,$100.00,4,4\n'

  await take(ordered, shop)
  await take(booked, shop)
  const rows = await db.execute<{ key: string; rank: number; m: Record<string, number> }>(sql`
    select s.key, s.rank, t.m from metric_day t join sources s on s.id = t.source_id where t.sku = '' order by s.rank desc`)

  expect(rows.map(row => row.key)).toEqual(['file/daily', 'statement/file'])
  expect(rows[0]?.m).toMatchObject({ net_sales: 10_000, units: 4 })
  expect(rows[1]?.m).toMatchObject({ net_sales: 2000, platform_fees: 300, fulfilment_cost: 500 })
})
