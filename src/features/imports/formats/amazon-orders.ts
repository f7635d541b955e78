import { column, figure, names } from './column.ts'
import type { KnownFormat } from './known-format.ts'

const status = {
  sale: ['Shipped', /^Shipped - /i, 'Complete', 'Unshipped', 'PartiallyShipped', 'Shipping', '出荷済み', '未出荷'],
  pending: ['Pending', 'Pending - Waiting for Pick Up', 'PendingAvailability', '保留中'],
  cancelled: ['Cancelled', 'Canceled', 'キャンセル', 'キャンセル済み', /^Shipped - (Rejected|Returned|Lost)/i],
}

/** Order reports of Seller Central: amounts are of the whole line; promotions are still to be taken off. */
export const amazonOrders: readonly KnownFormat[] = [
  {
    id: 'amazon-all-orders',
    label: { en: 'Amazon all orders', ja: 'Amazon 全注文レポート', 'zh-CN': '亚马逊所有订单报告' },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > All Orders (or Orders > Order Reports)',
    recognise: {
      columns: ['amazon-order-id', 'purchase-date', 'quantity', 'item-price'],
      optional: [
        'item-status',
        'order-status',
        'item-promotion-discount',
        'sales-channel',
        'last-updated-date',
        'asin',
      ],
      without: ['shipment-date', 'quantity-shipped'],
    },
    kind: 'orders',
    columns: [
      column('order_id', 'amazon-order-id'),
      column('order_day', 'purchase-date'),
      column('status', 'item-status'),
      column('status', 'order-status'),
      column('sku', 'sku'),
      column('product_name', 'product-name'),
      column('quantity', 'quantity'),
      column('currency', 'currency'),
      column('sales', 'item-price'),
      column('discount', 'item-promotion-discount', { sign: 'positive' }),
      figure('shipping_income', 'shipping-price'),
      figure('shipping_income', 'ship-promotion-discount', { sign: 'negated' }),
      figure('tax_amount', 'item-tax'),
      figure('tax_amount', 'shipping-tax'),
    ],
    rows: [{ column: ['sales-channel'], not: /^non-amazon/i }],
    status,
    discounts: 'to-take-off',
  },
  {
    id: 'amazon-order-report',
    label: {
      en: 'Amazon order report (seller-fulfilled)',
      ja: 'Amazon 注文レポート（自社出荷）',
      'zh-CN': '亚马逊订单报告（自发货）',
    },
    platform: 'amazon',
    path: 'Seller Central > Orders > Order Reports > New Orders',
    recognise: {
      columns: ['order-id', 'order-item-id', 'purchase-date', 'quantity-purchased', 'item-price'],
      optional: ['payments-date', 'buyer-email', 'ship-service-level'],
    },
    kind: 'orders',
    columns: [
      column('order_id', 'order-id'),
      column('line_id', 'order-item-id'),
      column('order_day', 'purchase-date'),
      column('sku', 'sku'),
      column('product_name', 'product-name'),
      column('quantity', 'quantity-purchased'),
      column('currency', 'currency'),
      column('sales', 'item-price'),
      column('discount', 'item-promotion-discount', { sign: 'positive' }),
      figure('shipping_income', 'shipping-price'),
      figure('tax_amount', 'item-tax'),
      figure('tax_amount', 'shipping-tax'),
    ],
    discounts: 'to-take-off',
    note: {
      en: 'Only orders that the seller ships; “All orders” has those shipped by Amazon, too.',
      ja: '自社出荷の注文のみです。FBAの注文も含むのは「全注文レポート」です。',
      'zh-CN': '仅含自发货订单；“所有订单”报告还包含FBA订单。',
    },
  },
  {
    id: 'amazon-fulfilled-shipments',
    label: { en: 'Amazon fulfilled shipments', ja: 'Amazon FBA出荷レポート', 'zh-CN': '亚马逊配送货件报告' },
    platform: 'amazon',
    path: 'Seller Central > Reports > Fulfillment > Amazon Fulfilled Shipments',
    recognise: { columns: ['amazon-order-id', 'shipment-date', 'quantity-shipped'], optional: ['item-price'] },
    refuse: {
      en: 'This is the report of shipments by Amazon: it lacks all orders that are not shipped yet or that the seller ships. Please download “All orders” (Reports > Fulfillment > All Orders).',
      ja: 'これはFBA出荷レポートで、未出荷・自社出荷の注文が含まれません。「全注文レポート」（レポート＞フルフィルメント）をダウンロードしてください。',
      'zh-CN': '这是亚马逊配送货件报告，不含未发货和自发货的订单。请下载“所有订单”报告（数据报告 > 库存和销售报告）。',
    },
    kind: 'orders',
    columns: [],
  },
  {
    id: 'amazon-listings',
    label: { en: 'Amazon listings', ja: 'Amazon 出品レポート', 'zh-CN': '亚马逊在售商品报告' },
    platform: 'amazon',
    path: 'Seller Central > Inventory > Inventory Reports',
    recognise: { columns: ['seller-sku', 'price', 'quantity', names('listing-id | open-date | asin1')] },
    refuse: {
      en: 'This is a list of offers without figures of a day. For stock, please download “Manage FBA Inventory” (Reports > Fulfillment).',
      ja: 'これは出品一覧で、日別の数値がありません。在庫は「FBA在庫管理」レポートをダウンロードしてください。',
      'zh-CN': '这是商品列表，没有按日数据。库存请下载“管理亚马逊库存”报告。',
    },
    kind: 'daily',
    columns: [],
  },
]
