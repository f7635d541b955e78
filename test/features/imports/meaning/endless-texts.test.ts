import { beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)
/** A quotation mark that nothing closes, or a file that is none, makes a cell of all that follows. */
const endless = 'A'.repeat(300_000)

beforeEach(clear)

/** All that people are told of a file, preview or refusal. */
async function said(rows: readonly (readonly string[])[]): Promise<string> {
  const text = rows.map(cells => cells.join(',')).join('\n')
  try {
    return JSON.stringify(await preview(text, us))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return JSON.stringify([error.text, error.details])
  }
}

const daily = [
  ['Date', 'Store', 'SKU', 'Currency', 'Channel', 'Sales', 'Orders', 'Anything'],
  ['2026-03-05', 'West', 'CUP', 'USD', 'Web', '10', '1', 'x'],
  ['2026-03-06', 'West', 'CUP', 'USD', 'Web', '20', '2', 'y'],
]
const orders = [
  ['Order ID', 'Order Date', 'Ship Date', 'Store', 'SKU', 'Product name', 'Status', 'Sales', 'Quantity'],
  ['1', '2026-03-05', '2026-03-06', 'West', 'CUP', 'Cup', 'Shipped', '10', '1'],
  ['2', '2026-03-06', '2026-03-07', 'West', 'CUP', 'Cup', 'Shipped', '20', '1'],
]
const named = [
  ['Date', 'Store', 'Measure', 'Value'],
  ['2026-03-05', 'West', 'orders', '3'],
  ['2026-03-06', 'West', 'orders', '4'],
]

describe('a cell without end', () => {
  it.each(
    Object.entries({ daily, orders, named }).flatMap(([kind, table]) =>
      table.flatMap((cells, row) => cells.map((cell, column) => ({ kind, table, row, column, cell }))),
    ),
  )('in place of “$cell” ($kind) is told in a few words', async ({ table, row, column }) => {
    const rows = table.map((cells, at) => (at === row ? cells.with(column, endless) : cells))

    expect((await said(rows)).match(/A{301}/)?.index, 'where the text stands').toBeUndefined()
  })

  it('is told by its column and row where it stands for a store; the other rows are taken', async () => {
    const text = ['Date,Store,Sales', `2026-03-05,${endless},10`, '2026-03-06,West,20'].join('\n')

    const found = await preview(text, us)

    expect(found.stores.map(store => store.name)).toEqual(['West'])
    expect(found.skipped).toMatchObject([{ row: 2, reason: { en: 'Store is longer than 128 characters.' } }])
  })
})
