import { column, cost, figure, names } from './column.ts'
import { dayAbove, dayInName } from './days.ts'
import type { KnownFormat } from './known-format.ts'

/** Exports of Walmart's Seller Center. */
export const walmart: readonly KnownFormat[] = [
  {
    id: 'walmart-orders',
    label: { en: 'Walmart orders', ja: 'Walmart 注文', 'zh-CN': '沃尔玛订单' },
    platform: 'walmart',
    path: 'Seller Center > Orders > Order management > Download',
    recognise: {
      columns: [
        names('PO# | PO Number | Purchase Order #'),
        'Order Date',
        names('Item Cost | Item Price | Unit Price'),
        names('Qty | Quantity'),
        'SKU',
      ],
      optional: names('Order# | Ship By | UPC | Status | Item Description | Shipping Cost | Tax | Line# | FLIDS'),
    },
    kind: 'orders',
    columns: [
      column('order_id', 'Order# | PO# | PO Number | Purchase Order #'),
      column('line_id', 'Line#'),
      column('order_day', 'Order Date'),
      column('status', 'Status'),
      column('sku', 'SKU'),
      column('product_name', 'Item Description'),
      column('quantity', 'Qty | Quantity'),
      column('sales', 'Item Cost | Item Price', { per: 'unit' }),
      figure('shipping_income', 'Shipping Cost'),
      figure('tax_amount', 'Tax'),
    ],
    rows: [{ column: ['Replacement Order'], not: /^(yes|true|y|1)$/i }],
    status: {
      sale: ['Shipped', 'Delivered', 'Acknowledged'],
      pending: ['Created'],
      cancelled: ['Cancelled', 'Canceled'],
      refunded: ['Refund', 'Refunded'],
    },
    note: {
      en: 'Item cost is read as the price of one piece. Replacement orders are no sales.',
      ja: '「Item Cost」は1個あたりの価格として読み取ります。交換注文は売上に含めません。',
      'zh-CN': '“Item Cost”按单件价格读取；补发订单不计销售。',
    },
  },
  {
    id: 'walmart-item-sales',
    label: { en: 'Walmart item sales', ja: 'Walmart 商品別売上', 'zh-CN': '沃尔玛商品销售报告' },
    platform: 'walmart',
    path: 'Seller Center > Analytics > Sales > Item sales report (one day, or by day)',
    recognise: {
      columns: [names('SKU ID | SKU'), names('GMV | Gross Merchandise Value'), names('Units Sold | Units')],
      optional: names(
        'Item ID | Product Name | Super Department | Commission | GMV-Commission | AUR | Orders | Conversion Rate',
      ),
      without: names('Order ID | Order Date | Order# | Seller SKU | SKU Visitors'),
    },
    kind: 'daily',
    columns: [
      column('day', 'Date'),
      column('sku', 'SKU ID | SKU'),
      column('product_name', 'Product Name | Item Name'),
      figure('net_sales', 'GMV | Gross Merchandise Value'),
      figure('units', 'Units Sold | Units'),
      figure('orders', 'Orders | Total Orders'),
      figure('page_views', 'Page Views | Total Product Visits | Pageviews'),
      cost('platform_fees', 'Commission'),
    ],
    day: ['column', { preamble: dayAbove }, { fileName: dayInName }, 'asked'],
  },
  {
    id: 'walmart-ads',
    label: { en: 'Walmart Connect ads', ja: 'Walmart Connect 広告', 'zh-CN': '沃尔玛广告报告' },
    platform: 'walmart',
    path: 'Walmart Connect Ad Center > Reports, by day',
    recognise: {
      columns: ['Date', 'Campaign Name', 'Clicks', 'Ad Spend', names('Total Attributed Sales | Attributed Sales')],
      optional: ['Campaign Id', 'Ad Group Name', 'Item Id', 'Impressions', 'Units Sold'],
    },
    kind: 'daily',
    columns: [
      column('day', 'Date'),
      figure('ad_impressions', 'Impressions'),
      figure('ad_clicks', 'Clicks'),
      figure('ad_spend', 'Ad Spend'),
      figure('ad_sales', 'Total Attributed Sales | Attributed Sales'),
      figure('ad_orders', 'Attributed Orders | Orders'),
      figure('ad_units', 'Units Sold'),
    ],
  },
]
