import { column, cost, figure, names } from './column.ts'
import { dayAbove, dayInName } from './days.ts'
import type { FormatColumn, KnownFormat, StatusWords } from './known-format.ts'

const status: StatusWords = {
  sale: ['已发货', '已完成', '已签收', '待收货', '交易成功', '交易完成', '平台发货'],
  pending: ['待审核', '待处理', '待打单', '待发货', '配货中', '风控中', '申请运单号', '缺货', '搁置'],
  unpaid: ['未付款', '待付款', '等待买家付款'],
  cancelled: ['已作废', '已取消', '作废', '已关闭', '交易关闭', '已取消/不发货', '忽略'],
  refunded: ['已退款', '退款成功', '全额退款'],
}

const shop = column('store', '店铺名称 | 店铺 | 店铺名 | 店铺账号 | 店铺账户')
const skus: readonly FormatColumn[] = [
  column('sku', 'SKU | 商品SKU | 产品SKU | SKU编号 | 库存SKU | 本地SKU | MSKU'),
  column('sku', '平台SKU | 商品编码 | 产品编号 | 平台产品ID'),
]
const named = column('product_name', '产品名称 | 商品名称 | 产品标题 | 商品标题 | 标题 | 品名')
const currency = column('currency', '币种 | 币种缩写 | 货币 | 订单币种 | 原始币种')
const shipped = column('ship_day', '发货时间 | 发货日期 | 实际发货时间')

const days = names('下单时间 | 订购时间 | 付款时间 | 订单时间 | 创建时间')
const ordered = column('order_day', days.join(' | '))
const unitPrice = '产品售价 | 商品单价 | 售价 | 单价 | 产品单价 | 商品售价 | 销售单价'
const quantity = '产品数量 | 商品数量 | 数量 | 购买数量 | SKU数量 | 销量'

const linesOf = (orderId: string): readonly FormatColumn[] => [
  column('order_id', orderId),
  ordered,
  shipped,
  shop,
  column('status', '订单状态 | 系统状态 | 状态'),
  ...skus,
  named,
  column('quantity', quantity),
  currency,
  column('sales', unitPrice, { per: 'unit' }),
  figure('shipping_income', '买家支付运费 | 运费收入 | 客付运费', { per: 'order' }),
]

const profitColumns: readonly FormatColumn[] = [
  column('day', '日期 | 时间 | 统计日期 | 数据日期'),
  shop,
  column('sku', 'MSKU | SKU | 本地SKU | ASIN'),
  named,
  currency,
  figure('net_sales', '销售额 | 销售收入 | FBA销售额 | 商品销售额 | 平台收入-销售额'),
  figure('units', '销量 | 总销量 | FBA销量'),
  figure('orders', '订单量 | 订单数'),
  figure('refunds_amount', '退款金额 | 退款额 | 退款', { sign: 'positive' }),
  figure('returns_units', '退货量 | 退货数'),
  cost('ad_spend', '广告费 | 广告花费 | 广告费用 | 广告费合计'),
  figure('ad_sales', '广告销售额'),
  cost('platform_fees', '平台费 | 平台佣金 | 佣金 | 平台费用 | 销售佣金'),
  cost('fulfilment_cost', 'FBA费 | FBA发货费 | FBA配送费 | 配送费 | FBA费用'),
  cost('storage_cost', '仓储费 | FBA仓储费 | 月度仓储费 | 仓储费合计'),
  cost('shipping_cost', '头程费用 | 头程 | 头程成本 | 头程运费 | 物流费'),
  cost('cogs', '采购成本 | 商品成本 | 产品成本'),
  cost('other_cost', '其他费用 | 其他 | 其它费用'),
]

/** Exports of the ERPs that teams in China work with. */
export const erpChina: readonly KnownFormat[] = [
  {
    id: 'dianxiaomi-orders',
    label: { en: 'Dianxiaomi orders', ja: '店小秘 注文', 'zh-CN': '店小秘订单' },
    platform: 'other',
    path: '店小秘 > 订单 > 导出订单',
    recognise: {
      columns: ['订单号', names('包裹号 | 店铺账号 | 店铺账户'), days, names(quantity), names(unitPrice)],
      optional: names(
        '平台 | 平台渠道 | 店铺 | SKU | 平台SKU | 商品SKU | 产品名称 | 币种缩写 | 订单状态 | 订单金额 | 买家指定物流',
      ),
    },
    kind: 'orders',
    columns: linesOf('订单号'),
    status,
  },
  {
    id: 'dianxiaomi-order-totals',
    label: { en: 'Dianxiaomi orders (totals)', ja: '店小秘 注文（合計）', 'zh-CN': '店小秘订单（订单金额）' },
    platform: 'other',
    path: '店小秘 > 订单 > 导出订单',
    recognise: {
      columns: ['订单号', names('包裹号 | 店铺账号 | 店铺账户'), days, '订单金额'],
      without: names(unitPrice),
    },
    kind: 'orders',
    columns: [...linesOf('订单号'), column('sales', '订单金额', { per: 'order' })],
    status,
  },
  {
    id: 'mabang-orders',
    label: { en: 'Mabang orders', ja: '馬幇ERP 注文', 'zh-CN': '马帮订单' },
    platform: 'other',
    path: '马帮ERP > 订单 > 导出',
    recognise: {
      columns: ['订单编号', '交易编号', days, names(quantity), names(unitPrice)],
      optional: names('店铺名 | 店铺名称 | 平台 | SKU | 币种 | 订单状态 | 订单总金额 | 商品总金额 | 物流渠道'),
    },
    kind: 'orders',
    columns: linesOf('订单编号'),
    status,
  },
  {
    id: 'mabang-order-totals',
    label: { en: 'Mabang orders (totals)', ja: '馬幇ERP 注文（合計）', 'zh-CN': '马帮订单（总金额）' },
    platform: 'other',
    path: '马帮ERP > 订单 > 导出',
    recognise: {
      columns: ['订单编号', '交易编号', days, names('商品总金额 | 订单商品总金额 | 订单总金额 | 订单金额')],
      without: names(unitPrice),
    },
    kind: 'orders',
    columns: [
      ...linesOf('订单编号'),
      column('sales', '商品总金额 | 订单商品总金额 | 订单总金额 | 订单金额', { per: 'order' }),
    ],
    status,
  },
  {
    id: 'lingxing-orders',
    label: { en: 'Lingxing / Sellfox orders', ja: '領星・賽狐 注文', 'zh-CN': '领星/赛狐订单' },
    platform: 'other',
    path: '领星ERP > 销售 > 平台订单 > 导出；赛狐ERP > 订单 > 导出',
    recognise: {
      columns: [names('系统单号 | 平台单号'), days, names('MSKU | 平台SKU'), names(quantity), names(unitPrice)],
      optional: names('店铺 | 国家 | ASIN | 品名 | SKU | 订单状态 | 币种 | 本地SKU'),
      without: names('包裹号 | 交易编号'),
    },
    kind: 'orders',
    columns: linesOf('平台单号 | 平台订单号 | 订单号 | 系统单号'),
    status,
  },
  {
    id: 'lingxing-profit',
    label: { en: 'Lingxing / Sellfox profit report', ja: '領星・賽狐 利益レポート', 'zh-CN': '领星/赛狐利润报表' },
    platform: 'amazon',
    path: '领星ERP > 统计 > 利润报表（MSKU，按日） > 导出；赛狐ERP > 财务 > 利润报表',
    recognise: {
      columns: [
        names('MSKU | SKU | ASIN | 本地SKU'),
        names('销售额 | 销售收入 | FBA销售额 | 商品销售额 | 平台收入-销售额'),
        names('毛利润 | 毛利 | 利润 | 毛利额 | 净利润'),
        names('广告费 | 广告花费 | 广告费用 | 广告费合计'),
      ],
      optional: names('日期 | 店铺 | 国家 | 销量 | 采购成本 | 头程费用 | FBA费 | 平台费 | 毛利率 | 退款金额'),
    },
    kind: 'daily',
    columns: profitColumns,
    day: ['column', { preamble: dayAbove }, { fileName: dayInName }, 'asked'],
  },
]
