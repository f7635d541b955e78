import type { Card, Field } from '#src/chat/card.ts'
import type { FormAction } from '#src/chat/messenger.ts'
import type { Day } from '#src/domain/period/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { buttons } from './words.ts'

const texts = {
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  place: { en: 'Store, platform or market', ja: '店舗・モール・国', 'zh-CN': '店铺、平台或市场' },
  day: { en: 'Day', ja: '日付', 'zh-CN': '日期' },
  period: { en: 'Period', ja: '期間', 'zh-CN': '周期' },
  value: { en: 'Value', ja: '値', 'zh-CN': '数值' },
  valueHint: { en: 'e.g. 50000, 1.2M or 8%', ja: '例：500万、8%', 'zh-CN': '例：5万、8%' },
  targetValue: { en: 'Target value', ja: '目標値', 'zh-CN': '目标值' },
  count: { en: 'Number of cases', ja: '件数', 'zh-CN': '件数' },
  countHint: { en: 'for ratings only', ja: '評価項目のみ', 'zh-CN': '仅评分类指标需要' },
  owner: { en: 'Owner', ja: '担当者', 'zh-CN': '负责人' },
  note: { en: 'What happened?', ja: '何がありましたか', 'zh-CN': '发生了什么？' },
  record: { en: 'Record a figure', ja: '数値を入力', 'zh-CN': '录入数据' },
  acknowledge: { en: 'Acknowledge', ja: '確認する', 'zh-CN': '确认' },
  alert: { en: 'Alert', ja: 'アラート', 'zh-CN': '告警' },
  reason: { en: 'Reason', ja: '原因', 'zh-CN': '原因' },
  reasonHint: { en: 'e.g. typhoon, carrier stopped', ja: '例：台風で配送停止', 'zh-CN': '例：台风，物流停运' },
  example: { en: 'Or as one line: {line}', ja: '1行でも入力できます：{line}', 'zh-CN': '也可以直接输入：{line}' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
} satisfies Record<string, Localized>

/** Asks for everything that a target needs: KPI, store, period, value, owner. */
export const setTargetForm: FormAction = {
  label: buttons.setTarget,
  line: 'target set {kpi} {store} {period} {value} {owner}',
  form: {
    title: { en: 'Set a KPI target', ja: 'KPIの目標を設定', 'zh-CN': '设定指标目标' },
    submit: buttons.setTarget,
    fields: [kpiField(), placeField(), periodField(), targetField(), ownerField()],
  },
}

/** Asks for a note; `day` is the day it begins with. */
export function addNoteForm(day: Day): FormAction {
  return {
    label: buttons.addNote,
    line: 'note add {kpi} {store} {day} {text}',
    form: {
      title: { en: 'Add a KPI note', ja: 'KPIメモを追加', 'zh-CN': '添加指标备注' },
      submit: buttons.addNote,
      fields: [
        { name: 'text', label: texts.note, kind: 'text' },
        { ...kpiField(), optional: true },
        placeField(),
        { name: 'day', label: texts.day, kind: 'date', initial: day },
      ],
    },
  }
}

/** Asks for a figure or a rating that nobody else brings; `day` is the day it begins with. */
export function recordForm(day: Day): FormAction {
  return {
    label: texts.record,
    line: 'record {kpi} {store} {day} {value} {count}',
    form: {
      title: { en: 'Record a KPI', ja: 'KPIを入力', 'zh-CN': '录入指标' },
      submit: texts.save,
      fields: [
        kpiField(),
        storeField(),
        { name: 'day', label: texts.day, kind: 'date', initial: day },
        { name: 'value', label: texts.value, kind: 'number', placeholder: texts.valueHint },
        { name: 'count', label: texts.count, kind: 'number', optional: true, placeholder: texts.countHint },
      ],
    },
  }
}

/** Asks which of several alerts somebody takes on, and why. `alerts`: the label and number of each, at most 100. */
export function acknowledgeForm(alerts: readonly { readonly label: Localized; readonly id: number }[]): FormAction {
  const options = alerts.slice(0, maxAlerts).map(({ label, id }) => ({ label, value: String(id) }))
  return {
    label: texts.acknowledge,
    line: 'ack {alert} {reason}',
    form: {
      title: texts.acknowledge,
      submit: texts.acknowledge,
      fields: [
        { name: 'alert', label: texts.alert, kind: 'select', initial: options[0]?.value ?? '', options },
        { name: 'reason', label: texts.reason, kind: 'text', optional: true, placeholder: texts.reasonHint },
      ],
    },
  }
}

/** Alerts in one list: as many as the messengers' own pickers take. */
const maxAlerts = 100

/** A form behind a button, with a line that would say the same. */
export function askCard(form: FormAction, example: Localized): Card {
  const block = { type: 'text', text: fill(texts.example, { line: example }) } as const
  return withForm({ title: form.form.title, tone: 'info', blocks: [block] }, form)
}

/** A card with a form behind a further button, before the others. */
export function withForm(card: Card, form: FormAction): Card {
  const last = card.blocks.at(-1)
  const action = { ...form, style: 'primary' } as const
  if (last?.type !== 'actions') return { ...card, blocks: [...card.blocks, { type: 'actions', actions: [action] }] }
  const actions = { ...last, actions: [action, ...last.actions] }
  return { ...card, blocks: [...card.blocks.slice(0, -1), actions] }
}

function kpiField(): Field {
  return { name: 'kpi', label: texts.kpi, kind: 'select', source: 'kpis' }
}

function storeField(): Field {
  return { name: 'store', label: texts.store, kind: 'select', source: 'stores' }
}

function placeField(): Field {
  return { name: 'store', label: texts.place, kind: 'select', source: 'places' }
}

function periodField(): Field {
  return { name: 'period', label: texts.period, kind: 'select', initial: 'this month', options: periods() }
}

function targetField(): Field {
  return { name: 'value', label: texts.targetValue, kind: 'number', placeholder: texts.valueHint }
}

function ownerField(): Field {
  return { name: 'owner', label: texts.owner, kind: 'select', source: 'people', optional: true }
}

function periods(): NonNullable<Field['options']> {
  return [
    { label: { en: 'This month', ja: '今月', 'zh-CN': '本月' }, value: 'this month' },
    { label: { en: 'Next month', ja: '来月', 'zh-CN': '下月' }, value: 'next month' },
    { label: { en: 'This week', ja: '今週', 'zh-CN': '本周' }, value: 'this week' },
    { label: { en: 'This quarter', ja: '今四半期', 'zh-CN': '本季度' }, value: 'this quarter' },
  ]
}
