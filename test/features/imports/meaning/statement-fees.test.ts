import { beforeEach, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

it('fees of a statement that belong to no SKU stand besides those of SKUs', async () => {
  const row = (type: string, kind: string, what: string, amount: string, sku: string) =>
    `1\t${type}\t${kind}\t${what}\t${amount}\t2026-03-05\t${sku}\t`
  await take(
    [
      'settlement-id\ttransaction-type\tamount-type\tamount-description\tamount\tposted-date\tsku\tquantity-purchased',
      row('Order', 'ItemPrice', 'Principal', '40.00', 'MUG'),
      row('Order', 'ItemFees', 'Commission', '-6.00', 'MUG'),
      row('Order', 'ItemFees', 'Commission', '-1.00', 'DISH'),
      row('other-transaction', 'other-transaction', 'Subscription Fee', '-39.99', ''),
    ].join('\n'),
    west,
  )

  expect((await figures())['west 2026-03-05']).toMatchObject({ net_sales: 4000, platform_fees: 4699 })
  expect((await figures('MUG'))['west 2026-03-05']).toMatchObject({ platform_fees: 600 })
})

it('a row without SKU of any other file is the store’s own figure', async () => {
  await take('Date,Store,SKU,Ad Spend\n2026-03-05,West,A,10\n2026-03-05,West,B,5\n2026-03-05,West,,30\n', us)

  expect((await figures())['west 2026-03-05']).toEqual({ ad_spend: 3000 })
})
