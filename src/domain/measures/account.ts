import { defineMeasures } from '#src/domain/measure.ts'
import { level } from '#src/domain/measure-row.ts'

/**
 * What marketplaces count themselves over rolling windows of their own: pairs of cases (`_n`) and what they are a share
 * of (`_d`), as they stand on a day, and the target (`_target`) that it sets the shop, of a hundred. They cannot be added up over days and say nothing about one; the lines that a
 * marketplace draws are held against them where there are any.
 */
export const accountMeasures = defineMeasures([
  level('account_odr_n', ['Orders with defects (own window)', '注文不良件数（モール集計）', '缺陷订单数（平台窗口）']),
  level('account_odr_d', ['Orders for the defect rate (own window)', '注文不良率の対象注文数', '缺陷率统计订单数']),
  level('account_late_n', ['Late shipments (own window)', '出荷遅延件数（モール集計）', '迟发订单数（平台窗口）']),
  level('account_late_d', ['Orders for late shipment (own window)', '出荷遅延率の対象注文数', '迟发率统计订单数']),
  level('account_cancel_n', [
    'Seller cancellations (own window)',
    '出荷前取消件数（モール集計）',
    '卖家取消数（平台窗口）',
  ]),
  level('account_cancel_d', ['Orders for cancellation (own window)', '出荷前取消率の対象注文数', '取消率统计订单数']),
  level('account_vtr_n', ['Valid tracking (own window)', '有効追跡件数（モール集計）', '有效追踪数（平台窗口）']),
  level('account_vtr_d', ['Shipments for tracking (own window)', '追跡率の対象出荷数', '追踪率统计发货数']),
  level('account_otd_n', ['Deliveries on time (own window)', '期日内配達件数（モール集計）', '准时送达数（平台窗口）']),
  level('account_otd_d', ['Deliveries counted (own window)', '納期遵守率の対象配達数', '准时率统计送达数']),
  level('account_response_n', [
    'Answers in time (own window)',
    '期限内返信件数（モール集計）',
    '及时回复数（平台窗口）',
  ]),
  level('account_response_d', ['Messages counted (own window)', '返信率の対象件数', '回复率统计咨询数']),
  level('account_feedback_n', ['Negative feedback (own window)', '低評価件数（モール集計）', '负面反馈数（平台窗口）']),
  level('account_feedback_d', ['Orders for feedback (own window)', '低評価率の対象注文数', '负面反馈率统计订单数']),
  level('account_returns_n', ['Returned orders (own window)', '返品件数（モール集計）', '退货订单数（平台窗口）']),
  level('account_returns_d', ['Orders for returns (own window)', '返品率の対象注文数', '退货率统计订单数']),
  level('account_inr_n', ['Items not received (own window)', '未着件数（モール集計）', '未收到货数（平台窗口）']),
  level('account_inr_d', ['Orders for items not received (own window)', '未着率の対象注文数', '未收到货率统计订单数']),
  level('account_cases_n', [
    'Cases closed without the seller (own window)',
    '未解決ケース件数（モール集計）',
    '卖家未解决纠纷数（平台窗口）',
  ]),
  level('account_cases_d', ['Orders for cases (own window)', '未解決ケース率の対象注文数', '未解决纠纷率统计订单数']),
  level('account_positive_n', ['Positive ratings (own window)', '高評価件数（モール集計）', '好评数（平台窗口）']),
  level('account_positive_d', ['Ratings counted (own window)', '高評価率の対象件数', '好评率统计评分数']),
  level('account_rating_n', ['Shop rating (own window)', 'ショップ評価（モール集計）', '店铺评分（平台窗口）']),
  level('account_rating_d', ['Shop ratings counted (own window)', 'ショップ評価の分母', '店铺评分统计基数']),
  level('account_unfulfilled_n', [
    'Orders not fulfilled (own window)',
    '注文不履行件数（モール集計）',
    '未完成订单数（平台窗口）',
  ]),
  level('account_unfulfilled_d', [
    'Orders for non-fulfilment (own window)',
    '注文不履行率の対象注文数',
    '未完成率统计订单数',
  ]),
  level('account_handover_n', ['Fast handovers (own window)', '迅速引渡件数（モール集計）', '快速交运数（平台窗口）']),
  level('account_handover_d', [
    'Orders for fast handover (own window)',
    '迅速引渡率の対象注文数',
    '快速交运率统计订单数',
  ]),
  level('account_preparation_n', [
    'Preparation hours (own window)',
    '出荷準備時間（モール集計）',
    '备货时长（平台窗口）',
  ]),
  level('account_preparation_d', ['Preparations counted (own window)', '出荷準備時間の分母', '备货时长统计基数']),
  level('account_reply_n', [
    'Response minutes (own window)',
    '応答時間（モール集計・分）',
    '响应时长（平台窗口，分钟）',
  ]),
  level('account_reply_d', ['Responses counted (own window)', '応答時間の分母', '响应时长统计基数']),
  level('account_listing_n', [
    'Listing violations (own window)',
    '出品違反件数（モール集計）',
    '商品违规数（平台窗口）',
  ]),
  level('account_listing_d', ['Listing violations: base (own window)', '出品違反件数の分母', '商品违规统计基数']),
  level('account_preorder_n', [
    'Pre-order listings (own window)',
    '予約商品数（モール集計）',
    '预售商品数（平台窗口）',
  ]),
  level('account_preorder_d', ['Listings counted for pre-orders', '予約商品比率の対象商品数', '预售占比统计商品数']),
  // What the platform asks of this shop: of a hundred for shares, as it stands for ratings.
  level('account_odr_target', [
    'Order defect rate: target of the platform',
    '注文不良率のモール目標',
    '订单缺陷率平台目标',
  ]),
  level('account_vtr_target', [
    'Valid tracking rate: target of the platform',
    '追跡率のモール目標',
    '有效追踪率平台目标',
  ]),
  level('account_late_target', [
    'Late shipment rate: target of the platform',
    '出荷遅延率のモール目標',
    '迟发率平台目标',
  ]),
  level('account_cancel_target', [
    'Seller cancellation rate: target of the platform',
    '店舗都合キャンセル率のモール目標',
    '卖家取消率平台目标',
  ]),
  level('account_otd_target', [
    'On-time delivery rate: target of the platform',
    '納期遵守率のモール目標',
    '准时送达率平台目标',
  ]),
  level('account_response_target', ['Response rate: target of the platform', '返信率のモール目標', '回复率平台目标']),
  level('account_returns_target', ['Return rate: target of the platform', '返品率のモール目標', '退货率平台目标']),
  level('account_positive_target', [
    'Positive rating rate: target of the platform',
    'ショップ高評価率のモール目標',
    '店铺好评率平台目标',
  ]),
  level('account_rating_target', [
    'Shop rating: target of the platform',
    'ショップ評価のモール目標',
    '店铺评分平台目标',
  ]),
  level('account_unfulfilled_target', [
    'Non-fulfilment rate: target of the platform',
    '注文不履行率のモール目標',
    '订单未完成率平台目标',
  ]),
  level('account_handover_target', [
    'Fast handover rate: target of the platform',
    '迅速引渡率のモール目標',
    '快速交运率平台目标',
  ]),
  level('account_preparation_target', [
    'Preparation time: target of the platform (hours)',
    '出荷準備時間のモール目標（時間）',
    '备货时长平台目标（小时）',
  ]),
  level('account_reply_target', [
    'Response time: target of the platform (minutes)',
    '応答時間のモール目標（分）',
    '响应时长平台目标（分钟）',
  ]),
  level('account_listing_target', [
    'Listing violations: target of the platform',
    '出品違反件数のモール目標',
    '商品违规数平台目标',
  ]),
  level('account_preorder_target', [
    'Pre-order listing rate: target of the platform',
    '予約商品比率のモール目標',
    '预售商品占比平台目标',
  ]),
  level('review_praise_mentions', ['Praise in reviews', 'レビューでの好評件数', '评论好评提及数']),
  level('review_complaint_mentions', ['Complaints in reviews', 'レビューでの不満件数', '评论差评提及数']),
])
