import { common } from './markets.ts'
import { better, measured, type ScoreTemplate } from './template.ts'

const role = { ...common, kind: 'role' } as const

/** What people are measured by in their role (proposal of the e-commerce KPI practice). */
export const roleTemplates: readonly ScoreTemplate[] = [
  {
    ...role,
    code: 'operator',
    name: { en: 'Operator', ja: '店舗運営', 'zh-CN': '运营' },
    aliases: ['operations', '運営', '運営担当', '运营岗', '店铺运营'],
    meaning: {
      en: 'You bring the sales of your stores: traffic, conversion and margin. Move them by listings, prices, campaigns and stock; keep the tasks that you took on.',
      ja: '担当店舗の売上（アクセス・転換率・利益率）を伸ばす役割です。商品ページ・価格・企画・在庫で動かし、引き受けたタスクを守ります。',
      'zh-CN': '负责所管店铺的销售：流量、转化和毛利。通过商品页、价格、活动和库存来提升，并按时完成所承诺的任务。',
    },
    lines: [
      measured('sales', 30, 'plan'),
      measured('conversion_rate', 15, better(0.05)),
      measured('contribution_margin_rate', 15, 0.15),
      measured('sessions', 10, better(0.05)),
      measured('avg_stars', 10, 4.4, 'avg_stars_total'),
      measured('in_stock_rate', 10, 0.97),
      measured('active_sku_sales_rate', 5, better(0.05)),
      measured('task_completion', 5, 1),
    ],
  },
  {
    ...role,
    code: 'ads',
    name: { en: 'Advertising', ja: '広告担当', 'zh-CN': '投放' },
    aliases: ['advertising', 'ppc', '広告', '广告', '广告投放', '投放岗'],
    meaning: {
      en: 'You buy sales at a price that leaves a margin. Move it by bids, search terms, creatives and budgets that last the whole day.',
      ja: '利益の残る費用で売上をつくる役割です。入札・検索語句・クリエイティブ・一日もつ予算配分で動かします。',
      'zh-CN': '用留得住利润的成本换取销售。通过出价、搜索词、素材和全天够用的预算来改善。',
    },
    lines: [
      measured('acos', 30, better(0.05), 'roas'),
      measured('ad_sales', 20, 'plan'),
      measured('tacos', 20, better(0.05)),
      measured('ctr', 10, better(0.05)),
      measured('cpc', 10, better(0.05)),
      measured('ad_budget_use', 10, { kind: 'band', low: 0.95, high: 1.05 }),
    ],
  },
  {
    ...role,
    code: 'service',
    name: { en: 'Customer service', ja: 'カスタマーサポート', 'zh-CN': '客服' },
    aliases: ['customer service', 'customer-service', 'cs', 'support', '客服岗', '顧客対応', 'サポート'],
    meaning: {
      en: 'You answer buyers: fast, once, and so that they are content. Move it by templates, working hours that meet the questions, and telling the team what causes them.',
      ja: '購入者に早く、一度で、満足いただける回答をする役割です。定型文・問い合わせの多い時間帯の体制・原因の共有で動かします。',
      'zh-CN': '及时、一次性地答复买家并让其满意。通过话术模板、与咨询高峰匹配的排班以及向团队反馈问题根源来改善。',
    },
    lines: [
      measured('first_response_minutes', 25, 240),
      measured('response_rate_24h', 20, 0.95),
      measured('resolution_rate', 20, 0.9),
      measured('csat', 15, 0.9),
      measured('negative_review_rate', 10, 0.03),
      measured('fcr', 10, 0.7),
    ],
  },
  {
    ...role,
    code: 'warehouse',
    name: { en: 'Warehouse', ja: '倉庫（物流）', 'zh-CN': '仓储' },
    aliases: ['logistics', '倉庫', '物流', '仓库', '仓储物流'],
    meaning: {
      en: 'Parcels leave in time, right and whole. Move it by the cut-off time, staff for campaigns, checks before packing and counting stock.',
      ja: '期限どおり、正しく、壊さず出荷する役割です。締め時間・セール時の人員・梱包前の確認・棚卸で動かします。',
      'zh-CN': '按时、准确、完好地发货。通过截单时间、大促排班、打包前复核和盘点来改善。',
    },
    lines: [
      measured('ship_72h_rate', 25, 0.98),
      measured('late_shipment_rate', 20, 0.02),
      measured('shipping_error_rate', 20, 0.003),
      measured('stock_accuracy', 15, 0.99),
      measured('damage_rate', 10, 0.01),
      measured('avg_handling_hours', 10, 24),
    ],
  },
  {
    ...role,
    code: 'manager',
    name: { en: 'Store manager', ja: '店長', 'zh-CN': '店长' },
    aliases: ['store manager', 'store-manager', '店铺经理', '店長', '店铺负责人'],
    meaning: {
      en: 'You answer for the whole store: sales, profit, the health of the account, and a team that reaches its targets.',
      ja: '店舗全体（売上・利益・アカウント健全性・チームの達成）に責任を持つ役割です。',
      'zh-CN': '对整个店铺负责：销售、利润、账户健康以及团队的达成。',
    },
    lines: [
      measured('sales', 25, 'plan'),
      measured('profit', 20, 'plan'),
      measured('order_defect_rate', 15, 0.005, 'health_flags'),
      measured('tacos', 10, better(0.05)),
      measured('avg_stars', 10, 4.4, 'avg_stars_total'),
      measured('inventory_turnover_days', 10, better(0.05)),
      measured('team_score', 10, 1),
    ],
  },
]
