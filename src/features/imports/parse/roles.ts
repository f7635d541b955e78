import type { Localized } from '#src/i18n/locale.ts'

/** What a column of an order file can be. */
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
] as const

/** What a column of a file of daily figures can be, besides the figures themselves. */
export const dailyRoles = ['day', 'store', 'sku', 'product_name', 'currency', 'measure_name', 'value'] as const

export type OrderRole = (typeof orderRoles)[number]
export type DailyRole = (typeof dailyRoles)[number]

/** What a column means; `measure:net_sales` holds a figure. */
export type Role = OrderRole | DailyRole | `measure:${string}`

/** How people see a role, and what columns with this meaning are called; the surest names first. */
export interface RoleWords {
  readonly label: Localized
  readonly names: readonly string[]
}

/** Names parted by bars. */
function list(text: string): readonly string[] {
  return text.split('|').map(name => name.trim())
}

/** Names as exports of marketplaces, ERPs and spreadsheets use them. Compared without case, spaces and hyphens. */
export const roleWords: Readonly<Record<OrderRole | DailyRole, RoleWords>> = {
  order_id: {
    label: { en: 'Order number', ja: '注文番号', 'zh-CN': '订单号' },
    names: list(
      `order id | order number | order no | order no. | order | orderid | amazon-order-id |
      purchase order | customer order id | 注文番号 | 受注番号 | 注文id | オーダーid | オーダー番号 | 伝票番号 |
      受注no | 注文no | 订单号 | 订单编号 | 订单id | 订单 | 平台订单号 | 交易编号 | 子订单编号`,
    ),
  },
  order_day: {
    label: { en: 'Order date', ja: '注文日', 'zh-CN': '下单日期' },
    names: list(
      `order date | purchase date | ordered at | order time | order created | created at |
      created time | order placed | date ordered | payments date | date | 注文日 | 注文日時 | 受注日 |
      受注日時 | 購入日 | 購入日時 | 注文年月日 | 受注年月日 | オーダー日時 | 日付 | 下单日期 | 下单时间 | 订单日期 | 订单时间 | 订单创建时间 |
      创建时间 | 购买日期 | 付款时间 | 支付时间 | 日期`,
    ),
  },
  ship_day: {
    label: { en: 'Ship date', ja: '出荷日', 'zh-CN': '发货日期' },
    names: list(
      `ship date | shipped date | shipped at | shipment date | shipping date | date shipped |
      shipped time | fulfilled at | dispatch date | 出荷日 | 発送日 | 出荷日時 | 発送日時 | 出荷完了日 | 発送完了日 |
      出荷年月日 | 发货日期 | 发货时间 | 出货日期 | 出库日期 | 实际发货时间`,
    ),
  },
  store: {
    label: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
    names: list(
      `store | store name | shop | shop name | store id | seller | account | account name |
      marketplace | sales channel | channel | site | region | 店舗 | 店舗名 | ショップ | ショップ名 | 販売店 |
      ストア | ストア名 | 支店 | 販売チャネル | モール | 地域 | エリア | 店铺 | 店铺名 | 店铺名称 | 店名 | 门店 | 账号 | 站点 | 渠道 |
      销售渠道 | 平台 | 区域 | 地区`,
    ),
  },
  sku: {
    label: { en: 'SKU', ja: 'SKU（商品コード）', 'zh-CN': 'SKU（商品编码）' },
    names: list(
      `sku | seller sku | merchant sku | msku | sku id | lineitem sku | item sku |
      product sku | product id | item id | item number | item code | product code |
      child asin | asin | sku番号 | sku管理番号 | 商品コード | 商品番号 | 商品管理番号 | 品番 | 型番 | 商品id | 商品sku |
      システム連携用sku番号 | 商品管理番号（商品url） | sku编码 | sku编号 | 商品编码 | 商家编码 | 货号 | 商品编号 | 产品编号 | 产品编码 |
      商品id | 产品id | 平台sku | 本地sku | 规格编码`,
    ),
  },
  product_name: {
    label: { en: 'Product name', ja: '商品名', 'zh-CN': '商品名称' },
    names: list(
      `product name | item name | product title | title | lineitem name | item title |
      product | description | 商品名 | 品名 | 商品名称 | 商品タイトル | 商品标题 | 产品名称 | 产品名 | 宝贝标题 | 品名 |
      产品标题`,
    ),
  },
  sales: {
    label: { en: 'Sales amount', ja: '売上金額', 'zh-CN': '销售额' },
    names: list(
      `sales | net sales | sales amount | revenue | line total | line amount | item price |
      item total | item subtotal | subtotal | gross sales | amount | total price | total |
      売上 | 売上金額 | 売上高 | 販売金額 | 小計 | 商品金額 | 商品合計金額 | 商品小計 | 金額 | 合計金額 | 合計 | 销售额 | 销售金额 |
      成交金额 | 商品金额 | 商品总价 | 商品小计 | 小计 | 实付金额 | 买家实付 | 订单金额 | 金额 | 总价 | 总金额`,
    ),
  },
  unit_price: {
    label: { en: 'Price per unit', ja: '単価', 'zh-CN': '单价' },
    names: list(
      `unit price | price | lineitem price | price each | selling price | 単価 | 商品単価 | 販売単価 |
      価格 | 单价 | 商品单价 | 售价 | 销售单价 | 价格`,
    ),
  },
  quantity: {
    label: { en: 'Quantity', ja: '数量', 'zh-CN': '数量' },
    names: list(
      `quantity | qty | units | quantity purchased | lineitem quantity | quantity ordered |
      pieces | count | units sold | 数量 | 個数 | 注文個数 | 購入数 | 販売個数 | 点数 | 商品数量 | 购买数量 | 件数 | 销量 |
      销售数量 | 产品数量`,
    ),
  },
  cost: {
    label: { en: 'Cost of the line', ja: '原価', 'zh-CN': '成本' },
    names: list(
      `cost | cogs | total cost | cost of goods | cost amount | line cost | 原価 | 仕入原価 | 原価金額 |
      売上原価 | 仕入金額 | 仕入額 | 成本 | 成本金额 | 商品成本 | 采购成本 | 总成本`,
    ),
  },
  profit: {
    label: { en: 'Gross profit of the line', ja: '粗利', 'zh-CN': '毛利' },
    names: list(
      `profit | gross profit | margin amount | 粗利 | 粗利益 | 利益 | 粗利額 | 売上総利益 | 毛利 | 利润 | 毛利润 |
      毛利额`,
    ),
  },
  discount: {
    label: { en: 'Discount', ja: '値引き', 'zh-CN': '折扣' },
    names: list(
      `discount | discount amount | item promotion discount | lineitem discount |
      seller discount | 値引 | 値引き | 値引額 | 割引 | 割引額 | 折扣 | 折扣金额 | 优惠 | 优惠金额 | 卖家折扣`,
    ),
  },
  currency: {
    label: { en: 'Currency', ja: '通貨', 'zh-CN': '币种' },
    names: list('currency | currency code | 通貨 | 通貨コード | 币种 | 货币'),
  },
  day: {
    label: { en: 'Day', ja: '日付', 'zh-CN': '日期' },
    names: list(
      `date | day | report date | calendar date | 日付 | 年月日 | 対象日 | 集計日 | 計上日 | 日 | 日期 | 统计日期 |
      数据日期 | 时间 | 业务日期`,
    ),
  },
  measure_name: {
    label: { en: 'Name of the figure', ja: '指標名', 'zh-CN': '指标名称' },
    names: list(
      `measure | metric | kpi | measure name | metric name | indicator | 指標 | 指標名 | 項目 | 項目名 |
      kpi名 | 指标 | 指标名 | 指标名称 | 项目`,
    ),
  },
  value: {
    label: { en: 'Value', ja: '値', 'zh-CN': '数值' },
    names: list(
      `value | amount | actual | result | number | 値 | 数値 | 実績 | 実績値 | 金額 | 值 | 数值 | 实际值 | 实际 |
      数据`,
    ),
  },
}
