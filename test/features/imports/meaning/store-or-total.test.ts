import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { take, preview, figures, clear } = await importing(db)

beforeEach(() => clear())

const words = [
  'Total',
  'All',
  'Sum',
  'Summe',
  'Summary',
  'Average',
  '合計',
  '全部',
  '総計',
  '汇总',
  'Gesamt',
  'Subtotal',
]
const tails = ['Wine', 'Stars', 'Shop', 'Goods', '商店', '好物', 'Sports', 'デパート', ' & Co', '2000']
/** Names that hold a word for sums and are none. */
const shopName = fc
  .tuple(fc.constantFrom(...words), fc.constantFrom(...tails), fc.boolean())
  .map(([word, tail, before]) => (before ? `${word} ${tail}` : `${tail} ${word}`).trim())

const row = (day: string, store: string, sales: number, orders: number) => `${day},"${store}",${sales},${orders}`
const file = (rows: readonly string[]) => ['Date,Store,Sales,Orders', ...rows].join('\n')
const two = (n: number) => String(n).padStart(2, '0')
const days = [1, 2, 3].map(n => `2026-01-${two(n)}`)

describe('a store that is called like a row of totals', () => {
  it('is a store beside others, with or without rows of totals of each day and at the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(shopName, { minLength: 1, maxLength: 2, selector: name => name.toLowerCase() }),
        fc.constantFrom(null, '合計', 'Total', 'Grand total', 'All stores', '全店舗'),
        fc.integer({ min: 1, max: 9_000 }),
        async (names, totalWord, base) => {
          await clear()
          const stores = ['West', ...names]
          const amount = (at: number, nth: number) => base + at * 37 + nth * 11
          const rows = days.flatMap((day, at) => [
            ...stores.map((store, nth) => row(day, store, amount(at, nth), nth + 1)),
            ...(totalWord === null
              ? []
              : [
                  row(
                    day,
                    totalWord,
                    stores.reduce((sum, _store, nth) => sum + amount(at, nth), 0),
                    (stores.length * (stores.length + 1)) / 2,
                  ),
                ]),
          ])

          const result = await take(file(rows))

          expect(result.stores).toHaveLength(stores.length)
          const stored = Object.values(await figures()).map(m => Number(m.net_sales))
          const expected = days.flatMap((_day, at) => stores.map((_store, nth) => amount(at, nth) * 100))
          expect([...stored].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b))
        },
      ),
      { numRuns: 25 },
    )
  }, 400_000)

  it('is a store under the bare word when it holds less than the others together', async () => {
    const rows = days.flatMap(day => [row(day, 'West', 500, 5), row(day, 'Total', 120, 2), row(day, 'East', 300, 3)])

    expect((await take(file(rows))).stores).toHaveLength(3)
  })

  it('is a total when it ends in the word and holds what the store of that name does', async () => {
    const rows = days.flatMap(day => [
      `${day},West,PC,100`,
      `${day},West,SP,50`,
      `${day},West Total,,150`,
      `${day},East,PC,70`,
      `${day},East Total,,70`,
    ])

    const { stores } = await take(['Date,Store,Device,Sales', ...rows].join('\n'))

    expect(stores).toEqual(['west', 'east'])
  })

  it('is a store when it ends in the word beside a store of the rest of its name, and holds other amounts', async () => {
    const rows = days.flatMap(day => [row(day, 'Wine', 100, 2), row(day, 'Wine Total', 740, 9)])

    expect((await take(file(rows))).stores).toEqual(['wine', 'wine-total'])
  })

  it('is a store where each row has an order number', async () => {
    const lines = ['Order ID,Order Date,Store,SKU,Sales,Quantity']
    for (const [n, store] of ['All Stars', 'Total', '合計', 'West'].entries())
      lines.push(`A-${n},2026-01-0${n + 1},${store},S${n},10,1`)

    const { stores } = await take(lines.join('\n'))

    expect(stores).toHaveLength(4)
  })

  it('leaves campaigns called so alone: no other campaign is dropped', async () => {
    const rows = ['All Stars', 'Summer', 'Winter'].map(name => `2026-01-01,West,${name},10`)

    await take(['Date,Store,Campaign,Ad spend', ...rows].join('\n'))

    expect(Number(Object.values(await figures())[0]?.ad_spend)).toBe(3000)
  })

  it('still passes over the rows that are totals, and says so', async () => {
    const rows = [...days.map(day => row(day, 'West', 100, 1)), row('', 'Total', 300, 3)]

    const shown = await preview(file(rows), us)

    expect(shown.stores.map(store => store.name)).toEqual(['West'])
    expect(shown.notes.map(note => note.en).join(' ')).toContain('Rows of totals, left out: 1')
  })
})
