import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

const header = 'Order ID,Date,SKU,Product Name,Qty,Sales'
const text = (...rows: readonly string[]) => [header, ...rows].join('\n')
const day = async () => (await figures())['west 2026-03-05']
const said = async (file: string) => {
  const { notes, warnings } = await preview(file, west)
  return { notes: notes.map(one => one.en), warnings: warnings.map(one => one.en) }
}
const lines = ['A,2026-03-05,P,Kettle,1,10', 'A,2026-03-05,Q,Pot,2,20']

describe('the sum of an order among its lines', () => {
  const words = ['Total', 'TOTAL:', 'Grand total', 'Subtotal', '合計', '小計', '合计', '总计', 'Summe', '합계']
  const places = ['A,2026-03-05,WORD,,3,SUM', 'A,2026-03-05,,WORD,3,SUM', 'A,2026-03-05,WORD,WORD,,SUM']

  it.each(words.flatMap(word => places.map(place => ({ word, place }))))(
    'is told by its word: $word in $place',
    async ({ word, place }) => {
      const row = (sum: string) => place.replaceAll('WORD', word).replace('SUM', sum)

      expect((await said(text(...lines, row('30')))).warnings).toEqual([])
      expect((await said(text(...lines, row('28.5')))).warnings).toEqual([
        'The sum of an order differs from its lines; the lines count. Order: sum / lines (difference): A: 28.5 / 30 (-1.5) USD.',
      ])
      await take(text(...lines, row('28.5')), west)
      expect(await day()).toMatchObject({ net_sales: 3000, orders: 1, units: 3, order_lines: 2 })
    },
  )

  it.each([
    'A,2026-03-05,R,Total,1,5',
    'A,2026-03-05,R,合計,1,5',
    'A,2026-03-05,Total-1,Cereal,1,5',
    'A,2026-03-05,,Postage,1,5',
  ])('is no product that is called so, and no line without SKU: %s', async row => {
    await take(text(...lines, row), west)

    expect(await day()).toMatchObject({ net_sales: 3500, order_lines: 3 })
  })

  const proved = ['B,2026-03-05,P,Kettle,1,10', 'B,2026-03-05,R,Cup,1,5', 'B,2026-03-05,,,,15']

  it('is told by its shape where other orders of the file prove it', async () => {
    const file = text(...lines, 'A,2026-03-05,,,,31', ...proved, 'C,2026-03-05,P,Kettle,1,10', 'C,2026-03-05,,,,10')

    expect(await said(file)).toEqual({
      notes: [
        'Lines without SKU that are the sum of their order, left out: 3.',
        expect.stringContaining('A: 31 / 30 (+1) USD'),
      ],
      warnings: [expect.stringContaining('A: 31 / 30 (+1) USD')],
    })
    await take(file, west)
    expect(await day()).toMatchObject({ net_sales: 5500, orders: 3, order_lines: 5 })
  })

  it('is a sale where most orders do not prove it', async () => {
    const other = (id: string) => [...lines, 'A,2026-03-05,,,,4'].map(row => row.replace('A', id))
    await take(text(...proved, ...other('X'), ...other('Y')), west)

    expect(await day()).toMatchObject({ net_sales: 1500 + 2 * 3400, orders: 3 })
  })

  it('is none any more when a newer file changes what it adds up', async () => {
    await take(text(...proved), west)
    await take(text('B,2026-03-05,R,Cup,1,4'), west)

    expect(await day()).toMatchObject({ net_sales: 1400, orders: 1, order_lines: 2 })
  })

  it('says what became of its lines that say nothing themselves', async () => {
    const file = [
      'Order ID,Date,SKU,Qty,Sales,Status',
      ...['A,2026-03-05,P,1,10,', 'A,2026-03-05,Q,1,20,', 'A,2026-03-05,,,30,cancelled'],
      ...['B,2026-03-05,P,1,10,', 'B,2026-03-05,Q,1,5,', 'B,2026-03-05,,,16,paid'],
      ...['C,2026-03-05,P,1,10,cancelled', 'C,2026-03-05,Q,1,7,paid', 'C,2026-03-05,,,17,paid'],
    ].join('\n')
    await take(file, west)

    expect(await day()).toMatchObject({ net_sales: 2200, orders: 2 })
  })
})
