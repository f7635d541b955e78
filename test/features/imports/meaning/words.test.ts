import { describe, expect, it } from 'vitest'
import { recogniseColumns } from '#src/features/imports/columns/columns.ts'
import { stateOf } from '#src/features/imports/words/status-words.ts'
import { isTotalWord, isWholeWord, totalOfName } from '#src/features/imports/words/total-words.ts'
import { figureNamed, readBrackets } from '#src/language/figure-names.ts'

describe('what became of an order', () => {
  it.each([
    [
      'cancelled',
      'Cancelled | canceled | Cancelled by buyer | VOIDED | Closed | キャンセル | キャンセル済み | 受注取消',
    ],
    [
      'cancelled',
      '已取消 | 交易关闭 | 订单关闭 | 已作废 | 已取消（买家） | 不成立 | 訂單取消 | 취소완료 | Dibatalkan | Batal',
    ],
    ['cancelled', 'ยกเลิกแล้ว | Đã hủy | Storniert | Annulée | Cancelado | Annullato | Geannuleerd'],
    [
      'unpaid',
      'Unpaid | Awaiting payment | Payment pending | Not paid | 待付款 | 未付款 | 等待买家付款 | 未入金 | 入金待ち',
    ],
    [
      'unpaid',
      '支払い待ち | 尚未付款 | Belum Bayar | ที่ต้องชำระ | Chờ thanh toán | 결제대기 | Unbezahlt | Pendiente de pago',
    ],
    [
      'refunded',
      'Refunded | Returned | Chargeback | 返金済み | 返品 | 已退款 | 退款成功 | 退货退款 | 환불완료 | Erstattet',
    ],
    ['refunded', 'Remboursé | Reembolsado | Rimborsato | คืนเงินแล้ว | Đã hoàn tiền'],
    [
      'sale',
      'Completed | Shipped | Delivered | Paid | 完了 | 発送済み | 交易成功 | 已完成 | 已发货 | 배송완료 | Selesai | Versandt',
    ],
    ['sale', 'Partially refunded | partially_refunded | 部分退款 | 一部返金 | Teilweise erstattet'],
    ['sale', '没有申请退款 | 退款关闭 | No refund | Not cancelled | キャンセルなし | 未取消 | No | 无'],
    [
      'pending',
      'Pending | Unshipped | Processing | Cancellation requested | 退款中 | 申请退款 | キャンセル依頼 | 待发货',
    ],
  ] as const)('is %s: %s', (state, words) => {
    const states = words.split(' | ').map(word => [word, stateOf(word)])

    expect(states).toEqual(states.map(([word]) => [word, state]))
  })

  it('is what a known export says, before the common words', () => {
    expect(stateOf('900', { cancelled: ['900'] })).toBe('cancelled')
    expect(stateOf('Closed', { sale: [/^closed$/i] })).toBe('sale')
  })
})

describe('rows of totals', () => {
  it.each([
    ...'Total | TOTAL: | Grand total | Sub-total | Subtotal | 合計 | 総計 | 小計 | 总计 | 合计： | 汇总 | 總計 | Summe'.split(
      ' | ',
    ),
    ...'Gesamt | Total général | Totale | Итого | Jumlah | รวม | 합계 | Average | 平均 | 通算実績 | 合計（12件） | Total: Account'.split(
      ' | ',
    ),
  ])('%s is one', word => {
    expect(isTotalWord(word)).toBe(true)
  })

  it.each('Total Wine | 合計堂 | West | Summer sale | 计划一 | Sumo | Averages Inc'.split(' | '))(
    '%s is none',
    word => {
      expect(isTotalWord(word)).toBe(false)
    },
  )

  it('may be called after what they sum', () => {
    expect(['West Total', '楽天店 合計', '2026/1/5 小計', 'Total'].map(totalOfName)).toEqual([
      'West',
      '楽天店',
      '2026/1/5',
      null,
    ])
  })

  it.each('すべて | All | 全部 | 合計 | All devices | 全体 | Total'.split(' | '))(
    '%s names the whole of parts',
    word => {
      expect(isWholeWord(word)).toBe(true)
    },
  )
})

describe('brackets of a header', () => {
  it.each([
    ['売上（税込）', 'net_sales'],
    ['売上金額(円)', 'net_sales'],
    ['Sales (USD)', 'net_sales'],
    ['売上【合計】', 'net_sales'],
    ['アクセス人数（すべて）', 'sessions'],
    ['实付金额(元)', null],
    ['売上金額(合計12時間)', null],
    ['売上金額（PC）', null],
    ['Sales (B2B)', null],
    ['売上（前年）', null],
  ])('%s is %s', (name, measure) => {
    expect(figureNamed(name)).toEqual(measure === null ? null : { measure })
  })

  it.each([
    ['売上（千円）', '1000'],
    ['销售额（万元）', '10000'],
    ['Revenue (thousands)', '1000'],
    ['売上高（百万円・税抜）', '1000000'],
    ['売上（円）', null],
  ])('%s is scaled by %s', (name, scale) => {
    expect(readBrackets(name).scale).toBe(scale)
  })
})

describe('columns', () => {
  const rolesOf = (header: string) =>
    Object.fromEntries(recogniseColumns(header.split('|')).columns.map(({ name, role }) => [name, role]))

  it('of an advertising console are figures of the advertisements, in their longest window', () => {
    expect(
      rolesOf(
        '日付|クリック数(合計)|実績額(合計)|売上金額(合計12時間)|売上件数(合計12時間)|売上金額(合計720時間)|売上件数(合計720時間)',
      ),
    ).toEqual({
      日付: 'day',
      'クリック数(合計)': 'measure:ad_clicks',
      '実績額(合計)': 'measure:ad_spend',
      '売上金額(合計12時間)': null,
      '売上件数(合計12時間)': null,
      '売上金額(合計720時間)': 'measure:ad_sales',
      '売上件数(合計720時間)': 'measure:ad_orders',
    })
    expect(
      rolesOf('Date|Campaign Name|Impressions|Clicks|Spend|14 Day Total Sales|7 Day Total Sales|7 Day Total Orders'),
    ).toMatchObject({
      Spend: 'measure:ad_spend',
      '14 Day Total Sales': 'measure:ad_sales',
      '7 Day Total Sales': null,
      '7 Day Total Orders': 'measure:ad_orders',
    })
    expect(rolesOf('日期|广告活动|花费|点击量|成交金额|订单数')).toMatchObject({
      成交金额: 'measure:ad_sales',
      订单数: 'measure:ad_orders',
    })
  })

  it('of a daily table of the shop are the shop’s, also beside its ad spend', () => {
    expect(rolesOf('Date|Sales|Orders|Sessions|Ad spend|Clicks')).toMatchObject({
      Sales: 'measure:net_sales',
      Orders: 'measure:orders',
      'Ad spend': 'measure:ad_spend',
    })
  })

  it('that mean the same stand in the surest, with tax in Japanese and without in English', () => {
    expect(rolesOf('日付|売上（税抜）|売上（税込）')).toMatchObject({
      '売上（税抜）': null,
      '売上（税込）': 'measure:net_sales',
    })
    expect(rolesOf('Date|Total sales|Net sales|Orders')).toMatchObject({
      'Total sales': null,
      'Net sales': 'measure:net_sales',
    })
  })

  it.each([
    '訂單編號|訂單成立日期|商品貨號|數量|商品小計',
    '주문번호|주문일시|상품코드|수량|판매금액',
    'No. Pesanan|Waktu Pesanan Dibuat|Nomor Referensi SKU|Jumlah|Total Harga Produk',
    'หมายเลขคำสั่งซื้อ|วันที่ทำการสั่งซื้อ|เลขอ้างอิง SKU|จำนวน|ราคาขายสุทธิ',
    'Mã đơn hàng|Ngày đặt hàng|SKU phân loại hàng|Số lượng|Thành tiền',
    'Bestellnummer|Bestelldatum|Artikelnummer|Menge|Umsatz',
    'Numéro de commande|Date de commande|Référence|Quantité|Montant',
    'Número de pedido|Fecha de pedido|Referencia|Cantidad|Importe',
    '订单编号|下单时间|商家编码|购买数量|商品总价',
  ])('of orders are known in many languages: %s', header => {
    expect(Object.values(rolesOf(header))).toEqual(['order_id', 'order_day', 'sku', 'quantity', 'sales'])
  })
})
