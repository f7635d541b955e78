import { defineKpis } from './kpi.ts'

const units = { measure: 'units', count: 30 } // design rule
const orders = { measure: 'orders', count: 30 } // the same for rates of orders

/** What came back, and what the platform holds against the shop. */
export const returns = defineKpis('service', [
  {
    id: 'return_rate',
    label: { en: 'Return rate', ja: '返品率', 'zh-CN': '退货率' },
    aliases: ['returns', '返品'],
    formula: 'returns_units / units',
    unit: 'ratio',
    better: 'lower',
    minimumSample: units,
    meaning: {
      en: 'Pieces sent back in the period per piece sold in it; look at a month or more.',
      ja: '期間中の販売個数に対する返品個数の割合です。1か月以上で見るのが適切です。',
      'zh-CN': '期间内退货件数占销量的比例；建议按月及以上查看。',
    },
  },
  {
    id: 'return_rate_quality',
    label: { en: 'Quality return rate', ja: '品質起因返品率', 'zh-CN': '质量退货率' },
    aliases: ['quality returns', 'seller-fault return rate', '店舗責任返品率', '品质退货率', '卖家责任退货率'],
    formula: '(returns_reason_quality + returns_reason_damaged + returns_reason_wrong_item) / units',
    unit: 'ratio',
    better: 'lower',
    minimumSample: units,
    meaning: {
      en: 'Returns for which the shop is to blame: quality, damage, wrong item.',
      ja: '品質不良・破損・商品違いなど、店舗に原因がある返品の割合です。',
      'zh-CN': '因质量、破损、发错货等卖家原因造成的退货比例。',
    },
  },
  {
    id: 'refund_rate',
    label: { en: 'Refund rate', ja: '返金率', 'zh-CN': '退款率' },
    aliases: ['refunds', '返金'],
    formula: 'refunds_amount / net_sales',
    unit: 'ratio',
    better: 'lower',
    minimumSample: orders,
    meaning: {
      en: 'Money refunded in the period per sales in it.',
      ja: '期間中の売上に対する返金額の割合です。',
      'zh-CN': '期间内退款金额占销售额的比例。',
    },
  },
  {
    id: 'replacement_rate',
    label: { en: 'Replacement rate', ja: '交換率', 'zh-CN': '换货率' },
    aliases: ['exchange rate of orders', '再送率', '补发率'],
    formula: 'replacement_orders / orders',
    unit: 'ratio',
    better: 'lower',
    minimumSample: orders,
    meaning: {
      en: 'Share of orders that had to be sent again.',
      ja: '再送・交換が必要になった注文の割合です。',
      'zh-CN': '需要补发或换货的订单占比。',
    },
  },
  {
    id: 'order_defect_rate',
    label: { en: 'Order defect rate', ja: '注文不良率', 'zh-CN': '订单缺陷率' },
    aliases: ['ODR', 'defect rate', '不良率', '缺陷率'],
    formula: 'defective_orders / orders',
    unit: 'ratio',
    better: 'lower',
    minimumSample: orders,
    meaning: {
      en: 'Share of orders with bad feedback, a claim or a chargeback; an order counts once, by order date.',
      ja: '低評価・保証申請・チャージバックがあった注文の割合です。1注文1件、注文日ベースです。',
      'zh-CN': '有差评、索赔或拒付的订单占比；一单只计一次，按下单日统计。',
    },
  },
  {
    id: 'unresolved_case_rate',
    label: { en: 'Unresolved case rate', ja: '未解決ケース率', 'zh-CN': '未解决纠纷率' },
    aliases: ['cases closed without seller resolution', '未解決クレーム率', '卖家未解决率'],
    formula: 'cases_unresolved / orders',
    unit: 'ratio',
    better: 'lower',
    minimumSample: orders,
    meaning: {
      en: 'Share of orders whose case the platform had to close.',
      ja: 'モールが裁定して終了したケースがあった注文の割合です。',
      'zh-CN': '由平台裁决结案的纠纷订单占比。',
    },
  },
  {
    id: 'health_flags',
    label: { en: 'Account health flags', ja: 'アカウント健全性の違反数', 'zh-CN': '账户健康异常数' },
    aliases: ['account health', 'アカウント健全性', '账户健康', '违规数'],
    formula: 'health_flags',
    unit: 'count',
    better: 'lower',
    meaning: {
      en: "Metrics out of the platform's own limits, as it reports them.",
      ja: 'モール自身の基準を外れている指標の数です。',
      'zh-CN': '平台判定超出标准的指标数量。',
    },
  },
])
