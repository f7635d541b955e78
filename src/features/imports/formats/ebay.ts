import { column, figure, names } from './column.ts'
import type { Condition, FormatColumn, KnownFormat } from './known-format.ts'

const kind = names('Type | Typ')
const order: Condition = { column: kind, is: /^(order|bestellung)$/i }
const refund: Condition = {
  column: kind,
  is: /^(refund|claim|payment dispute|rückerstattung|fall|zahlungsstreitigkeit)$/i,
}
const netAmount = 'Net amount | Betrag abzügl. Kosten'
const description = names('Description | Beschreibung')

/** A charge of which only the net amount is told, as a negative number. */
function charge(measure: string, type: RegExp, words?: RegExp): FormatColumn {
  return figure(measure, netAmount, {
    sign: 'negated',
    when: [{ column: kind, is: type }, ...(words ? [{ column: description, is: words }] : [])],
  })
}

const otherFee = /^(other fee|andere gebühr)$/i
const promoted = /promoted|advertis|\bad fee|anzeigen/i

const recordNumber = 'Sales Record Number | Verkaufsprotokollnummer'
const orderNumber = 'Order Number | Bestellnummer'
const itemNumber = 'Item Number | Artikelnummer'
const quantity = 'Quantity | Anzahl | Stückzahl'
const soldFor = 'Sold For | Verkauft für | Verkaufspreis'
const saleDate = 'Sale Date | Verkauft am | Verkaufsdatum'
const transactionDate = 'Transaction creation date | Date | Datum der Transaktionserstellung'
const subtotal = 'Item subtotal | Zwischensumme Artikel'

/** Exports of eBay's Seller Hub, in English and German. Orders of several items have a row that adds up the rows of the items. */
export const ebay: readonly KnownFormat[] = [
  {
    id: 'ebay-orders',
    label: { en: 'eBay orders', ja: 'eBay 注文レポート', 'zh-CN': 'eBay 订单报告' },
    platform: 'ebay',
    path: 'Seller Hub > Orders > Download report (or Reports > Downloads > Orders)',
    recognise: {
      columns: [recordNumber, orderNumber, itemNumber, quantity, soldFor, saleDate].map(names),
      optional: names(
        'Buyer Username | Item Title | Custom Label | Shipping And Handling | Postage And Handling | Total Price | Nutzername des Käufers | Angebotstitel | Bestandseinheit | Verpackung und Versand | Gesamtbetrag',
      ),
    },
    kind: 'orders',
    columns: [
      column('order_id', orderNumber),
      column('line_id', 'Transaction ID | Transaktions-ID'),
      column('order_day', saleDate),
      column(
        'ship_day',
        'Shipped On Date | Dispatched On Date | Posted On Date | Verschickt am - Datum | Verschickt am | Versanddatum',
      ),
      column('sku', 'Custom Label | Bestandseinheit'),
      column('sku', itemNumber),
      column('product_name', 'Item Title | Angebotstitel | Artikelbezeichnung'),
      column('quantity', quantity),
      column('sales', soldFor),
      figure(
        'shipping_income',
        'Shipping And Handling | Postage And Handling | Postage And Packaging | Verpackung und Versand',
      ),
      figure('tax_amount', 'Seller Collected Tax | Vom Verkäufer eingezogene Steuer'),
    ],
    rows: [
      { column: names(itemNumber), only: /\d/ },
      { column: names(orderNumber), only: /\d/ },
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
        names(transactionDate),
        kind,
        names(orderNumber),
        names(netAmount),
        names('Gross transaction amount | Transaktionsbetrag (inkl. Kosten)'),
      ],
      optional: names(
        'Final Value Fee - fixed | Final Value Fee - variable | Item subtotal | Payout date | Legacy order ID | Zwischensumme Artikel | Auszahlungsdatum | Alte Bestellnummer',
      ),
    },
    kind: 'daily',
    columns: [
      column('day', transactionDate),
      column('sku', 'Custom label | Bestandseinheit'),
      column('currency', 'Payout currency | Transaction currency | Auszahlungswährung | Transaktionswährung'),
      figure('net_sales', subtotal, { when: [order] }),
      figure('units', quantity, { when: [order] }),
      figure('shipping_income', 'Shipping and handling | Postage and packaging | Verpackung und Versand', {
        when: [order],
      }),
      figure('refunds_amount', subtotal, { sign: 'negated', when: [refund] }),
      ...names(
        'Final Value Fee - fixed | Final Value Fee - variable | Regulatory operating fee | Very high "item not as described" fee | Below standard performance fee | International fee | Deposit processing fee | Fixer Anteil der Verkaufsprovision | Variabler Anteil der Verkaufsprovision | Internationale Gebühr | Gebühr für unterdurchschnittlichen Servicestatus | Gebühr für sehr hohe Quote an „nicht wie beschriebenen Artikeln“ | Gebühr für sehr hohe Quote an "nicht wie beschriebenen Artikeln" | Betriebskosten für gesetzliche Vorschriften',
      ).map(name => figure('platform_fees', name, { sign: 'negated' })),
      figure('other_cost', 'Charity donation | Spende für gemeinnützige Organisation', { sign: 'negated' }),
      charge('shipping_cost', /^(shipping label|postage label|versandetikett)$/i),
      charge('ad_spend', otherFee, promoted),
      charge('platform_fees', otherFee, new RegExp(`^(?!.*(${promoted.source}))`, 'i')),
    ],
    rows: [
      {
        column: kind,
        not: /^(payout|transfer|hold|charge|purchase|withdrawal|auszahlung|übertragung|einbehaltung|belastung|kauf)$/i,
      },
    ],
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
    recognise: {
      columns: [
        names('Item number | Artikelnummer'),
        names('Title | Angebotstitel'),
        names('Available quantity | Watchers | Start price | Verfügbare Stückzahl | Beobachter | Startpreis'),
      ],
    },
    refuse: {
      en: 'This is a list of offers without figures of a day. Please download the orders report (Seller Hub > Orders > Download report).',
      ja: 'これは出品一覧で、日別の数値がありません。注文レポート（Seller Hub > Orders）をダウンロードしてください。',
      'zh-CN': '这是商品列表，没有按日数据。请下载订单报告（Seller Hub > Orders）。',
    },
    kind: 'daily',
    columns: [],
  },
]
