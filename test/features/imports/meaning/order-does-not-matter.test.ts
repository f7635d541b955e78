import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { take, figures, clear } = await importing(db)

const runs = { numRuns: 12 }
const days = ['2026-03-05', '2026-03-06', '2026-03-14']
const stores = ['West', 'East', 'Mitte']

/** A table as text. */
function csv(header: readonly string[], rows: readonly (readonly string[])[], columns: readonly number[]): string {
  const line = (cells: readonly string[]) => columns.map(column => `"${cells[column] ?? ''}"`).join(',')
  return [header, ...rows].map(line).join('\n')
}

function shuffled<T>(list: readonly T[], keys: readonly number[]): T[] {
  return list
    .map((one, index) => ({ one, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)
}

const keys = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 40 })

const orderHeader = ['Order ID', 'Order Date', 'Order Status', 'Store', 'SKU', 'Qty', 'Sales', 'Shipping']
const order = fc.record({
  id: fc.integer({ min: 1, max: 12 }),
  day: fc.constantFrom(...days),
  status: fc.constantFrom('Paid', 'Shipped', 'Cancelled', 'Refunded', 'Awaiting payment'),
  store: fc.constantFrom(...stores),
  postage: fc.integer({ min: 0, max: 9 }),
  lines: fc.uniqueArray(
    fc.record({
      sku: fc.constantFrom('P', 'Q', 'R'),
      pieces: fc.integer({ min: 1, max: 5 }),
      cents: fc.integer({ min: 1, max: 99_999 }),
    }),
    { selector: line => line.sku, minLength: 1, maxLength: 3 },
  ),
})
const orders = fc.uniqueArray(order, { selector: one => one.id, minLength: 1, maxLength: 12 })

type Order = typeof order extends fc.Arbitrary<infer T> ? T : never

function linesOf(list: readonly Order[]): string[][] {
  return list.flatMap(one =>
    one.lines.map(({ sku, pieces, cents }, index) => [
      `O-${one.id}`,
      one.day,
      one.status,
      one.store,
      sku,
      String(pieces),
      (cents / 100).toFixed(2),
      index === 0 ? String(one.postage) : '',
    ]),
  )
}

/** Computed beside the program: sales, orders and pieces of each store and day. */
function expected(list: readonly Order[]): Record<string, { net_sales: number; orders: number; units: number }> {
  const sums: Record<string, { net_sales: number; orders: number; units: number }> = {}
  for (const { day, store, status, lines } of list) {
    if (status !== 'Paid' && status !== 'Shipped') continue
    const key = `${store.toLowerCase()} ${day}`
    const sum = sums[key] ?? { net_sales: 0, orders: 0, units: 0 }
    sums[key] = sum
    sum.orders++
    for (const { cents, pieces } of lines) {
      sum.net_sales += cents
      sum.units += pieces
    }
  }
  return sums
}

async function sold() {
  const found = await figures()
  return Object.fromEntries(Object.entries(found).filter(([, m]) => (m.orders ?? 0) > 0))
}

it('of rows, columns and totals in a file of orders', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(orders, keys, keys, fc.boolean(), async (list, rowKeys, columnKeys, totals) => {
      await clear()
      const rows = linesOf(list)
      const sum = rows.reduce((total, row) => total + Number(row[6]), 0).toFixed(2)
      const extra = totals
        ? [
            ['Total', '', '', '', '', '', sum, ''],
            ['', 'Grand total', '', '', '', '', sum, ''],
          ]
        : []
      const columns = shuffled([...orderHeader.keys()], columnKeys)
      await take(csv(orderHeader, shuffled([...rows, ...extra], rowKeys), columns))

      const wanted = expected(list)
      const found = await sold()
      expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort())
      expect(found).toMatchObject(wanted)
    }),
    runs,
  )
})

it('of files into which orders were split, also within an order', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(orders, keys, fc.integer({ min: 2, max: 4 }), async (list, rowKeys, parts) => {
      await clear()
      const rows = linesOf(list)
      const files = Array.from({ length: parts }, (_, part) =>
        rows.filter((_row, index) => (rowKeys[index % rowKeys.length] ?? 0) % parts === part),
      )
      for (const file of [...files, files[0] ?? []]) {
        if (file.length > 0) await take(csv(orderHeader, file, [...orderHeader.keys()]))
      }

      const found = await sold()
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected(list)).sort())
      expect(found).toMatchObject(expected(list))
    }),
    runs,
  )
})

it('of rows and columns in a file of daily figures, with totals anywhere and costs of either sign', {
  timeout: 120_000,
}, async () => {
  const row = fc.record({
    day: fc.constantFrom(...days),
    store: fc.constantFrom(...stores),
    device: fc.constantFrom('PC', 'App', 'Tablet'),
    sales: fc.integer({ min: 0, max: 9_999_999 }),
    fee: fc.integer({ min: 1, max: 999_999 }),
  })
  const header = ['Date', 'Store', 'Device', 'Sales', 'Commission']
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { selector: one => `${one.day}${one.store}${one.device}`, minLength: 1, maxLength: 20 }),
      keys,
      fc.boolean(),
      async (list, rowKeys, negative) => {
        await clear()
        const wanted: Record<string, { net_sales: number; platform_fees: number }> = {}
        for (const { day, store, sales, fee } of list) {
          const key = `${store.toLowerCase()} ${day}`
          const sum = wanted[key] ?? { net_sales: 0, platform_fees: 0 }
          wanted[key] = sum
          sum.net_sales += sales
          sum.platform_fees += fee
        }
        const money = (cents: number) => (cents / 100).toFixed(2)
        const rows = list.map(({ day, store, device, sales, fee }) => [
          day,
          store,
          device,
          money(sales),
          money(negative ? -fee : fee),
        ])
        const totals = [
          ['Total', '', '', '1', '1'],
          [days[0] ?? '', 'Total', '', '1', '1'],
          ['', '', 'Total', '1', '1'],
        ]
        await take(csv(header, shuffled([...rows, ...totals], rowKeys), shuffled([...header.keys()], rowKeys)), us)

        expect(await figures()).toEqual(wanted)
      },
    ),
    runs,
  )
})
