import { beforeEach, expect, it } from 'vitest'
import { applyImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, figures, clear } = await importing(db)

beforeEach(clear)

const west = { ...us, store: 'West' }
const names = 'Order ID,Order Date,Product,SKU,Quantity,Sales,Cost'
const good = ['1,2026-11-01,Cup,A,1,10,4', '2,2026-11-01,Cup,A,1,10,4', '3,2026-11-01,Bowl,B,1,10,4']

async function taken(lines: readonly string[]) {
  const { id, skipped, notes } = await preview(lines.join('\n'), west)
  await applyImport(db, id, { now })
  const [day] = Object.values(await figures())
  return {
    day,
    skipped: skipped.map(({ row }) => row),
    reason: skipped[0]?.reason.en ?? '',
    notes: notes.map(n => n.en),
  }
}

it.each([
  ['an amount with a comma', '4,2026-11-01,Cup,A,1,1,234.00,4'],
  ['a whole amount with a comma', '4,2026-11-01,Cup,A,1,1,234,4'],
  ['a name with a comma before numbers that could be read', '4,2026-11-01,Cup, 12,A,1,10,4'],
  ['a word that somebody wrote behind the last column', '4,2026-11-01,Cup,A,1,10,4,checked'],
])('%s makes a row too long: it is told, not read wrongly', async (_what, line) => {
  const { day, skipped, reason } = await taken([names, ...good, line])

  expect(day).toMatchObject({ net_sales: 3000, orders: 3, cogs: 1200 })
  expect(skipped).toEqual([5])
  expect(reason).toContain('quotation marks')
})

it('amounts with commas in all rows are told, although no row is as long as the names', async () => {
  const lines = ['Date,Sales', '2026-11-01,1,234.00', '2026-11-02,2,345.50']

  await expect(preview(lines.join('\n'), west)).rejects.toThrow('quotation marks')
})

it('a row that lacks a cell is told where the program writes out empty cells', async () => {
  const { day, skipped, reason } = await taken([names, ...good, '4,2026-11-01,Cup,A,1,10,', '5,2026-11-01,Cup,1,10,4'])

  expect(day).toMatchObject({ net_sales: 4000, orders: 4 })
  expect(skipped).toEqual([6])
  expect(reason).toContain('fewer cells')
})

it('a row that lacks its last cells is read with a word where others leave out none', async () => {
  const { day, skipped, notes } = await taken([names, ...good, '4,2026-11-01,Cup,A,1,10'])

  expect(day).toMatchObject({ net_sales: 4000, orders: 4 })
  expect(skipped).toEqual([])
  expect(notes.join()).toContain('Rows with fewer cells than there are columns: 1, the first is row 5')
})

it.each([
  ['empty cells behind the last column', [...good, '4,2026-11-01,Cup,A,1,10,4'].map(line => `${line},,`)],
  ['an empty cell behind some rows', [...good, '4,2026-11-01,Cup,A,1,10,4,']],
  ['empty last cells left out in most rows', [...good.map(line => line.slice(0, -2)), '4,2026-11-01,Cup,A,1,10,4']],
  ['an empty line and a row of sums', [...good, '4,2026-11-01,Cup,A,1,10,4', '', 'Total,,,,4,40']],
])('%s are no fault', async (_what, lines) => {
  const { day, skipped, notes } = await taken([names, ...lines])

  expect(day).toMatchObject({ net_sales: 4000, orders: 4 })
  expect(skipped).toEqual([])
  expect(notes.join()).not.toContain('cells than there are')
})

it('where all rows have a column more than there are names, what stands there is said to be left out', async () => {
  const { day, skipped, notes } = await taken([names, ...good.map(line => `${line},yes`)])

  expect(day).toMatchObject({ net_sales: 3000, orders: 3 })
  expect(skipped).toEqual([])
  expect(notes.join()).toContain('behind the last name is not read')
})
