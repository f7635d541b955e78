import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { figureTable, numberOf, unitOf } from '#src/features/figures/index.ts'
import { improvementTable } from '#src/features/improvements/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Pack } from './pack.ts'

/** The pack as sheets: figures, by store, alerts with answers, actions with effect, proposed and suggested targets, decisions, notes. */
export function packTables(pack: Pack): readonly DataTable[] {
  const { report, alerts, actions } = pack
  const sheets: readonly DataTable[] = [
    figureTable(report.figures),
    { ...figureTable(report.ranking), id: 'stores', title: texts.stores },
    table('alerts', texts.alerts, ['number', 'kpi', 'place', 'from', 'to', 'answer'], alertRows(alerts)),
    improvementTable(actions),
    ...targetTables(pack),
    table(
      'notes',
      texts.notes,
      ['from', 'to', 'what', 'owner'],
      report.notes.map(note => [note.fromDay, note.toDay, note.text, note.authorName]),
    ),
  ]
  return sheets.filter(({ rows }) => rows.length > 0)
}

/** Targets that wait for an answer, those that the months before suggest, and what was decided last time. */
function targetTables({ proposals, next, decided }: Pack): readonly DataTable[] {
  const value = (kpi: Kpi, currency: string | null, amount: number | null) => [
    numberOf(kpi, currency, amount),
    unitOf(kpi, currency),
  ]
  const waiting = proposals.map(({ one, kpi, place }) => [
    ...[one.id, kpi.label, place, one.validFrom],
    ...value(kpi, one.currency, one.value),
  ])
  const suggested = next.map(({ kpi, place, period, owner, ...one }) => [
    ...[kpi.label, place, period.from, period.end],
    ...[...value(kpi, one.currency, one.value), owner?.name ?? null],
  ])
  const last = decided.map(({ text, outcome, decision }) => [text, outcome ?? decision])
  return [
    table('proposals', texts.proposals, ['number', 'kpi', 'place', 'from', 'value', 'unit'], waiting),
    table('suggested', texts.suggested, ['kpi', 'place', 'from', 'to', 'value', 'unit', 'owner'], suggested),
    table('decided', texts.decided, ['what', 'answer'], last),
  ]
}

function alertRows(alerts: Pack['alerts']): readonly (readonly DataValue[])[] {
  return alerts.map(({ one, kpi, place }) => [
    one.id,
    kpi.label,
    place,
    one.fromDay,
    one.day,
    one.falseAlarm ? texts.falseAlarm : one.said,
  ])
}

type Heading = keyof typeof headings

function table(id: string, title: Localized, columns: readonly Heading[], rows: DataTable['rows']): DataTable {
  return { id, title, columns: columns.map(column => ({ id: column, label: headings[column] })), rows }
}

const headings = {
  number: { en: 'Number', ja: '番号', 'zh-CN': '编号' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  place: { en: 'Place', ja: '対象', 'zh-CN': '范围' },
  from: { en: 'From', ja: '開始日', 'zh-CN': '开始日' },
  to: { en: 'To', ja: '終了日', 'zh-CN': '结束日' },
  answer: { en: 'Answer or outcome', ja: '回答・結果', 'zh-CN': '答复或结果' },
  what: { en: 'What', ja: '内容', 'zh-CN': '内容' },
  owner: { en: 'Person', ja: '担当', 'zh-CN': '人员' },
  value: { en: 'Value', ja: '値', 'zh-CN': '值' },
  unit: { en: 'Unit', ja: '単位', 'zh-CN': '单位' },
} satisfies Record<string, Localized>

const texts = {
  stores: { en: 'By store', ja: '店舗別', 'zh-CN': '按店铺' },
  alerts: { en: 'Alerts', ja: 'アラート', 'zh-CN': '告警' },
  proposals: { en: 'Proposed targets', ja: '申請中の目標', 'zh-CN': '待审批目标' },
  suggested: { en: 'Suggested targets', ja: '提案する目標', 'zh-CN': '建议的目标' },
  decided: { en: 'Decided last time', ja: '前回の決定事項', 'zh-CN': '上次决定' },
  notes: { en: 'Notes', ja: 'メモ', 'zh-CN': '备注' },
  falseAlarm: { en: 'False alarm', ja: '誤検知', 'zh-CN': '误报' },
} satisfies Record<string, Localized>
