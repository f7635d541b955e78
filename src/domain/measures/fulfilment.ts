import { defineMeasures } from '#src/domain/measure.ts'
import { count, total } from '#src/domain/measure-row.ts'

/** What was cancelled, shipped and delivered. */
export const fulfilmentMeasures = defineMeasures([
  count(
    'orders_cancelled_buyer',
    ['Orders cancelled by buyers', '購入者都合キャンセル件数', '买家取消订单数'],
    'お客様都合キャンセル数',
  ),
  count(
    'orders_cancelled_shop',
    ['Orders cancelled by the shop', '店舗都合キャンセル件数', '卖家取消订单数'],
    '店舗都合キャンセル数',
    '店铺取消订单数',
  ),
  count(
    'orders_cancelled_platform',
    ['Orders cancelled by the platform', 'モール都合キャンセル件数', '平台取消订单数'],
    'モール都合キャンセル数',
  ),
  count(
    'orders_cancelled_stockout',
    ['Orders cancelled for lack of stock', '欠品キャンセル件数', '缺货取消订单数'],
    '欠品キャンセル数',
  ),
  count('shipments_due', ['Shipments due', '出荷予定件数', '应发货订单数'], '出荷期限件数', '应发货数'),
  count('shipments_on_time', ['Shipments on time', '期限内出荷件数', '准时发货数'], '納期内出荷数'),
  count('shipments_late', ['Late shipments', '出荷遅延件数', '迟发订单数'], '遅延出荷数', '延迟发货数'),
  count('dispatches_late', ['Late carrier scans', '発送遅延件数', '延迟揽收数'], 'late dispatches', '发货扫描延迟数'),
  count('shipped_same_day', ['Shipped the same day', '当日出荷件数', '当日发货数'], '当日発送件数'),
  count('shipped_within_24h', ['Shipped within 24 h', '24時間以内出荷件数', '24小时内发货数']),
  count('shipped_within_48h', ['Shipped within 48 h', '48時間以内出荷件数', '48小时内发货数']),
  count('shipped_within_72h', ['Shipped within 72 h', '72時間以内出荷件数', '72小时内发货数']),
  total('hours', 'ship_hours_sum', ['Handling hours in total', '出荷所要時間合計', '发货总时长']),
  count('deliveries', ['Deliveries', '配達件数', '送达单数'], '配達数', '妥投数'),
  count('deliveries_on_time', ['Deliveries on time', '期日内配達件数', '准时送达单数'], '納期内配達数'),
  count('deliveries_not_received', ['Items not received', '未着件数', '未收到货单数'], '未着数'),
  count(
    'shipments_confirmed',
    ['Shipments confirmed', '出荷確定件数', '已发货订单数'],
    '出荷件数',
    '出荷数',
    '发货数',
    '发货量',
  ),
  count('tracking_valid', ['Shipments with valid tracking', '追跡可能件数', '有效追踪单数'], '有効追跡件数'),
  count('shipping_errors', ['Shipping errors', '誤出荷件数', '错发单数'], '誤出荷数', '发错货数'),
  count('packages_checked', ['Packages checked', '梱包検査数', '包裹抽检数'], '検品数'),
  count('packages_damaged', ['Packages damaged', '破損件数', '破损包裹数'], '破損数'),
])
