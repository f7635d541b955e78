import type { Localized } from '#src/i18n/locale.ts'

/** What the columns of figures are called. */
export const columnTexts = {
  figures: { en: 'Figures', ja: '数値', 'zh-CN': '数据' },
  days: { en: 'By day', ja: '日別', 'zh-CN': '按天' },
  kpi: { en: 'KPI id', ja: '指標ID', 'zh-CN': '指标ID' },
  name: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  key: { en: 'Key', ja: 'キー', 'zh-CN': '键' },
  place: { en: 'Place', ja: '対象', 'zh-CN': '范围' },
  day: { en: 'Day', ja: '日付', 'zh-CN': '日期' },
  from: { en: 'From', ja: '開始日', 'zh-CN': '开始日' },
  to: { en: 'To', ja: '終了日', 'zh-CN': '结束日' },
  value: { en: 'Value', ja: '実績', 'zh-CN': '实际值' },
  unit: { en: 'Unit', ja: '単位', 'zh-CN': '单位' },
  target: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  targetHigh: { en: 'Target, upper end', ja: '目標（上限）', 'zh-CN': '目标上限' },
  attainment: { en: 'Attainment (1 = 100%)', ja: '達成率（1＝100%）', 'zh-CN': '达成率（1=100%）' },
  beforeFrom: { en: 'Compared from', ja: '比較開始日', 'zh-CN': '对比开始日' },
  beforeTo: { en: 'Compared to', ja: '比較終了日', 'zh-CN': '对比结束日' },
  before: { en: 'Before', ja: '比較値', 'zh-CN': '对比值' },
  change: {
    en: 'Change (amounts: 1 = 100%; rates: difference)',
    ja: '増減（金額・件数：1＝100%、率：差）',
    'zh-CN': '变化（金额和数量：1=100%；比率：差值）',
  },
  daysWithData: { en: 'Days with data', ja: 'データのある日数', 'zh-CN': '有数据天数' },
  daysExpected: { en: 'Days expected', ja: '必要日数', 'zh-CN': '应有天数' },
  provisional: { en: 'Provisional', ja: '速報値', 'zh-CN': '暂估' },
  corrected: { en: 'Corrected', ja: '修正済み', 'zh-CN': '已更正' },
  belowSample: { en: 'Too few cases', ja: '件数不足', 'zh-CN': '样本不足' },
  remark: { en: 'Remark', ja: '備考', 'zh-CN': '备注' },
  noData: { en: 'No data', ja: 'データなし', 'zh-CN': '无数据' },
} satisfies Record<string, Localized>
