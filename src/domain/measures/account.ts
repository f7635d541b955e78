import { defineMeasures } from '#src/domain/measure.ts'
import { level } from '#src/domain/measure-row.ts'

/**
 * What marketplaces count themselves over rolling windows of their own: pairs of cases (`_n`) and what they are a share
 * of (`_d`), as they stand on a day. They cannot be added up over days and say nothing about one; the lines that a
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
  level('review_praise_mentions', ['Praise in reviews', 'レビューでの好評件数', '评论好评提及数']),
  level('review_complaint_mentions', ['Complaints in reviews', 'レビューでの不満件数', '评论差评提及数']),
])
