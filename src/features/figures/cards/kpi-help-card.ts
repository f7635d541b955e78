import { goalText, showValue } from '#src/cards/figure-cells.ts'
import { targetAction, trendAction } from '#src/cards/lines.ts'
import { asOfLine } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Block, Card, Fact } from '#src/chat/card.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { type ListedTarget, perText } from '#src/features/targets/index.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type OwnWindow, ownWindowList } from './own-window-list.ts'

/** All that can be said about a KPI at a place. */
export interface KpiExplanation {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  /** The formula in words. */
  readonly formula: Localized
  readonly needs: readonly NeededMeasure[]
  /** The last 28 days. */
  readonly recent: Figure
  readonly targets: readonly ListedTarget[]
  /** What marketplaces count themselves at the place. */
  readonly own?: readonly OwnWindow[]
  readonly zone: string
  readonly mayWrite: boolean
}

/** A measure that the formula needs and where it comes from; no sources: nobody delivers it. */
export interface NeededMeasure {
  readonly measure: Measure
  readonly sources: readonly { readonly name: string; readonly lastSeenAt: Date | null }[]
}

const texts = {
  formula: { en: 'Formula', ja: '計算式', 'zh-CN': '公式' },
  typed: { en: 'As typed', ja: '式（入力形）', 'zh-CN': '公式原文' },
  better: { en: 'Direction', ja: '評価の向き', 'zh-CN': '方向' },
  higher: { en: 'more is better', ja: '高いほど良い', 'zh-CN': '越高越好' },
  lower: { en: 'less is better', ja: '低いほど良い', 'zh-CN': '越低越好' },
  band: { en: 'keep it in its band', ja: '適正範囲に保つ', 'zh-CN': '保持在区间内' },
  sample: { en: 'Judged from', ja: '判定に必要な件数', 'zh-CN': '最低样本' },
  sampleText: { en: '{count} {measure}', ja: '{measure} {count}以上', 'zh-CN': '{measure}达{count}' },
  recent: { en: 'Last 28 days', ja: '直近28日', 'zh-CN': '近28天' },
  complete: { en: 'Complete', ja: 'データの充足', 'zh-CN': '完整度' },
  completeText: { en: '{have} of {due} days', ja: '{due}日中{have}日', 'zh-CN': '{have}/{due}天' },
  sources: { en: 'Where the data comes from', ja: 'データの出どころ', 'zh-CN': '数据来源' },
  source: { en: '{measure}: {sources}', ja: '{measure}：{sources}', 'zh-CN': '{measure}：{sources}' },
  seen: { en: '{name} (last {time})', ja: '{name}（最終 {time}）', 'zh-CN': '{name}（最近{time}）' },
  nobody: { en: 'no source delivers it', ja: '届けるデータ元がありません', 'zh-CN': '没有数据源提供' },
  targets: { en: 'Targets', ja: '目標', 'zh-CN': '目标' },
  target: {
    en: '{place}, {per}: {goal}, owner {owner}',
    ja: '{place}（{per}）：{goal}（担当 {owner}）',
    'zh-CN': '{place}（{per}）：{goal}（负责人{owner}）',
  },
  noOwner: { en: 'nobody', ja: '未定', 'zh-CN': '未指定' },
}

/** What a KPI means, how it is computed, where its data comes from and how complete it is, and whose target it is. */
export function kpiHelpCard(explanation: KpiExplanation): Card {
  const { kpi, place, recent, zone, mayWrite } = explanation
  const freshness = asOfLine([recent], { zone })
  return {
    title: titled(dotted([kpi.label, place.label]), [place]),
    tone: 'info',
    blocks: [
      { type: 'text', text: kpi.meaning },
      { type: 'facts', facts: factsOf(explanation) },
      { type: 'list', heading: texts.sources, items: explanation.needs.map(need => sourceText(need, zone)) },
      ...targetsList(explanation.targets),
      ...ownWindowList(kpi, explanation.own ?? []),
      ...(freshness ? [freshness] : []),
      {
        type: 'actions',
        actions: [
          trendAction(kpi, place.place, null),
          ...(mayWrite ? [targetAction(kpi, place.place, recent.period)] : []),
        ],
      },
    ],
  }
}

function factsOf({ kpi, formula, needs, recent }: KpiExplanation): readonly Fact[] {
  const { quality } = recent
  const due = { have: formatCount(quality.daysWithData), due: formatCount(quality.daysExpected) }
  return [
    { label: texts.formula, value: formula },
    { label: texts.typed, value: verbatim(kpi.formula) },
    { label: texts.better, value: texts[kpi.better] },
    ...sampleFact(kpi, needs),
    { label: texts.recent, value: showValue(recent.value, kpi, recent.currency) },
    ...(quality.daysExpected > 0 ? [{ label: texts.complete, value: fill(texts.completeText, due) }] : []),
  ]
}

function sampleFact(kpi: Kpi, needs: readonly NeededMeasure[]): readonly Fact[] {
  const sample = kpi.minimumSample
  if (!sample) return []
  const known = needs.find(need => need.measure.id === sample.measure)?.measure ?? findMeasure(sample.measure)
  const measure = known?.label ?? verbatim(sample.measure)
  return [{ label: texts.sample, value: fill(texts.sampleText, { count: formatCount(sample.count), measure }) }]
}

function sourceText({ measure, sources }: NeededMeasure, zone: string): Localized {
  const seen = sources.map(({ name, lastSeenAt }) =>
    lastSeenAt
      ? fill(texts.seen, { name: verbatim(name), time: formatDateTime(lastSeenAt, zone, { year: true }) })
      : verbatim(name),
  )
  return fill(texts.source, { measure: measure.label, sources: seen.length > 0 ? join(seen) : texts.nobody })
}

function targetsList(targets: readonly ListedTarget[]): readonly Block[] {
  if (targets.length === 0) return []
  const items = targets.map(({ target, kpi, place }) =>
    fill(texts.target, {
      place: place.label,
      per: perText(target),
      goal: goalText(target, kpi, target.currency) ?? words.none,
      owner: target.owner ? verbatim(target.owner.name) : texts.noOwner,
    }),
  )
  return [{ type: 'list', heading: texts.targets, items }]
}
