import { beforeEach, describe, expect, it } from 'vitest'
import { undoImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(async () => {
  await clear()
})

/** An amount of the whole order on each of its lines: its column, what it is stored as, and the sign it counts with. */
const amounts = [
  { column: 'Order Total', measure: 'net_sales' },
  { column: 'Order Total,Shipping', measure: 'shipping_income' },
  { column: 'Order Total,Sales Tax', measure: 'tax_amount' },
  { column: 'Order Total,Discount', measure: 'discount_shop' },
] as const

describe('an order that comes again with another amount and without one of its lines', () => {
  const file = (column: string, rows: readonly (readonly [string, string, string])[]) =>
    [
      `Order ID,Date,SKU,Qty,${column}`,
      ...rows.map(
        ([id, sku, amount]) => `${id},2026-03-05,${sku},1,${column.includes(',') ? `100,${amount}` : amount}`,
      ),
    ].join('\n')
  const old = [
    ['A', 'P', '9'],
    ['A', 'Q', '9'],
    ['B', 'P', '4'],
    ['B', 'Q', '4'],
  ] as const
  const day = async () => (await figures())['west 2026-03-05']

  it.each(amounts.flatMap(one => ['5', '7.5', '12'].map(amount => ({ ...one, amount }))))(
    'has the one of the newest file: $column, $amount',
    async ({ column, measure, amount }) => {
      await take(file(column, old), west)
      const before = await day()
      expect(before).toMatchObject({ [measure]: 1300 })

      const newer = await take(file(column, [['A', 'P', amount]]), west)

      expect(await day()).toMatchObject({ [measure]: 400 + Number(amount) * 100, orders: 2, order_lines: 4 })
      await undoImport(db, newer.id, { now })
      expect(await day()).toEqual(before)
    },
  )

  it('goes back to the file before where the newest is undone, and on from there', async () => {
    await take(file('Order Total', old), west)
    const second = await take(file('Order Total', [['A', 'P', '5']]), west)
    await undoImport(db, second.id, { now })
    await take(file('Order Total', [['C', 'P', '1']]), west)

    expect(await day()).toMatchObject({ net_sales: 1400, orders: 3 })
  })

  it('is as the newest file said it, also when a third file comes to the day', async () => {
    await take(file('Order Total', old), west)
    await take(file('Order Total', [['A', 'P', '5']]), west)
    await take(file('Order Total', [['C', 'P', '1']]), west)

    expect(await day()).toMatchObject({ net_sales: 1000, orders: 3 })
  })

  it('keeps its amount where the newest file only has lines that do not say it', async () => {
    await take(file('Order Total', old), west)
    await take(
      file('Order Total', [
        ['A', 'R', ''],
        ['C', 'P', '1'],
        ['C', 'Q', ''],
      ]),
      west,
    )
    expect(await day()).toMatchObject({ net_sales: 1400, orders: 3, order_lines: 7 })

    await take(file('Order Total', [['A', 'S', '0']]), west)
    expect(await day()).toMatchObject({ net_sales: 1400, orders: 3, order_lines: 8 })
  })
})
