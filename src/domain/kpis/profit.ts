import { defineKpis } from './kpi.ts'

const contribution = ['platform_fees', 'payment_fees', 'fulfilment_cost', 'shipping_cost', 'ad_spend', 'refunds_amount']
const promotion = ['affiliate_cost', 'coupon_cost', 'point_cost']
const overhead = ['storage_cost', 'duty_cost', 'other_cost']
const profitFormula = `net_sales - cogs ${each('-', [...contribution, ...promotion, ...overhead])}`
const orders = { measure: 'orders', count: 10 } // judgement: a single large order decides less

function each(sign: '+' | '-', costs: readonly string[]): string {
  return costs.map(cost => `${sign} optional(${cost})`).join(' ')
}

/** What is left. Costs that no source reports count as 0, except the goods themselves. */
export const profit = defineKpis('profit', [
  {
    id: 'profit',
    label: { en: 'Profit', ja: '利益', 'zh-CN': '净利润' },
    aliases: ['operating profit', 'net profit', '営業利益', '利润'],
    formula: profitFormula,
    unit: 'money',
    better: 'higher',
    meaning: {
      en: 'Sales less all costs that are reported; costs without a source count as 0.',
      ja: '売上から計上済みのすべての費用を引いた金額です。データのない費用は0として扱います。',
      'zh-CN': '销售额减去全部已上报成本；没有数据的成本按0计。',
    },
  },
  {
    id: 'profit_rate',
    label: { en: 'Profit margin', ja: '利益率', 'zh-CN': '净利率' },
    aliases: ['net margin', 'profit rate', '営業利益率', '利润率'],
    formula: `(${profitFormula}) / net_sales`,
    unit: 'ratio',
    better: 'higher',
    minimumSample: orders,
    meaning: {
      en: 'Profit as a share of sales.',
      ja: '売上に対する利益の割合です。',
      'zh-CN': '净利润占销售额的比例。',
    },
  },
  {
    id: 'gross_profit',
    label: { en: 'Gross profit', ja: '粗利', 'zh-CN': '毛利额' },
    aliases: ['売上総利益', '粗利益', '粗利額', '毛利', '毛利润'],
    formula: 'net_sales - cogs',
    unit: 'money',
    better: 'higher',
    meaning: {
      en: 'Sales less the cost of the goods.',
      ja: '売上から売上原価を引いた金額です。',
      'zh-CN': '销售额减去商品成本。',
    },
  },
  {
    id: 'gross_margin_rate',
    label: { en: 'Gross margin', ja: '粗利率', 'zh-CN': '毛利率' },
    aliases: ['margin', 'gross margin rate', '売上総利益率', '粗利益率'],
    formula: '(net_sales - cogs) / net_sales',
    unit: 'ratio',
    better: 'higher',
    minimumSample: orders,
    meaning: {
      en: 'Share of sales left after the cost of the goods.',
      ja: '売上から売上原価を引いて残る割合です。',
      'zh-CN': '扣除商品成本后剩余的比例。',
    },
  },
  {
    id: 'contribution_margin_rate',
    label: { en: 'Contribution margin', ja: '限界利益率', 'zh-CN': '边际贡献率' },
    aliases: ['contribution margin rate', 'CM', '貢献利益率', '边际利润率'],
    formula: `(net_sales - cogs ${each('-', contribution)}) / net_sales`,
    unit: 'ratio',
    better: 'higher',
    minimumSample: orders,
    meaning: {
      en: 'Share of sales left after all costs that grow with sales, ads included.',
      ja: '広告費も含む変動費を引いて残る割合です。',
      'zh-CN': '扣除含广告在内的全部变动成本后剩余的比例。',
    },
  },
  {
    id: 'spend_revenue_ratio',
    label: { en: 'Cost-to-sales ratio', ja: '費用売上比率', 'zh-CN': '费销比' },
    aliases: ['cost ratio', 'cost to sales', '経費率', '費用率', '费用率'],
    formula: `(cogs ${each('+', [...contribution, ...promotion])}) / net_sales`,
    unit: 'ratio',
    better: 'lower',
    minimumSample: orders,
    meaning: {
      en: 'All variable costs, ads included, as a share of sales.',
      ja: '広告費を含む変動費全体が売上に占める割合です。',
      'zh-CN': '含广告在内的全部变动成本占销售额的比例。',
    },
  },
  {
    id: 'fee_rate',
    label: { en: 'Marketplace fee rate', ja: 'モール手数料率', 'zh-CN': '平台费率' },
    aliases: ['fee rate', 'commission rate', '手数料率', '販売手数料率', '佣金率', '扣点率'],
    formula: '(platform_fees + optional(payment_fees)) / net_sales',
    unit: 'ratio',
    better: 'lower',
    minimumSample: orders,
    meaning: {
      en: 'Marketplace and payment fees as a share of sales.',
      ja: 'モールと決済の手数料が売上に占める割合です。',
      'zh-CN': '平台费与支付手续费占销售额的比例。',
    },
  },
  {
    id: 'cogs',
    label: { en: 'Cost of goods sold', ja: '売上原価', 'zh-CN': '销货成本' },
    aliases: ['cost of goods', 'cost', '仕入原価', '原価', '商品成本', '销售成本'],
    formula: 'cogs',
    unit: 'money',
    better: 'band',
    meaning: {
      en: 'What the goods that were sold had cost.',
      ja: '販売した商品の仕入原価です。',
      'zh-CN': '已售商品的采购成本。',
    },
  },
])
