import { better, measured, type ScoreTemplate } from './template.ts'

/** Defaults of all templates that come with the product (practice of scorecards: caps of 120 %, red lines cap at 80). */
export const common = { maxAttainment: 1.2, gate: 80, version: 0 } as const

/** What stores of a market are measured by (proposal of the e-commerce KPI practice for Japan and the US). */
export const marketTemplates: readonly ScoreTemplate[] = [
  {
    ...common,
    code: 'japan',
    kind: 'market',
    name: { en: 'Japan market', ja: '日本市場', 'zh-CN': '日本市场' },
    aliases: ['jp', '日本', '日本模板', '日本テンプレート'],
    meaning: {
      en: 'Japanese buyers return little and read reviews: a fifth is sales, half is delivery, service, reviews and how a parcel feels when it is opened.',
      ja: '日本の購入者は返品が少なくレビューを重視します。売上は2割、配送・対応・レビュー・開封体験で約半分を評価します。',
      'zh-CN': '日本买家退货少、看重评价：销售占两成，物流、客服、评价和开箱体验合计约占一半。',
    },
    lines: [
      measured('sales', 20, 'plan'),
      measured('conversion_rate', 8, better(0.05)),
      measured('aov', 6, better(0.02)),
      measured('tacos', 8, 0.1),
      measured('late_shipment_rate', 10, 0.02),
      measured('ship_72h_rate', 6, 0.98),
      measured('on_time_delivery_rate', 6, 0.97),
      measured('return_rate_quality', 6, 0.008),
      measured('avg_stars', 8, 4.5, 'avg_stars_total'),
      measured('negative_review_rate', 6, 0.03),
      measured('first_response_minutes', 4, 240),
      measured('response_rate_24h', 4, 0.98),
      measured('unboxing_experience_score', 2, 4.2),
      measured('packaging_integrity_score', 2, 4.5),
      measured('invoice_clarity_score', 2, 4.5),
      measured('return_wording_score', 2, 4.2),
    ],
  },
  {
    ...common,
    code: 'us',
    kind: 'market',
    name: { en: 'US market', ja: '米国市場', 'zh-CN': '美国市场' },
    aliases: ['usa', 'america', '米国', 'アメリカ', '美国', '美国模板', '米国テンプレート'],
    meaning: {
      en: 'Advertising and margin decide in the US: sales, conversion, ad cost and margin are more than half, the account health that the marketplace judges most of the rest.',
      ja: '米国では広告と利益率が鍵です。売上・転換率・広告費・利益率で半分以上、残りの多くはモールが判定するアカウント健全性です。',
      'zh-CN': '美国市场取决于广告和利润：销售、转化、广告成本与毛利占一半以上，其余多为平台考核的账户健康指标。',
    },
    lines: [
      measured('sales', 22, 'plan'),
      measured('unit_session_rate', 10, better(0.05), 'conversion_rate'),
      measured('tacos', 10, 0.12),
      measured('acos', 6, { kind: 'share', of: 'gross_margin_rate', factor: 0.8 }),
      measured('contribution_margin_rate', 10, 0.15),
      measured('order_defect_rate', 8, 0.005),
      measured('late_shipment_rate', 6, 0.02),
      measured('cancel_rate_seller', 4, 0.01),
      measured('valid_tracking_rate', 4, 0.99),
      measured('return_rate', 6, better(0), 'refund_rate'),
      measured('avg_stars', 6, 4.3, 'avg_stars_total'),
      measured('response_rate_24h', 4, 0.95),
      measured('in_stock_rate', 4, 0.97),
    ],
  },
]
