import type { Localized } from '#src/i18n/locale.ts'

/** Words that stand on more than one card. Terms as practitioners write them. */
export const words = {
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  value: { en: 'Value', ja: '実績', 'zh-CN': '实际值' },
  target: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  attainment: { en: 'Reached', ja: '達成率', 'zh-CN': '达成率' },
  pace: { en: 'Of plan so far', ja: '進捗率', 'zh-CN': '进度达成率' },
  change: { en: 'vs same weekdays', ja: '過去同曜日比', 'zh-CN': '较往周同日' },
  complete: { en: 'Data', ja: 'データ', 'zh-CN': '数据' },
  owner: { en: 'Owner', ja: '担当者', 'zh-CN': '负责人' },
  place: { en: 'Place', ja: '対象', 'zh-CN': '范围' },
  period: { en: 'Period', ja: '期間', 'zh-CN': '周期' },
  notes: { en: 'Notes', ja: 'メモ', 'zh-CN': '备注' },
  demo: { en: 'Demo', ja: 'デモ', 'zh-CN': '演示' },
  demoStamp: { en: 'DEMO DATA', ja: 'デモデータ', 'zh-CN': '演示数据' },
  none: { en: '–', ja: '–', 'zh-CN': '–' },
} satisfies Record<string, Localized>

/** Labels of buttons that stand on more than one card. */
export const buttons = {
  trend: { en: 'Trend', ja: '推移', 'zh-CN': '趋势' },
  status: { en: 'Status', ja: '状況', 'zh-CN': '状态' },
  why: { en: 'Why?', ja: '要因を見る', 'zh-CN': '查看原因' },
  compare: { en: 'Compare stores', ja: '店舗を比較', 'zh-CN': '对比店铺' },
  setTarget: { en: 'Set target', ja: '目標を設定', 'zh-CN': '设定目标' },
  addNote: { en: 'Add note', ja: 'メモを追加', 'zh-CN': '添加备注' },
  explain: { en: 'About {kpi}', ja: '{kpi}とは', 'zh-CN': '{kpi}说明' },
  listTargets: { en: 'All targets', ja: '目標一覧', 'zh-CN': '全部目标' },
  remove: { en: 'Remove', ja: '削除', 'zh-CN': '删除' },
} satisfies Record<string, Localized>
