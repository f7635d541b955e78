import type { Pressed } from '#bots/slack/pack.ts'
import type { Field, Form } from '#src/chat/card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Forms that shortcuts open: lines of the command language with gaps. Names are part of the manifest. */
export const shortcutIds = {
  target: 'kpi_target',
  note: 'kpi_note',
  record: 'kpi_record',
  noteOfMessage: 'kpi_note_message',
} as const

/** The form of a shortcut. `day` is the day in the person's zone, `text` what the note begins with. */
export function shortcutForm(id: string, day: string, text = ''): Required<Pressed> | null {
  switch (id) {
    case shortcutIds.target:
      return targetForm
    case shortcutIds.record:
      return recordForm(day)
    case shortcutIds.note:
    case shortcutIds.noteOfMessage:
      return noteForm(day, text)
    default:
      return null
  }
}

const words = {
  kpi: { en: 'KPI', ja: 'KPI', 'zh-CN': '指标' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  day: { en: 'Day', ja: '日付', 'zh-CN': '日期' },
  period: { en: 'Period', ja: '期間', 'zh-CN': '时间' },
  value: { en: 'Value', ja: '値', 'zh-CN': '数值' },
  targetValue: { en: 'Target value', ja: '目標値', 'zh-CN': '目标值' },
  count: { en: 'Number of cases', ja: '件数', 'zh-CN': '件数' },
  countHint: { en: 'for ratings only', ja: '評価項目のみ', 'zh-CN': '仅评分类指标需要' },
  valueHint: { en: 'e.g. 50000, 1.2M or 8%', ja: '例：500万、8%', 'zh-CN': '例：5万、8%' },
  owner: { en: 'Owner', ja: '担当者', 'zh-CN': '负责人' },
  allStores: { en: 'leave empty for all stores', ja: '空欄なら全店舗', 'zh-CN': '留空表示全部店铺' },
  note: { en: 'What happened?', ja: '何がありましたか', 'zh-CN': '发生了什么？' },
} satisfies Record<string, Localized>

const kpi: Field = { name: 'kpi', label: words.kpi, kind: 'select', source: 'kpis' }
const store: Field = { name: 'store', label: words.store, kind: 'select', source: 'stores' }
const anyStore: Field = { ...store, optional: true, placeholder: words.allStores }

const periods = [
  { label: { en: 'This month', ja: '今月', 'zh-CN': '本月' }, value: 'this month' },
  { label: { en: 'Next month', ja: '来月', 'zh-CN': '下月' }, value: 'next month' },
  { label: { en: 'This week', ja: '今週', 'zh-CN': '本周' }, value: 'this week' },
  { label: { en: 'This quarter', ja: '今四半期', 'zh-CN': '本季度' }, value: 'this quarter' },
]

const targetForm: Required<Pressed> = {
  line: 'target set {kpi} {store} {period} {value} {owner}',
  form: {
    title: { en: 'Set a KPI target', ja: 'KPIの目標を設定', 'zh-CN': '设定指标目标' },
    submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
    fields: [
      kpi,
      anyStore,
      { name: 'period', label: words.period, kind: 'select', initial: 'this month', options: periods },
      { name: 'value', label: words.targetValue, kind: 'number', placeholder: words.valueHint },
      { name: 'owner', label: words.owner, kind: 'select', source: 'people', optional: true },
    ],
  } satisfies Form,
}

function noteForm(day: string, text: string): Required<Pressed> {
  return {
    line: 'note add {kpi} {store} {day} {text}',
    form: {
      title: { en: 'Add a KPI note', ja: 'KPIメモを追加', 'zh-CN': '添加指标备注' },
      submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
      fields: [
        { name: 'text', label: words.note, kind: 'text', initial: text },
        { ...kpi, optional: true },
        anyStore,
        { name: 'day', label: words.day, kind: 'date', initial: day },
      ],
    },
  }
}

function recordForm(day: string): Required<Pressed> {
  return {
    line: 'record {kpi} {store} {day} {value} {count}',
    form: {
      title: { en: 'Record a KPI', ja: 'KPIを入力', 'zh-CN': '录入指标' },
      submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
      fields: [
        kpi,
        store,
        { name: 'day', label: words.day, kind: 'date', initial: day },
        { name: 'value', label: words.value, kind: 'number', placeholder: words.valueHint },
        { name: 'count', label: words.count, kind: 'number', optional: true, placeholder: words.countHint },
      ],
    },
  }
}
