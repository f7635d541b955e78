import { beforeEach, describe, expect, it } from 'vitest'
import { isTotalWord } from '#src/features/imports/words/total-words.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)

beforeEach(clear)

const languages = [
  ['cn', '日期,店铺,销售额,手续费,退款,运费支出'],
  ['tw', '日期,店鋪,銷售額,手續費,退款,運費支出'],
  ['jp', '日付,店舗,売上,手数料,返金,配送コスト'],
  ['us', 'Date,Store,Sales,Fee,Refund,Shipping cost'],
  ['th', 'วันที่,ร้าน,ยอดขาย,ค่าธรรมเนียม,คืนเงิน,ต้นทุนค่าขนส่ง'],
  ['vn', 'Ngày,Cửa hàng,Doanh thu,Phí,Hoàn tiền,Chi phí vận chuyển'],
  ['id', 'Tanggal,Toko,Penjualan,Biaya admin,Pengembalian,Biaya logistik'],
  ['my', 'Tarikh,Kedai,Jualan,Yuran,Bayaran balik,Kos penghantaran'],
  ['kr', '날짜,상점,매출,수수료,환불,배송비용'],
  ['de', 'Datum,Laden,Umsatz,Gebühr,Rückerstattungen,Portokosten'],
  ['fr', 'Date,Magasin,Ventes,Frais,Remboursement,Frais d’expédition'],
  ['es', 'Fecha,Tienda,Ventas,Comisión,Reembolso,Coste de envío'],
] as const

describe('plain names of costs', () => {
  it.each(languages)(
    'in a file of %s are fees, refunds and shipping cost, whichever their sign',
    async (market, header) => {
      for (const sign of ['', '-']) {
        await clear()
        await take(`${header.replace('’', "'")}\n2026-03-05,West,1000,${sign}80,${sign}50,${sign}30\n`, { market })
        const [[place, found] = []] = Object.entries(await figures())
        const unit = ['jp', 'kr', 'vn', 'id'].includes(market) ? 1 : 100

        expect(place).toBe('west 2026-03-05')
        expect(found).toEqual({
          net_sales: 1000 * unit,
          platform_fees: 80 * unit,
          refunds_amount: 50 * unit,
          shipping_cost: 30 * unit,
        })
      }
    },
  )
})

describe('postage', () => {
  const japan = { market: 'jp' }
  const of = async (text: string, options: object = japan) => {
    const { notes } = await preview(text, options)
    await take(text, options)
    return { notes: notes.map(note => note.en).join('\n'), found: Object.values(await figures())[0] ?? {} }
  }

  it.each([
    ['日付,店舗,売上,送料\n2026/3/5,West,1000,300', 'shipping_income', /送料 is read as postage paid by the buyers/],
    ['日付,店舗,売上,送料\n2026/3/5,West,1000,▲300', 'shipping_cost', /送料 is negative.*cost/],
    ['日付,店舗,売上,送料\n2026/3/5,West,1000,△300', 'shipping_cost', /送料 is negative.*cost/],
    ['Date,Store,Sales,Shipping\n2026/3/5,West,1000,300', 'shipping_income', /paid by the buyers/],
    ['Date,Store,Sales,Shipping,COGS\n2026/3/5,West,1000,300,1', 'shipping_cost', /cost of the shop/],
    ['日期,店铺,销售额,运费,运费收入\n2026/3/5,West,1000,300,7', 'shipping_cost', /cost of the shop/],
  ])('%# that may be either is decided by sign and neighbours, which is told', async (text, measure, note) => {
    const { notes, found } = await of(text)

    expect(found).toMatchObject({ [measure]: 300 })
    expect(notes).toMatch(note)
  })

  it('is what somebody said, without a word about it', async () => {
    const { notes, found } = await of('日付,店舗,売上,送料\n2026/3/5,West,1000,▲300', {
      ...japan,
      map: '送料=shipping_income',
    })

    expect(found).toMatchObject({ shipping_income: -300 })
    expect(notes).toBe('')
  })

  it('of order lines is paid by the buyers beside what the shop paid', async () => {
    const header = '订单号,下单时间,SKU,销售额,数量,手续费,运费支出,运费'
    await take(`${header}\n1,2026-03-05 10:00,A,1000,1,80,30,50\n`, { market: 'cn', store: 'West' })

    expect((await figures())['west 2026-03-05']).toMatchObject({
      net_sales: 100_000,
      platform_fees: 8000,
      shipping_cost: 3000,
      shipping_income: 5000,
    })
  })
})

it('a column of refunds that holds words says what became of the order', async () => {
  const text = '订单号,下单时间,SKU,销售额,数量,退款\n1,2026-03-05 10:00,A,100,1,否\n2,2026-03-05 10:00,A,50,1,已退款\n'
  await take(text, { market: 'cn', store: 'West' })

  expect((await figures())['west 2026-03-05']).toMatchObject({ net_sales: 10_000, orders: 1 })
})

it('several columns of one name are told', async () => {
  const { notes } = await preview('Date,Store,Sales,Orders,Sales\n2026-03-05,West,10,1,9\n')

  expect(notes.map(note => note.en)).toEqual([expect.stringMatching(/Several columns are called Sales; the first/)])
})

it.each(
  '合 计|総　計|총 합계|ยอดรวมทั้งหมด|Total général|Total geral|Totale generale|Gran total|Łącznie|Tổng số|Jumlah besar|Rata-rata|평균|Trung bình'.split(
    '|',
  ),
)('%s is a row of sums', word => {
  expect(isTotalWord(word)).toBe(true)
})

it.each(['Media Markt', 'Gesamtwerk', 'Summit', 'Totally', '合羽橋店', 'Cộng Hòa'])('%s may be a store', name => {
  expect(isTotalWord(name)).toBe(false)
})
