import { column, figure, names } from './column.ts'
import type { Condition, FormatColumn, KnownFormat } from './known-format.ts'

const kind = names('Type')
const order: Condition = { column: kind, is: /^order$/i }
const refund: Condition = { column: kind, is: /^(refund|claim|payment dispute)$/i }
const description = names('Description')

/** A charge of which only the net amount is told, as a negative number. */
function charge(measure: string, type: RegExp, words?: RegExp): FormatColumn {
  return figure(measure, 'Net amount', {
    sign: 'negated',
    when: [{ column: kind, is: type }, ...(words ? [{ column: description, is: words }] : [])],
  })
}

const otherFee = /^other fee$/i
const promoted = /promoted|advertis|\bad fee/i

/** Exports of eBay's Seller Hub. Orders of several items have a row that adds up the rows of the items. */
export const ebay: readonly KnownFormat[] = [
  {
    id: 'ebay-orders',
    label: { en: 'eBay orders', ja: 'eBay 注文レポート', 'zh-CN': 'eBay 订单报告' },
    platform: 'ebay',
    path: 'Seller Hub > Orders > Download report (or Reports > Downloads > Orders)',
    recognise: {
      columns: ['Sales Record Number', 'Order Number', 'Item Number', 'Quantity', 'Sold For', 'Sale Date'],
      optional: [
        'Buyer Username',
        'Item Title',
        'Custom Label',
        'Shipping And Handling',
        'Postage And Handling',
        'Total Price',
      ],
    },
    kind: 'orders',
    columns: [
      column('order_id', 'Order Number'),
      column('line_id', 'Transaction ID'),
      column('order_day', 'Sale Date'),
      column('ship_day', 'Shipped On Date | Dispatched On Date | Posted On Date'),
      column('sku', 'Custom Label'),
      column('sku', 'Item Number'),
      column('product_name', 'Item Title'),
      column('quantity', 'Quantity'),
      column('sales', 'Sold For'),
      figure('shipping_income', 'Shipping And Handling | Postage And Handling | Postage And Packaging'),
      figure('tax_amount', 'Seller Collected Tax'),
    ],
    rows: [
      { column: ['Item Number'], only: /\d/ },
      { column: ['Order Number'], only: /\d/ },
    ],
    note: {
      en: 'The rows that add up the items of an order are not counted a second time. Cancelled orders and refunds are not in this report.',
      ja: '複数商品の注文の合計行は二重に数えません。キャンセルと返金はこのレポートに含まれません。',
      'zh-CN': '多商品订单的合计行不重复计算。该报告不含取消和退款。',
    },
  },
  {
    id: 'ebay-transactions',
    source: 'statement',
    label: { en: 'eBay transaction report', ja: 'eBay 取引レポート', 'zh-CN': 'eBay 交易报告' },
    platform: 'ebay',
    path: 'Seller Hub > Payments > Reports > Transaction report',
    recognise: {
      columns: [
        names('Transaction creation date | Date'),
        kind,
        'Order number',
        'Net amount',
        'Gross transaction amount',
      ],
      optional: names(
        'Final Value Fee - fixed | Final Value Fee - variable | Item subtotal | Payout date | Legacy order ID',
      ),
    },
    kind: 'daily',
    columns: [
      column('day', 'Transaction creation date | Date'),
      column('sku', 'Custom label'),
      column('currency', 'Payout currency | Transaction currency'),
      figure('net_sales', 'Item subtotal', { when: [order] }),
      figure('units', 'Quantity', { when: [order] }),
      figure('shipping_income', 'Shipping and handling | Postage and packaging', { when: [order] }),
      figure('refunds_amount', 'Item subtotal', { sign: 'negated', when: [refund] }),
      ...names(
        'Final Value Fee - fixed | Final Value Fee - variable | Regulatory operating fee | Very high "item not as described" fee | Below standard performance fee | International fee | Deposit processing fee',
      ).map(name => figure('platform_fees', name, { sign: 'negated' })),
      figure('other_cost', 'Charity donation', { sign: 'negated' }),
      charge('shipping_cost', /^(shipping|postage) label$/i),
      charge('ad_spend', otherFee, promoted),
      charge('platform_fees', otherFee, new RegExp(`^(?!.*(${promoted.source}))`, 'i')),
    ],
    rows: [{ column: kind, not: /^(payout|transfer|hold|charge|purchase|withdrawal)$/i }],
    note: {
      en: 'Amounts stand on the day of the transaction. Payouts, holds and transfers are no figures of the shop.',
      ja: '金額は取引日のものです。入金・保留・振替は数値に含めません。',
      'zh-CN': '金额按交易日计；提现、冻结和转账不计入。',
    },
  },
  {
    id: 'ebay-listings',
    label: { en: 'eBay listings', ja: 'eBay 出品', 'zh-CN': 'eBay 在售商品' },
    platform: 'ebay',
    path: 'Seller Hub > Reports > Downloads',
    recognise: { columns: ['Item number', 'Title', names('Available quantity | Watchers | Start price')] },
    refuse: {
      en: 'This is a list of offers without figures of a day. Please download the orders report (Seller Hub > Orders > Download report).',
      ja: 'これは出品一覧で、日別の数値がありません。注文レポート（Seller Hub > Orders）をダウンロードしてください。',
      'zh-CN': '这是商品列表，没有按日数据。请下载订单报告（Seller Hub > Orders）。',
    },
    kind: 'daily',
    columns: [],
  },
]
