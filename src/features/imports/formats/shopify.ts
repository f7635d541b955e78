import { column, figure, names } from './column.ts'
import type { KnownFormat } from './known-format.ts'

const monthly = {
  en: 'This Shopify report adds up weeks, months or more. Please group it by “Day” and export again.',
  ja: 'このShopifyレポートは週・月などの合計です。グループ化を「日」にして再エクスポートしてください。',
  'zh-CN': '这份Shopify报告按周、月等汇总。请按“天”分组后重新导出。',
}

const notFigures = {
  en: 'This Shopify export has no figures of days. Please export Orders, or a sales report by day (Analytics > Reports > Sales over time).',
  ja: 'このShopifyエクスポートには日別の数値がありません。「注文」または日別の売上レポートをエクスポートしてください。',
  'zh-CN': '这份Shopify导出没有按日数据。请导出“订单”，或按天的销售报告（分析 > 报告）。',
}

/** Exports of Shopify's admin. Only the first line of an order carries its status and totals. */
export const shopify: readonly KnownFormat[] = [
  {
    id: 'shopify-orders',
    label: { en: 'Shopify orders', ja: 'Shopify 注文', 'zh-CN': 'Shopify 订单' },
    platform: 'shopify',
    path: 'Shopify admin > Orders > Export (CSV)',
    recognise: {
      columns: ['Name', 'Created at', 'Lineitem quantity', 'Lineitem price'],
      optional: ['Financial Status', 'Subtotal', 'Lineitem sku', 'Cancelled at', 'Discount Amount', 'Fulfilled at'],
    },
    kind: 'orders',
    columns: [
      column('order_id', 'Name'),
      column('order_day', 'Created at'),
      column('ship_day', 'Fulfilled at', { per: 'order' }),
      column('cancelled_day', 'Cancelled at'),
      column('status', 'Financial Status'),
      column('sku', 'Lineitem sku'),
      column('product_name', 'Lineitem name'),
      column('quantity', 'Lineitem quantity'),
      column('currency', 'Currency'),
      column('sales', 'Lineitem price', { per: 'unit' }),
      column('discount', 'Discount Amount', { per: 'order', sign: 'positive' }),
      figure('shipping_income', 'Shipping', { per: 'order' }),
      figure('tax_amount', 'Taxes', { per: 'order' }),
    ],
    status: {
      sale: ['paid', 'partially_refunded', 'partially_paid', 'authorized'],
      pending: ['pending'],
      unpaid: ['expired', 'unpaid'],
      cancelled: ['voided'],
      refunded: ['refunded'],
    },
    discounts: 'to-take-off',
  },
  {
    id: 'shopify-sales',
    label: { en: 'Shopify sales by day', ja: 'Shopify 日別売上レポート', 'zh-CN': 'Shopify 按日销售报告' },
    platform: 'shopify',
    path: 'Shopify admin > Analytics > Reports > Sales over time, grouped by day > Export',
    recognise: {
      columns: [
        names('Day | Date | Hour | 日 | 日付 | 天 | 日期'),
        names('Net sales | 純売上高 | 净销售额'),
        names('Gross sales | 総売上高 | 总销售额'),
        names(
          'Returns | Discounts | Total sales | Shipping charges | Net items sold | 返品 | ディスカウント | 退货 | 折扣',
        ),
      ],
      optional: ['Orders', 'Discounts', 'Returns', 'Shipping charges', 'Shipping', 'Taxes', 'Total sales'],
    },
    kind: 'daily',
    columns: [
      column('day', 'Day | Date | Hour | 日 | 日付 | 天 | 日期'),
      column('sku', 'Product variant SKU | Variant SKU'),
      column('product_name', 'Product title'),
      figure('orders', 'Orders | 注文 | 注文数 | 订单 | 订单数'),
      figure('gross_sales', 'Gross sales | 総売上高 | 总销售额'),
      figure('discount_shop', 'Discounts | ディスカウント | 折扣', { sign: 'positive' }),
      figure('net_sales', 'Net sales | 純売上高 | 净销售额'),
      figure('units', 'Net items sold | Net quantity | Quantity ordered | Units sold'),
      figure('shipping_income', 'Shipping charges | Shipping | 配送料 | 运费'),
      figure('tax_amount', 'Taxes | 税金 | 税费'),
    ],
    rows: [{ column: names('Day | Date | Hour | 日 | 日付 | 天 | 日期'), only: /\d/ }],
    note: {
      en: 'Net sales of Shopify are already less returns, so returns are not counted a second time as refunds.',
      ja: 'Shopifyの純売上高は返品控除後のため、返品を返金として二重に数えません。',
      'zh-CN': 'Shopify的净销售额已扣除退货，因此退货不再重复计为退款。',
    },
  },
  {
    id: 'shopify-sessions',
    label: { en: 'Shopify sessions by day', ja: 'Shopify 日別セッション', 'zh-CN': 'Shopify 按日会话' },
    platform: 'shopify',
    path: 'Shopify admin > Analytics > Reports > Sessions over time, grouped by day > Export',
    recognise: {
      columns: [
        names('Day | Date | 日 | 日付 | 天 | 日期'),
        names('Sessions | Online store sessions | セッション | 会话'),
        names(
          'Online store visitors | Sessions with cart additions | Sessions that completed checkout | Sessions that reached checkout | Sessions that reached and completed checkout | オンラインストアの訪問者数',
        ),
      ],
      optional: ['Pageviews', 'Sessions with cart additions', 'Sessions that completed checkout'],
      without: names('Ordered Product Sales | SalesOrganic'),
    },
    kind: 'daily',
    columns: [
      column('day', 'Day | Date | 日 | 日付 | 天 | 日期'),
      figure('sessions', 'Sessions | Online store sessions | セッション | 会话'),
      figure('visitors', 'Online store visitors | Visitors | オンラインストアの訪問者数 | 访客'),
      figure('page_views', 'Pageviews | ページビュー | 页面浏览量'),
      figure('carts_added', 'Sessions with cart additions'),
    ],
    rows: [{ column: names('Day | Date | 日 | 日付 | 天 | 日期'), only: /\d/ }],
  },
  {
    id: 'shopify-sales-by-month',
    label: { en: 'Shopify sales by week or month', ja: 'Shopify 週・月別売上', 'zh-CN': 'Shopify 按周或按月销售' },
    platform: 'shopify',
    path: 'Shopify admin > Analytics > Reports',
    recognise: {
      columns: [
        names('Month | Week | Quarter | Year | 月 | 週 | 周'),
        names('Net sales | 純売上高 | 净销售额'),
        names('Gross sales | 総売上高 | 总销售额'),
      ],
      without: names('Day | Date | Hour'),
    },
    refuse: monthly,
    kind: 'daily',
    columns: [],
  },
  {
    id: 'shopify-products',
    label: { en: 'Shopify products', ja: 'Shopify 商品', 'zh-CN': 'Shopify 产品' },
    platform: 'shopify',
    path: 'Shopify admin > Products > Export',
    recognise: { columns: ['Handle', 'Title', names('Variant SKU | Variant Price | Vendor')] },
    refuse: notFigures,
    kind: 'daily',
    columns: [],
  },
  {
    id: 'shopify-customers',
    label: { en: 'Shopify customers', ja: 'Shopify 顧客', 'zh-CN': 'Shopify 客户' },
    platform: 'shopify',
    path: 'Shopify admin > Customers > Export',
    recognise: { columns: ['First Name', 'Last Name', 'Email', 'Total Spent', 'Total Orders'] },
    refuse: notFigures,
    kind: 'daily',
    columns: [],
  },
]
