import { goalText, showValue } from '#src/cards/figure-cells.ts'
import { line, placeWord, statusAction, trendAction } from '#src/cards/lines.ts'
import { paceFacts } from '#src/cards/pace-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { buttons, words } from '#src/cards/words.ts'
import type { Block, Card, Cell, Fact } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { PacedFigure } from '#src/domain/report.ts'
import type { Target, TargetPeriod } from '#src/domain/targets/target.ts'
import type { StandingTarget } from '#src/features/targets/set-target.ts'
import { formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A target that was set or withdrawn. */
export interface TargetChange {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  /** The target that counted for the period until now. */
  readonly before: Target | null
  readonly after: Target
  /** Of days: it counts for its one day. */
  readonly single?: true
  /** What one day of a longer target comes to; `null` for rates and for day targets. */
  readonly dayShare: { readonly day: string; readonly value: number } | null
  readonly pace: PacedFigure | null
}

/** A target in a list. */
export interface ListedTarget {
  readonly target: StandingTarget
  readonly kpi: Kpi
  readonly place: ResolvedPlace
}

const periods: Readonly<Record<TargetPeriod, Localized>> = {
  day: { en: 'per day', ja: '日次', 'zh-CN': '每日' },
  week: { en: 'per week', ja: '週次', 'zh-CN': '每周' },
  month: { en: 'per month', ja: '月次', 'zh-CN': '每月' },
  quarter: { en: 'per quarter', ja: '四半期', 'zh-CN': '每季' },
}

const texts = {
  single: { en: 'on {day} alone', ja: '{day}のみ', 'zh-CN': '{day}当天' },
  others: {
    en: 'All other days keep the target they had; weeks, months and quarters with a target of their own keep that, too, and take no notice of this day’s. For every day from then on, say: daily.',
    ja: 'ほかの日の目標は変わりません。週・月・四半期に独自の目標がある場合はその目標のままで、この日の目標は加味しません。以後の毎日に適用するには「毎日」と付けてください。',
    'zh-CN':
      '其他日期的目标不变；已单独设定目标的周、月、季度仍按各自目标评价，不计入这一天的目标。如需此后每天适用，请加上“每天”。',
  },
  validOn: { en: 'Valid on', ja: '適用日', 'zh-CN': '适用日期' },
  title: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  listTitle: { en: 'Targets', ja: '目標一覧', 'zh-CN': '目标一览' },
  set: {
    en: '{kpi} target is now {goal} {period}',
    ja: '{kpi}の目標（{period}）を{goal}にしました',
    'zh-CN': '{kpi}的{period}目标已设为{goal}',
  },
  changed: {
    en: '{kpi} target is now {goal} {period}, it was {before}',
    ja: '{kpi}の目標（{period}）を{before}から{goal}に変更しました',
    'zh-CN': '{kpi}的{period}目标已由{before}改为{goal}',
  },
  removed: {
    en: '{kpi} has no target {period} any more, it was {before}',
    ja: '{kpi}の目標（{period}、{before}）を取り消しました',
    'zh-CN': '{kpi}的{period}目标（{before}）已撤销',
  },
  history: {
    en: 'Periods before {day} keep the target they had.',
    ja: '{day}より前の期間は、以前の目標のまま評価します。',
    'zh-CN': '{day}之前的周期仍按原目标评价。',
  },
  replaced: {
    en: '{goal}, set by {name} on {day}',
    ja: '{goal}（{day}に{name}が設定）',
    'zh-CN': '{goal}（{name}于{day}设定）',
  },
  before: { en: 'Before', ja: '変更前', 'zh-CN': '原目标' },
  since: { en: 'Valid from', ja: '適用開始', 'zh-CN': '生效日' },
  weight: { en: 'Weight', ja: 'ウェイト', 'zh-CN': '权重' },
  share: { en: 'Share of {day}', ja: '{day}の配分', 'zh-CN': '{day}分摊' },
  nobody: { en: 'nobody', ja: '未定', 'zh-CN': '未指定' },
  empty: {
    en: 'No targets yet. A line such as “target sales {place} 50000” sets one.',
    ja: '目標はまだありません。「目標 売上 {place} 500万」のように入力すると設定できます。',
    'zh-CN': '暂无目标。输入“目标 销售额 {place} 5万”即可设定。',
  },
  somebody: { en: 'somebody', ja: '不明', 'zh-CN': '未知' },
}

/** Says what the target is now, what it replaced, who owns it, and how the running period stands. */
export function targetCard(change: TargetChange): Card {
  const { kpi, place, period, after, pace } = change
  return {
    title: titled(dotted([texts.title, kpi.label, place.label, period.label]), [place]),
    tone: 'good',
    blocks: [
      { type: 'text', style: 'strong', text: sentenceOf(change) },
      { type: 'facts', facts: [...factsOf(change), ...(pace && !after.withdrawn ? paceFacts(pace) : [])] },
      ...saidOfOthers(change),
      {
        type: 'actions',
        actions: [
          statusAction(place.place, period, kpi),
          trendAction(kpi, place.place, period),
          { label: buttons.listTargets, line: line('target list', placeWord(place.place)) },
        ],
      },
    ],
  }
}

/** The targets that count today, one row each. */
export function targetListCard(targets: readonly ListedTarget[], where: ResolvedPlace): Card {
  const title = titled(dotted([texts.listTitle, where.label]), [where])
  if (targets.length === 0) {
    const text = fill(texts.empty, { place: placeWord(where.place) })
    return { title, tone: 'info', blocks: [{ type: 'text', text }] }
  }
  const table: Block = {
    type: 'table',
    columns: [
      { label: words.kpi },
      { label: words.place },
      { label: words.target, align: 'end' },
      { label: words.period },
      { label: words.owner },
      { label: texts.since },
    ],
    rows: targets.map(row),
  }
  return { title, tone: 'info', blocks: [table] }
}

function row({ target, kpi, place }: ListedTarget): readonly Cell[] {
  const owner: Cell = target.owner ? { text: verbatim(target.owner.name) } : { text: texts.nobody, dim: true }
  return [
    { text: kpi.label },
    { text: place.label },
    { text: goalText(target, kpi, target.currency) ?? words.none },
    { text: perText(target) },
    owner,
    { text: standsText(target) },
  ]
}

/** Whether it counts for its one day alone. */
function isSingle({ period, validFrom, lastDay }: StandingTarget): boolean {
  return period === 'day' && lastDay === validFrom
}

/** From when on it stands, and to when where that is known. */
function standsText({ validFrom, lastDay }: StandingTarget): Localized {
  return lastDay === undefined || lastDay === validFrom
    ? day(validFrom)
    : formatDays(validFrom, lastDay, { year: true })
}

function day(one: Day): Localized {
  return formatDay(one, { year: true })
}

/** What the change leaves as it was. */
function saidOfOthers({ before, after, single }: TargetChange): readonly Block[] {
  if (single) return [muted(texts.others)]
  return before ? [muted(fill(texts.history, { day: formatDay(after.validFrom, { year: true }) }))] : []
}

function spanOf({ after, single }: Pick<TargetChange, 'after' | 'single'>): Localized {
  return single ? fill(texts.single, { day: formatDay(after.validFrom, { year: true }) }) : periods[after.period]
}

function sentenceOf(change: TargetChange): Localized {
  const { kpi, before, after } = change
  const period = spanOf(change)
  const names = { kpi: kpi.label, period, goal: goalText(after, kpi, after.currency) ?? words.none }
  if (!before) return fill(texts.set, names)
  const was = goalText(before, kpi, before.currency) ?? words.none
  return fill(after.withdrawn ? texts.removed : texts.changed, { ...names, before: was })
}

function factsOf(change: TargetChange): readonly Fact[] {
  const { kpi, before, after, dayShare, single } = change
  const goal = goalText(after, kpi, after.currency)
  const owner = after.owner ? verbatim(after.owner.name) : texts.nobody
  return [
    ...(goal && !after.withdrawn ? [{ label: words.target, value: goal, detail: spanOf(change) }] : []),
    ...(before ? [{ label: texts.before, value: replacedText(before, kpi) }] : []),
    ...(after.withdrawn
      ? []
      : [
          { label: words.owner, value: owner },
          { label: texts.weight, value: verbatim(String(after.weight)) },
        ]),
    { label: single ? texts.validOn : texts.since, value: formatDay(after.validFrom, { year: true }) },
    ...(dayShare && !after.withdrawn
      ? [
          {
            label: fill(texts.share, { day: formatDay(dayShare.day, { year: true }) }),
            value: showValue(dayShare.value, kpi, after.currency),
          },
        ]
      : []),
  ]
}

function replacedText(before: Target, kpi: Kpi): Localized {
  return fill(texts.replaced, {
    goal: goalText(before, kpi, before.currency) ?? words.none,
    name: before.setBy ? verbatim(before.setBy.name) : texts.somebody,
    day: formatDay(before.setAt.toISOString().slice(0, 10), { year: true }),
  })
}

function muted(text: Localized): Block {
  return { type: 'text', style: 'muted', text }
}

/** What a target is for: every day, week, month or quarter, or a single day. */
export function perText(target: Target): Localized {
  return isSingle(target) ? fill(texts.single, { day: day(target.validFrom) }) : periods[target.period]
}
