import { column, cost, figure, names } from './column.ts'
import type { FormatColumn, KnownFormat } from './known-format.ts'

const label = { en: 'sellerboard daily profit', ja: 'sellerboard 日別利益', 'zh-CN': 'sellerboard 每日利润' }
const path = 'sellerboard > Reports > Dashboard by product / by day > CSV'

const common: readonly FormatColumn[] = [
  column('day', 'Date'),
  column('sku', 'SKU'),
  column('sku', 'ASIN'),
  column('product_name', 'Name | Title'),
  column('currency', 'Currency'),
  figure('net_sales', 'SalesOrganic'),
  figure('net_sales', 'SalesPPC'),
  figure('net_sales', 'PromoValue | Promo', { sign: 'as-is' }),
  figure('discount_shop', 'PromoValue | Promo', { sign: 'positive' }),
  figure('units', 'UnitsOrganic'),
  figure('units', 'UnitsPPC'),
  figure('orders', 'Orders'),
  figure('ad_sales', 'SalesPPC'),
  figure('ad_units', 'UnitsPPC'),
  figure('refunds_count', 'Refunds'),
  cost('refunds_amount', 'RefundPrincipal'),
  cost('cogs', 'Cost of Goods | ProductCost Sales | CostOfGoods'),
  figure('shipping_income', 'Shipping'),
  figure('sessions', 'Sessions'),
]
const fees = cost('platform_fees', 'AmazonFees | Amazon fees')
const adParts = ['SponsoredProducts', 'SponsoredDisplay', 'SponsoredBrands', 'SponsoredBrandsVideo']

/** sellerboard splits ad spend into its kinds, or has one column of all. Days stand before months. */
export const sellerboard: readonly KnownFormat[] = [
  {
    id: 'sellerboard',
    label,
    platform: 'amazon',
    path,
    recognise: {
      columns: ['Date', 'SalesOrganic', 'SalesPPC', 'UnitsOrganic', 'SponsoredProducts'],
      optional: names('Marketplace | ASIN | SKU | NetProfit | GrossProfit | AmazonFees | Cost of Goods'),
    },
    kind: 'daily',
    columns: [...common, fees, ...adParts.map(name => cost('ad_spend', name))],
    dayOrder: 'day-first',
  },
  {
    id: 'sellerboard-total-ads',
    label,
    platform: 'amazon',
    path,
    recognise: {
      columns: ['Date', 'SalesOrganic', 'SalesPPC', 'UnitsOrganic'],
      optional: names('Ads spend | Marketplace | ASIN | SKU | NetProfit | GrossProfit | AmazonFees | Cost of Goods'),
      without: ['SponsoredProducts'],
    },
    kind: 'daily',
    columns: [...common, fees, cost('ad_spend', 'Ads spend | AdsSpend | Ad spend')],
    dayOrder: 'day-first',
  },
  {
    id: 'sellerboard-period',
    label: { en: 'sellerboard profit of a period', ja: 'sellerboard 期間利益', 'zh-CN': 'sellerboard 时段利润' },
    platform: 'amazon',
    path,
    recognise: { columns: ['DateFrom', 'DateTo', 'SalesOrganic'] },
    refuse: {
      en: 'This sellerboard report adds up a period. Please export the dashboard by day.',
      ja: 'このsellerboardレポートは期間合計です。日別のダッシュボードをエクスポートしてください。',
      'zh-CN': '这份sellerboard报告是时段合计，请按天导出。',
    },
    kind: 'daily',
    columns: [],
  },
]
