import type { Localized } from '#src/i18n/locale.ts'
import { roleNames } from './role-names.ts'

/** What a column of an order file can be, besides amounts (`measure:…`) that are added up per line. */
export const orderRoles = [
  'order_id',
  'order_day',
  'ship_day',
  'store',
  'sku',
  'product_name',
  'sales',
  'unit_price',
  'quantity',
  'cost',
  'profit',
  'discount',
  'currency',
  'status',
  'cancelled_day',
  'line_id',
  'order_total',
] as const

/** What a column of a file of daily figures can be, besides the figures themselves. */
export const dailyRoles = [
  'day',
  'store',
  'sku',
  'product_name',
  'currency',
  'measure_name',
  'value',
  'part',
  'last_day',
] as const

export type OrderRole = (typeof orderRoles)[number]
export type DailyRole = (typeof dailyRoles)[number]
export type RoleName = OrderRole | DailyRole

/** What a column means; `measure:net_sales` holds a figure of a day, or an amount of an order line. */
export type Role = RoleName | `measure:${string}`

/** How people see a role, and what columns with this meaning are called; the surest names first. */
export interface RoleWords {
  readonly label: Localized
  readonly names: readonly string[]
}

function words(role: RoleName, en: string, ja: string, zh: string): RoleWords {
  const names = roleNames[role].split('|').map(name => name.trim().replace(/\s+/g, ' '))
  return { label: { en, ja, 'zh-CN': zh }, names }
}

/** All roles in words. */
export const roleWords: Readonly<Record<RoleName, RoleWords>> = {
  order_id: words('order_id', 'Order number', '注文番号', '订单号'),
  order_day: words('order_day', 'Order date', '注文日', '下单日期'),
  ship_day: words('ship_day', 'Ship date', '出荷日', '发货日期'),
  store: words('store', 'Store', '店舗', '店铺'),
  sku: words('sku', 'SKU', 'SKU（商品コード）', 'SKU（商品编码）'),
  product_name: words('product_name', 'Product name', '商品名', '商品名称'),
  sales: words('sales', 'Sales amount', '売上金額', '销售额'),
  order_total: words('order_total', 'Order total, once per order', '注文合計（注文ごとに1回）', '订单总额（每单一次）'),
  unit_price: words('unit_price', 'Price per unit', '単価', '单价'),
  quantity: words('quantity', 'Quantity', '数量', '数量'),
  cost: words('cost', 'Cost of the line', '原価', '成本'),
  profit: words('profit', 'Gross profit of the line', '粗利', '毛利'),
  discount: words('discount', 'Discount', '値引き', '折扣'),
  currency: words('currency', 'Currency', '通貨', '币种'),
  status: words('status', 'Status of the order', '注文ステータス', '订单状态'),
  cancelled_day: words('cancelled_day', 'Cancelled on', 'キャンセル日', '取消日期'),
  line_id: words('line_id', 'Number of the line', '明細番号', '明细编号'),
  day: words('day', 'Day', '日付', '日期'),
  measure_name: words('measure_name', 'Name of the figure', '指標名', '指标名称'),
  value: words('value', 'Value', '値', '数值'),
  last_day: words('last_day', 'Last day of the row', '終了日', '结束日期'),
  part: words(
    'part',
    'Part of the day (device, hour, campaign …), added up',
    '内訳（デバイス、時間帯、キャンペーンなど。合算します）',
    '细分（设备、时段、广告活动等，合计）',
  ),
}
