import { column, figure, names } from './column.ts'
import type { KnownFormat, StatusWords } from './known-format.ts'

const status: StatusWords = {
  sale: ['交易成功', /^卖家已发货/, '已发货', '已完成', '卖家部分发货'],
  pending: [/^买家已付款/, '待发货', '已付款'],
  unpaid: [/^等待买家付款/, '待付款', '未创建支付宝交易'],
  cancelled: ['交易关闭', '已关闭', '已取消', /^(卖家|买家)?取消/],
  refunded: ['退款成功', '已退款'],
}

const cn = { currency: 'CNY', zone: 'Asia/Shanghai' } as const
const paid = '买家实际支付金额 | 买家实付金额'
const created = '订单创建时间 | 买家下单时间'
const day = '统计日期 | 日期'

/** Exports of Taobao's and Tmall's seller workbench and of 生意参谋. */
export const taobao: readonly KnownFormat[] = [
  {
    id: 'taobao-orders',
    label: { en: 'Taobao / Tmall orders', ja: '淘宝・天猫 注文', 'zh-CN': '淘宝/天猫订单' },
    platform: 'taobao',
    path: '千牛卖家中心 > 交易 > 已卖出的宝贝 > 批量导出（订单报表）',
    recognise: {
      columns: ['订单编号', '买家应付货款', names(paid), '订单状态', names(created)],
      optional: names('买家会员名 | 买家应付邮费 | 总金额 | 宝贝标题 | 宝贝总数量 | 订单付款时间 | 店铺名称 | 店铺Id'),
      without: names('子订单编号 | 购买数量'),
    },
    kind: 'orders',
    columns: [
      column('order_id', '订单编号'),
      column('order_day', created),
      column('ship_day', '发货时间'),
      column('store', '店铺名称'),
      column('status', '订单状态'),
      column('status', '退款状态 | 售后状态 | 退款/售后状态'),
      column('product_name', '宝贝标题'),
      column('quantity', '宝贝总数量'),
      column('sales', paid),
      column('sales', '买家应付邮费', { sign: 'negated', when: [{ column: names(paid), is: /[1-9]/ }] }),
      figure('shipping_income', '买家应付邮费'),
    ],
    status,
    ...cn,
  },
  {
    id: 'taobao-order-items',
    label: { en: 'Taobao / Tmall order items', ja: '淘宝・天猫 注文明細', 'zh-CN': '淘宝/天猫宝贝报表' },
    platform: 'taobao',
    path: '千牛卖家中心 > 交易 > 已卖出的宝贝 > 批量导出（宝贝报表）',
    recognise: {
      columns: [
        names('主订单编号 | 订单编号'),
        names('购买数量 | 宝贝数量'),
        names('商家编码 | 外部系统编号'),
        '订单状态',
        names(created),
      ],
      optional: names('子订单编号 | 标题 | 价格 | 买家应付货款 | 买家实际支付金额 | 退款状态 | 退款金额'),
    },
    kind: 'orders',
    columns: [
      column('order_id', '主订单编号 | 订单编号'),
      column('line_id', '子订单编号'),
      column('order_day', created),
      column('status', '订单状态'),
      column('status', '退款状态 | 售后状态 | 退款/售后状态'),
      column('sku', '商家编码'),
      column('sku', '外部系统编号'),
      column('product_name', '标题 | 宝贝标题'),
      column('quantity', '购买数量 | 宝贝数量'),
      column('sales', `${paid} | 买家应付货款`),
    ],
    status,
    ...cn,
  },
  {
    id: 'sycm-shop',
    label: { en: '生意参谋 shop by day', ja: '生意参謀 店舗（日別）', 'zh-CN': '生意参谋店铺数据（按日）' },
    platform: 'taobao',
    path: '生意参谋 > 取数 / 自助分析 > 店铺 > 按天 > 下载',
    recognise: {
      columns: [names(day), '访客数', '支付金额', names('支付买家数 | 支付件数 | 支付子订单数')],
      optional: names('浏览量 | 加购件数 | 加购人数 | 商品收藏人数 | 支付转化率 | 客单价 | 成功退款金额 | 老买家数'),
    },
    kind: 'daily',
    columns: [
      column('day', day),
      column('sku', '商品ID | 商品编号'),
      column('product_name', '商品名称'),
      figure('net_sales', '支付金额'),
      figure('orders', '支付父订单数 | 支付订单数 | 支付子订单数'),
      figure('units', '支付件数 | 支付商品件数'),
      figure('buyers', '支付买家数'),
      figure('buyers_repeat', '老买家数 | 支付老买家数'),
      figure('buyers_new', '新买家数 | 支付新买家数'),
      figure('visitors', '访客数'),
      figure('page_views', '浏览量'),
      figure('carts_added', '加购件数 | 加购人数'),
      figure('favourites_added', '商品收藏买家数 | 商品收藏人数 | 收藏人数'),
      figure('refunds_amount', '成功退款金额 | 退款金额'),
    ],
    rows: [{ column: names('终端 | 设备 | 终端类型'), only: /^(所有终端|全部|汇总|合计|总计)$/ }],
    ...cn,
  },
]
