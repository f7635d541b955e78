import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)

beforeEach(clear)

/** Files as people of these markets write them: day, store and figures of the first row that counts. */
const files: readonly (readonly [market: string, lines: readonly string[], day: string, figures: object])[] = [
  [
    'de',
    [
      'Datum;Filiale;Umsatz (netto);Bestellungen;Retouren',
      'Mo., 02.03.2026;Kiel;1.234,56 €;12;1',
      'Gesamt;;1.234,56 €;12;1',
    ],
    '2026-03-02',
    { net_sales: '1234.56', orders: '12', returns_units: '1' },
  ],
  [
    'fr',
    ["Date;Boutique;Chiffre d'affaires;Commandes;Visites", 'mar. 30 juin 2026;Lyon;1 234,50 €;10;200'],
    '2026-06-30',
    { net_sales: '1234.5', orders: '10', sessions: '200' },
  ],
  [
    'br',
    ['Data;Loja;Faturamento;Pedidos;Comissão', '05/03/2026;Loja Sul;R$ 1.234,56;10;R$ 30,00'],
    '2026-03-05',
    { net_sales: '1234.56', orders: '10', platform_fees: '30' },
  ],
  [
    'pl',
    ['Data;Sklep;Sprzedaż;Zamówienia;Zwroty', 'czw., 5 mar 2026;Gdynia;1 234,50 zł;10;50,00 zł'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10', refunds_amount: '50' },
  ],
  [
    'id',
    ['Tanggal,Toko,Penjualan,Pesanan,Biaya', '05/03/2026,Toko B,Rp1.234.000,10,Rp12.000'],
    '2026-03-05',
    { net_sales: '1234000', orders: '10', platform_fees: '12000' },
  ],
  [
    'th',
    ['วันที่,ร้าน,ยอดขาย,จำนวนออเดอร์', 'วันพฤหัสบดีที่ 5 มีนาคม 2569,ร้าน B,"฿1,234.50",10'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10' },
  ],
  [
    'vn',
    ['Ngày,Cửa hàng,Doanh thu,Số đơn,Phí sàn', 'Thứ Năm 05/03/2026,HN,1.234.000 ₫,10,50.000 ₫'],
    '2026-03-05',
    { net_sales: '1234000', orders: '10', platform_fees: '50000' },
  ],
  [
    'tw',
    ['日期,賣場,銷售額,訂單,訪客', '115/03/05,高雄,"NT$1,234",10,300', '115/03/06,高雄,"NT$2,000",12,320'],
    '2026-03-05',
    { net_sales: '1234', orders: '10', visitors: '300' },
  ],
  [
    'in',
    ['Date,Store,Net Sales,Orders', '25-03-2026,Pune,"₹1,08,218.36",120'],
    '2026-03-25',
    { net_sales: '108218.36', orders: '120' },
  ],
  [
    'ae',
    ['التاريخ,المتجر,المبيعات,الطلبات', '٢٥/٠٣/٢٠٢٦,دبي,١٢٣٤٫٥٠,١٠'],
    '2026-03-25',
    { net_sales: '1234.5', orders: '10' },
  ],
  [
    'tr',
    ['Tarih;Mağaza;Satış;Sipariş;Komisyon', '5 Mart 2026 Perşembe;İzmir;1.234,50 TL;10;100,00 TL'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10', platform_fees: '100' },
  ],
  [
    'se',
    ['Datum;Butik;Försäljning;Ordrar', 'tors 5 mars 2026;Lund;1 234,50 kr;10'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10' },
  ],
  [
    'ch',
    ['Datum;Filiale;Umsatz;Bestellungen', '05.03.2026;Bern;CHF 1’234.50;10'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10' },
  ],
  [
    'nl',
    ['Datum;Winkel;Omzet;Bestellingen', 'do 5 mrt 2026;Delft;€ 1.234,50;10'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10' },
  ],
  [
    'ru',
    ['Дата;Магазин;Продажи;Заказы', '5 марта 2026 г.;Казань;1 234,50 ₽;10'],
    '2026-03-05',
    { net_sales: '1234.5', orders: '10' },
  ],
]

describe.each(files)('a file of a shop in %s', (market, lines, day, figures) => {
  it('needs no word about currency, zone, columns and dates', async () => {
    const { days, rowsSkipped, stores } = await preview(lines.join('\n'), { market })

    expect(days[0]).toMatchObject({ day, figures })
    expect(rowsSkipped).toBe(0)
    expect(stores).toHaveLength(1)
  })
})

describe('names of columns', () => {
  it('stand in two rows where some are merged', async () => {
    const found = await preview(
      'Date,Store,Sales,,Traffic\n,,Net sales,Orders,Sessions\n2026-03-05,West,1000,10,300\n2026-03-06,West,900,9,310\n',
    )

    expect(found.days[0]?.figures).toEqual({ net_sales: '1000', orders: '10', sessions: '300' })
    expect(found.rowsSkipped).toBe(0)
  })

  it('may have blanks without width in them, and dates hyphens that do not break', async () => {
    const found = await preview('\u200bDate,Store\u00a0,\u2060Sales\n2026\u201103\u201105,West,10\n')

    expect(found.days).toMatchObject([{ day: '2026-03-05', figures: { net_sales: '10' } }])
  })
})

it('subtotals that name their day are no rows of it', async () => {
  const found = await preview(
    'Date,Store,Sales\n2026-03-05,West,100\n2026-03-05,East,200\nSubtotal 2026-03-05,,300\n2026-03-06,West,110\nGrand Total,,410\n',
  )

  expect(found.rowsSkipped).toBe(0)
  expect(found.days).toHaveLength(3)
})
