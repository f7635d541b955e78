import { beforeEach, expect, it } from 'vitest'
import { applyImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)

beforeEach(clear)

const west = { ...us, store: 'West' }

const words = [
  '-',
  '--',
  '---',
  '–',
  '—',
  'ー',
  '―',
  '/',
  'N/A',
  'n/a',
  '#N/A',
  'NULL',
  'none',
  'nan',
  'なし',
  '无',
  '無',
]

it.each(words)('%s in place of a SKU is none', async word => {
  await take(`Order ID,Order Date,SKU,Sales\n1,2026-11-01,A,10\n2,2026-11-01,${word},5`, west)

  const [total] = Object.values(await figures())
  expect(total).toMatchObject({ net_sales: 1500, orders: 2 })
  expect(await figures(word)).toEqual({})
})

it.each(words)('%s in place of an order number is told, and orders do not become one', async word => {
  const { id, skipped } = await preview(
    `Order ID,Order Date,SKU,Sales\n1,2026-11-01,A,10\n${word},2026-11-01,B,5\n${word},2026-11-02,C,6`,
    west,
  )
  await applyImport(db, id, { now })

  expect(skipped.map(({ row }) => row)).toEqual([3, 4])
  expect(skipped[0]?.reason.en).toContain('Order ID')
  expect(Object.values(await figures())[0]).toMatchObject({ net_sales: 1000, orders: 1 })
})

it.each(words)('%s in place of a store makes no store', async word => {
  const { stores, skipped, notes } = await preview(
    `Date,Store,Sales\n2026-11-01,West,10\n2026-11-01,East,5\n2026-11-01,${word},5\n2026-11-02,West,7\n2026-11-02,East,2`,
    us,
  )

  expect(stores.map(({ name }) => name).sort()).toEqual(['East', 'West'])
  expect(skipped.length + notes.length).toBeGreaterThan(0)
})

it.each(words)('%s where another column has the number of the product leaves it that one', async word => {
  await take(`Order ID,Order Date,SKU,Product,Sales\n1,2026-11-01,${word},Cup,10\n2,2026-11-01,A,${word},5`, west)

  expect(Object.values(await figures('A'))[0]).toMatchObject({ net_sales: 500 })
  expect(await figures(word)).toEqual({})
})
