import type { Block, Card } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A KPI that was defined, changed (`before`) or ended (`formula` is `null`). */
export interface Defined {
  readonly kpi: Kpi
  /** The formula in words. */
  readonly formula: Localized | null
  readonly before: Kpi | null
  readonly validFrom: string
}

/** What a definition came to, and what to do with it next. */
export function definedCard({ kpi, formula, before, validFrom }: Defined): Card {
  const since = fill(before ? texts.since : texts.always, { day: formatDay(validFrom, { year: true }) })
  if (formula === null) {
    return {
      title: fill(texts.removed, { kpi: kpi.label }),
      tone: 'info',
      blocks: [{ type: 'text', text: since, style: 'muted' }],
    }
  }
  const facts: Block = {
    type: 'facts',
    facts: [
      { label: texts.formula, value: formula },
      { label: texts.typed, value: verbatim(kpi.formula) },
      { label: texts.better, value: texts[kpi.better] },
      ...(before ? [{ label: texts.was, value: verbatim(before.formula) }] : []),
    ],
  }
  const actions = [
    { label: texts.status, line: `status ${kpi.id}` },
    { label: texts.trend, line: `trend ${kpi.id} 30d` },
    { label: texts.help, line: `help ${kpi.id}` },
  ]
  return {
    title: fill(before ? texts.changed : texts.added, { kpi: kpi.label }),
    tone: 'good',
    blocks: [facts, { type: 'text', text: since, style: 'muted' }, { type: 'actions', actions }],
  }
}

/** The customer's KPIs, and the measures that formulas are made of. */
export function definitionsCard(kpis: readonly Kpi[], measures: readonly Measure[]): Card {
  const rows = kpis.map(kpi => [
    { text: kpi.label },
    { text: verbatim(kpi.formula) },
    { text: texts[kpi.better], dim: true },
  ])
  const table: Block = {
    type: 'table',
    columns: [{ label: texts.kpi }, { label: texts.typed }, { label: texts.better }],
    rows,
  }
  const items = measures.map(measure => fill(texts.measure, { id: measure.id, label: measure.label }))
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      kpis.length > 0 ? table : { type: 'text', text: texts.none },
      { type: 'list', heading: texts.measures, items, folded: true },
    ],
  }
}

const texts = {
  title: { en: 'KPIs of your own', ja: '独自の指標', 'zh-CN': '自定义指标' },
  none: {
    en: 'None yet. For example: define "Ad cost per unit" = ad_spend / units money lower',
    ja: 'まだありません。例：定義 「1個あたり広告費」 = ad_spend / units 金額 低いほど良い',
    'zh-CN': '还没有。例如：定义 “单件广告费” = ad_spend / units 金额 越低越好',
  },
  added: { en: 'KPI “{kpi}” is ready', ja: '指標「{kpi}」を作成しました', 'zh-CN': '已创建指标“{kpi}”' },
  changed: { en: 'KPI “{kpi}” is changed', ja: '指標「{kpi}」を変更しました', 'zh-CN': '已修改指标“{kpi}”' },
  removed: { en: 'KPI “{kpi}” is removed', ja: '指標「{kpi}」を削除しました', 'zh-CN': '已删除指标“{kpi}”' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  formula: { en: 'Formula', ja: '計算式', 'zh-CN': '公式' },
  typed: { en: 'As typed', ja: '入力した式', 'zh-CN': '公式原文' },
  was: { en: 'Before', ja: '変更前', 'zh-CN': '此前' },
  better: { en: 'Direction', ja: '評価の向き', 'zh-CN': '方向' },
  higher: { en: 'more is better', ja: '高いほど良い', 'zh-CN': '越高越好' },
  lower: { en: 'less is better', ja: '低いほど良い', 'zh-CN': '越低越好' },
  band: { en: 'keep it in its band', ja: '適正範囲に保つ', 'zh-CN': '保持在区间内' },
  since: {
    en: 'Counts from {day} on; earlier days keep what they had.',
    ja: '{day}から適用します。それ以前は変わりません。',
    'zh-CN': '自{day}起生效，之前的日期保持不变。',
  },
  always: {
    en: 'Counts for all days, past ones too.',
    ja: '過去を含むすべての日に適用します。',
    'zh-CN': '对所有日期生效，包括过去。',
  },
  measures: { en: 'Measures you can use', ja: '計算式に使える項目', 'zh-CN': '公式可用的数据项' },
  measure: { en: '{id}: {label}', ja: '{id}：{label}', 'zh-CN': '{id}：{label}' },
  status: { en: 'Status', ja: '状況', 'zh-CN': '状态' },
  trend: { en: 'Trend', ja: '推移', 'zh-CN': '趋势' },
  help: { en: 'Explain', ja: '説明', 'zh-CN': '说明' },
} satisfies Record<string, Localized>
