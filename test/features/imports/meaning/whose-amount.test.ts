import { beforeEach, describe, expect, it } from 'vitest'
import { whoseByName } from '#src/features/imports/columns/whose-amount.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

const day = async () => (await figures())['west 2026-03-05']
const notes = async (text: string) => (await preview(text, west)).notes.map(note => note.en)
const once = 'Counted once per order, since it stands on each line of an order'
const each = 'Equal on all lines of an order and counted on each'

describe('the name of an amount', () => {
  it.each([
    ...[
      'Item discount',
      'Line discount',
      'Item promotion discount',
      '商品値引',
      '明細割引',
      '单品优惠',
      'Discount per item',
    ].map(name => [name, 'line'] as const),
    ...['Order discount', '注文割引', '订单优惠', 'Cart discount', 'Fee per order'].map(
      name => [name, 'order'] as const,
    ),
    ...[
      'Discount',
      '値引',
      '折扣',
      '商品値引合計',
      'Items discount',
      'Ordered',
      'LINE手数料',
      'Item discount total',
    ].map(name => [name, null] as const),
  ])('says whose it is: %s, %s', (name, whose) => {
    expect(whoseByName(name)).toBe(whose)
  })
})

describe('an equal discount on each line of an order', () => {
  const rows = (header: string, ...lines: string[]) => [header, ...lines].join('\n')

  it.each([
    {
      what: 'nothing else says more: it is one',
      text: rows('Order ID,Date,SKU,Qty,Sales,Discount', 'A,2026-03-05,P,1,10,2', 'A,2026-03-05,Q,1,20,2'),
      discount: 200,
      said: once,
    },
    {
      what: 'each line is price times pieces less it',
      text: rows(
        'Order ID,Date,SKU,Unit price,Qty,Sales,Discount',
        ...['A,2026-03-05,P,12,1,10,2', 'A,2026-03-05,Q,11,2,20,2'],
      ),
      discount: 400,
      said: each,
    },
    {
      what: 'the total of the order is less all of them',
      text: rows(
        'Order ID,Date,SKU,Unit price,Qty,Discount,Order Total',
        ...['A,2026-03-05,P,12,1,2,30', 'A,2026-03-05,Q,11,2,2,30'],
      ),
      discount: 400,
      said: each,
    },
    {
      what: 'the total of the order is less one of them',
      text: rows(
        'Order ID,Date,SKU,Unit price,Qty,Discount,Order Total',
        ...['A,2026-03-05,P,12,1,2,32', 'A,2026-03-05,Q,11,2,2,32'],
      ),
      discount: 200,
      said: once,
    },
    {
      what: 'other orders have different ones on their lines',
      text: rows(
        'Order ID,Date,SKU,Qty,Sales,Discount',
        ...['A,2026-03-05,P,1,10,2', 'A,2026-03-05,Q,1,20,2', 'B,2026-03-05,P,1,10,1', 'B,2026-03-05,Q,1,20,3'],
      ),
      discount: 800,
      said: null,
    },
  ])('where $what', async ({ text, discount, said }) => {
    const all = (await notes(text)).filter(note => note.startsWith(once) || note.startsWith(each))
    expect(all).toEqual(said === null ? [] : [expect.stringContaining(said)])

    await take(text, west)
    expect(await day()).toMatchObject({ discount_shop: discount })
  })
})
