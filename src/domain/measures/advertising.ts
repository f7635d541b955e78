import { defineMeasures } from '#src/domain/measure.ts'
import { count, money } from '#src/domain/measure-row.ts'

/** What advertising and promotion cost and brought, as the platform attributes it. */
export const advertisingMeasures = defineMeasures([
  count(
    'ad_impressions',
    ['Ad impressions', '広告表示回数', '广告曝光量'],
    'impressions',
    'インプレッション数',
    '表示回数',
    '曝光量',
    '展现量',
  ),
  count('ad_clicks', ['Ad clicks', '広告クリック数', '广告点击量'], 'clicks', 'クリック数', '点击量', '点击数'),
  money(
    'ad_spend',
    ['Ad spend', '広告費', '广告花费'],
    'advertising cost',
    '実績額',
    '広告コスト',
    '广告费',
    '广告消耗',
    '花费',
  ),
  money(
    'ad_sales',
    ['Ad sales', '広告経由売上', '广告销售额'],
    'ad-attributed sales',
    'attributed sales',
    '広告売上',
    '广告成交额',
  ),
  count('ad_orders', ['Ad orders', '広告経由注文数', '广告订单数'], '広告経由件数', '広告注文数', '广告单量'),
  count('ad_units', ['Ad units', '広告経由販売個数', '广告销量'], '広告個数'),
  money('ad_sales_7d', ['Ad sales within 7 days', '広告経由売上7日', '广告7天销售额']),
  money('ad_sales_720h', ['Ad sales within 720 hours', '広告経由売上720時間', '广告720小时销售额']),
  money(
    'ad_sales_new',
    ['Ad sales to new customers', '新規顧客の広告経由売上', '广告新客销售额'],
    'new-to-brand sales',
    '広告新規売上',
  ),
  money('ad_budget', ['Ad budget', '広告予算', '广告预算'], 'budget', '予算', '预算'),
  money(
    'affiliate_cost',
    ['Affiliate cost', 'アフィリエイト費用', '联盟佣金'],
    'アフィリエイト費',
    '达人佣金',
    '联盟推广费',
  ),
  money('coupon_cost', ['Coupon cost', 'クーポン費用', '优惠券成本'], 'クーポン費', '优惠券费用'),
  money('point_cost', ['Point cost', 'ポイント費用', '积分成本'], 'ポイント費', 'ポイント原資', '积分费用', '返点费用'),
])
