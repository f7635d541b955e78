import { column, figure, names } from './column.ts'
import { dayAbove, dayInName } from './days.ts'
import type { KnownFormat } from './known-format.ts'

const item = 'orderItemId | Order Item Id'

/** Exports of Lazada's Seller Center: a row of the orders is one piece. */
export const lazada: readonly KnownFormat[] = [
  {
    id: 'lazada-orders',
    label: { en: 'Lazada orders', ja: 'Lazada 注文', 'zh-CN': 'Lazada 订单' },
    platform: 'lazada',
    path: 'Lazada Seller Center > Orders > Export',
    recognise: {
      columns: [
        names(item),
        names('orderNumber | Order Number'),
        names('createTime | Created at'),
        names('unitPrice | Unit Price'),
        'status',
      ],
      optional: names(
        'lazadaId | sellerSku | lazadaSku | paidPrice | sellerDiscountTotal | shippingFee | itemName | updateTime',
      ),
    },
    kind: 'orders',
    columns: [
      column('order_id', 'orderNumber | Order Number'),
      column('line_id', item),
      column('order_day', 'createTime | Created at'),
      column('ship_day', 'shippedDate | Shipped Date'),
      column('status', 'status'),
      column('sku', 'sellerSku | Seller SKU'),
      column('sku', 'lazadaSku | Lazada SKU'),
      column('product_name', 'itemName | Item Name'),
      column('quantity', 'quantity'),
      column('sales', 'unitPrice | Unit Price'),
      column('discount', 'sellerDiscountTotal | Seller Discount Total', { sign: 'positive' }),
      figure('discount_platform', 'platformDiscountTotal', { sign: 'positive' }),
      figure('shipping_income', 'shippingFee | Shipping Fee'),
    ],
    status: {
      sale: ['delivered', 'confirmed', 'shipped', 'ready_to_ship', 'packed', 'shipped_back', 'shipped_back_success'],
      pending: ['pending', 'topack', 'toship'],
      unpaid: ['unpaid'],
      cancelled: ['canceled', 'cancelled', 'failed', 'lost', 'lost_by_3pl', 'damaged_by_3pl'],
      refunded: ['returned', 'refunded', 'Package Returned'],
    },
    discounts: 'to-take-off',
    unitsPerRow: 1,
  },
  {
    id: 'lazada-business-advisor',
    label: {
      en: 'Lazada Business Advisor: shop by day',
      ja: 'Lazada Business Advisor（店舗・日別）',
      'zh-CN': 'Lazada 生意参谋（店铺按日）',
    },
    platform: 'lazada',
    path: 'Lazada Seller Center > Business Advisor > Dashboard > Export, by day',
    recognise: {
      columns: [
        'Date',
        'Revenue',
        'Visitors',
        names('Pageviews | Page Views'),
        'Orders',
        names('Visitor Value | Revenue per Buyer | Wishlists | Add to Cart Units | Conversion Rate'),
      ],
      optional: names(
        'Buyers | Units Sold | Conversion Rate | Revenue per Buyer | Visitor Value | Add to Cart Units | Wishlists',
      ),
    },
    kind: 'daily',
    columns: [
      column('day', 'Date'),
      figure('net_sales', 'Revenue'),
      figure('orders', 'Orders'),
      figure('units', 'Units Sold'),
      figure('buyers', 'Buyers'),
      figure('visitors', 'Visitors'),
      figure('page_views', 'Pageviews | Page Views'),
      figure('carts_added', 'Add to Cart Units'),
      figure('favourites_added', 'Wishlists'),
      figure('cancelled_sales', 'Cancelled Amount'),
      figure('refunds_amount', 'Return/Refund Amount'),
    ],
    rows: [{ column: ['Date'], only: /\d/ }], // a sum of the time has no date
  },
  {
    id: 'lazada-products',
    label: {
      en: 'Lazada Business Advisor: products',
      ja: 'Lazada Business Advisor（商品）',
      'zh-CN': 'Lazada 生意参谋（商品）',
    },
    platform: 'lazada',
    path: 'Lazada Seller Center > Business Advisor > Product > Performance > Export, for one day',
    recognise: {
      columns: ['Seller SKU', 'SKU ID', 'Revenue', names('SKU Visitors | Visitors | Product Visitors'), 'Units Sold'],
      optional: names(
        'Product Name | SKU Pageviews | Product Pageviews | Add to Cart Units | Buyers | Orders | Wishlists',
      ),
    },
    kind: 'daily',
    columns: [
      column('day', 'Date'),
      column('sku', 'Seller SKU'),
      column('sku', 'SKU ID'),
      column('product_name', 'Product Name'),
      figure('net_sales', 'Revenue'),
      figure('orders', 'Orders'),
      figure('units', 'Units Sold'),
      figure('buyers', 'Buyers'),
      figure('visitors', 'SKU Visitors | Visitors | Product Visitors'),
      figure('page_views', 'SKU Pageviews | Product Pageviews | Pageviews'),
      figure('carts_added', 'Add to Cart Units'),
      figure('favourites_added', 'Wishlists'),
    ],
    day: ['column', { preamble: dayAbove }, { fileName: dayInName }, 'asked'],
  },
]
