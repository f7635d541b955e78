import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { addUpOrders } from '#src/features/imports/store/add-up-orders.ts'
import { createStagedBatch, stageLines } from '#src/features/imports/store/import-stage.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()

const files: readonly (readonly Readonly<Record<string, string>>[])[] = [
  [{ sales: '100', units: '1' }, { sales: '250' }, { sales: '50', units: '2', cogs: '20', discount: '5' }],
  [
    { sales: '100', units: '1' },
    { sales: '40', platform_fees: '7' },
    { sales: '0', refund_amount: '12' },
  ],
  [
    { units: '1', 'order:sales': '900' },
    { units: '2', 'order:sales': '900' },
    { units: '1', 'order:discount': '30' },
  ],
  [{ sales: '10', 'order:shipping_income': '3', payment_fees: '1' }, { sales: '10', 'order:shipping_income': '3' }, {}],
]

async function addedUp(importId: number, lines: (typeof files)[number], isTold: boolean) {
  const batch = createStagedBatch()
  for (const [row, m] of lines.entries()) {
    const which = { row, store: 'west', orderId: `O-${row >> 1}`, day: '2026-11-20', shipDay: null }
    const rest = { sku: `S-${row % 2}`, skuName: null, line: '', state: null, status: '', whole: false }
    batch.add({ ...which, ...rest, m })
  }
  await stageLines(db, importId, batch.take())
  const amounts = [...new Set(lines.flatMap(line => Object.keys(line)))]
  const sums = { withShipments: false, shape: 'x', numbered: false }
  await addUpOrders(db, importId, isTold ? { ...sums, amounts } : sums)
  return db.execute(sql`
    select store, day::text, sku, m::text from import_rows where import_id = ${importId} order by store, day, sku`)
}

it.each(files.map((lines, n) => [n, lines] as const))(
  'what is told of the amounts of a file spares work and changes nothing: file %i',
  async (n, lines) => {
    const [told, untold] = [await addedUp(n * 2 + 1, lines, true), await addedUp(n * 2 + 2, lines, false)]

    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual(untold)
  },
)
