import { beforeEach, describe, expect, it } from 'vitest'
import { NeedsMapping } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)

beforeEach(clear)

/** Day, store, sales and orders as people call them. */
const headers: readonly (readonly string[])[] = [
  ['日期', '店铺', '销售额', '订单'],
  ['日期', '店鋪', '銷售額', '訂單'],
  ['日付', '店舗', '売上', '注文'],
  ['Date', 'Store', 'Sales', 'Order'],
  ['Date', 'Store', 'Sales', 'Orders'],
  ['날짜', '매장', '매출', '주문'],
  ['Tanggal', 'Toko', 'Penjualan', 'Pesanan'],
  ['วันที่', 'ร้าน', 'ยอดขาย', 'คำสั่งซื้อ'],
  ['Ngày', 'Cửa hàng', 'Doanh thu', 'Số đơn hàng'],
  ['Datum', 'Filiale', 'Umsatz', 'Bestellung'],
  ['Date', 'Boutique', 'Ventes', 'Commande'],
  ['Fecha', 'Tienda', 'Ventas', 'Pedido'],
  ['Data', 'Negozio', 'Vendite', 'Ordine'],
]

const kindOf = async (lines: readonly (readonly (string | number)[])[]) => {
  const { kind, days } = await preview(lines.map(cells => cells.join(',')).join('\n'))
  return { kind, orders: days.filter(({ sku }) => sku === '').map(({ figures }) => figures.orders) }
}

describe.each(headers.map(names => ({ column: names.at(-1), names })))('a column $column', ({ names }) => {
  it('holds counts where they come again on other days', async () => {
    const rows = [12, 7, 12, 9].map((count, at) => [`2026-03-${15 + at}`, 'West', count * 41, count])

    expect(await kindOf([names, ...rows])).toEqual({ kind: 'daily', orders: ['12', '7', '12', '9'] })
  })

  it('holds counts where each store has one row a day and they go along with sales', async () => {
    const rows = [
      ['2026-03-15', 'West', 52_000, 1204],
      ['2026-03-15', 'East', 21_500, 530],
      ['2026-03-16', 'West', 39_000, 871],
    ]

    expect(await kindOf([names, ...rows])).toEqual({ kind: 'daily', orders: ['530', '1204', '871'] })
  })

  it('holds counts where a day had none', async () => {
    const rows = [
      ['2026-03-15', 'West', 0, 0],
      ['2026-03-16', 'West', 80, 1],
    ]

    expect(await kindOf([names, ...rows])).toEqual({ kind: 'daily', orders: ['0', '1'] })
  })

  it('holds numbers of orders where they have letters or more digits than a count', async () => {
    for (const [first, second] of [
      ['DX-771', 'DX-902'],
      ['2603150001', '2603150002'],
    ] as const) {
      await clear()
      const rows = [
        ['2026-03-15', 'West', 20, first],
        ['2026-03-15', 'West', 30, first],
        ['2026-03-16', 'West', 40, second],
      ]

      expect(await kindOf([names, ...rows])).toEqual({ kind: 'orders', orders: ['1', '1'] })
    }
  })

  it('holds numbers of orders where they go on from one another', async () => {
    const rows = [1001, 1002, 1003, 1004, 1005].map((number, at) => [`2026-03-${15 + at}`, 'West', 35, number])

    expect(await kindOf([names, ...rows])).toEqual({ kind: 'orders', orders: ['1', '1', '1', '1', '1'] })
  })
})

describe('counts of orders', () => {
  it('stand beside figures that only days have, by SKU, above a total and by the hour', async () => {
    const files = [
      ['日期,店铺,访客,订单,销售额', '2026-03-15,West,300,31,900', '2026-03-16,West,310,32,930'],
      ['日期,SKU,销售额,订单,销量', '2026-03-15,A,10,1,1', '2026-03-15,B,30,3,3', '2026-03-16,A,30,3,3'],
      ['日期,销售额,订单', '2026-03-15,900,31', '2026-03-16,930,32', '合计,1830,63'],
      ['日期,销售额,订单', '2026-03-15 10:00,900,31', '2026-03-15 11:00,930,35', '2026-03-16 10:00,400,14'],
    ]
    for (const lines of files) {
      await clear()

      expect((await preview(lines.join('\n'), { ...us, store: 'West' })).kind, lines[0]).toBe('daily')
    }
  })
})

describe('numbers of orders', () => {
  it('stand on each line of an order, beside people and states, at a time of day', async () => {
    const files = [
      ['Order,Date,Sales,Quantity', '1,2026-03-15,10,1', '1,2026-03-15,5,1', '2,2026-03-15,7,1', '3,2026-03-16,8,2'],
      ['订单,日期,销售额,买家', '5521,2026-03-15,10,张三', '8837,2026-03-15,5,李四'],
      ['订单,日期,销售额', '5521,2026-03-15 10:22:01,10', '5212,2026-03-15 11:09:44,50'],
    ]
    for (const lines of files) {
      await clear()

      expect((await preview(lines.join('\n'), { ...us, store: 'West' })).kind, lines[0]).toBe('orders')
    }
  })
})

describe('a column that may be either', () => {
  const file = '日期,店铺,销售额,订单\n2026-03-15,West,100000,1250\n'

  it('is asked for with a form', async () => {
    const refused = await preview(file).catch((error: unknown) => error)

    expect(refused).toBeInstanceOf(NeedsMapping)
    expect((refused as NeedsMapping).text['zh-CN']).toContain('订单')
    const choices = (refused as NeedsMapping).choices.map(({ role }) => role)
    expect(choices).toEqual(expect.arrayContaining(['order_id', 'measure:orders']))
  })

  it('is what somebody says', async () => {
    const asCount = await preview(file, { ...us, map: '订单=orders' })
    const asNumber = await preview(file, { ...us, map: '订单=order_id' })

    expect(asCount).toMatchObject({ kind: 'daily', days: [{ figures: { orders: '1250' } }] })
    expect(asNumber).toMatchObject({ kind: 'orders', days: [{ figures: { orders: '1' } }] })
  })
})
