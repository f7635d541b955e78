import type { Action, Block, Card } from '#src/chat/card.ts'
import type { DayKind } from '#src/domain/baseline/day-type.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { formatDay } from '#src/i18n/format.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { showValue } from './figure-cells.ts'
import { ruleForm } from './rule-form.ts'
import { ruleText } from './rule-texts.ts'
import { dotted } from './titles.ts'
import { words } from './words.ts'

/** A day on which a rule would have spoken. */
export interface ShownFiring {
  readonly day: string
  readonly value: number
  readonly dayKind: DayKind
  /** Named where a rule looks at several stores. */
  readonly place: Localized | null
}

/** What a rule would have said. */
export interface RulePreview {
  readonly rule: RuleDraft
  readonly kpi: Kpi
  readonly place: Localized
  readonly currency: string | null
  readonly firings: readonly ShownFiring[]
  readonly heldDays: number
  readonly judgedDays: number
  readonly days: number
  /** What was typed behind the verb. */
  readonly typed: string
}

/** A rule in a list. */
export interface ShownRule extends RuleDraft {
  readonly id: number
  readonly kpi: Kpi
  readonly label: Localized
  readonly isDefault: boolean
}

/** Days that are listed one by one; more are counted (judgement: what a phone shows). */
const mostListed = 12

/** What a rule would have said in the past, before it is saved. */
export function rulePreviewCard(preview: RulePreview): Card {
  const { rule, kpi, place, typed } = preview
  const save: Action = { label: texts.save, line: `rule save ${typed}`, style: 'primary' }
  return {
    title: dotted([texts.preview, kpi.label, place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: ruleText(rule, kpi) },
      { type: 'text', text: verdict(preview) },
      ...listed(preview),
      ...(preview.heldDays > 0 ? [muted(fill(texts.held, { count: preview.heldDays }))] : []),
      { type: 'actions', actions: [save, ruleForm(texts.change)] },
    ],
  }
}

function verdict({ rule, firings, judgedDays, days }: RulePreview): Localized {
  if (rule.parameters.kind === 'late') return texts.clock
  if (judgedDays === 0) return fill(texts.nothing, { days })
  const holidays = firings.filter(({ dayKind }) => isFree(dayKind)).length
  if (firings.length === 0) return fill(texts.never, { days })
  return fill(texts.fired, { count: firings.length, days, holidays })
}

function isFree(kind: DayKind): boolean {
  return kind === 'holiday' || kind === 'closed'
}

function listed({ firings, kpi, currency }: RulePreview): readonly Block[] {
  if (firings.length === 0) return []
  const items = firings.slice(-mostListed).map(({ day, value, place, dayKind }) =>
    fill(isFree(dayKind) ? texts.onHoliday : texts.on, {
      day: place ? dotted([formatDay(day), place]) : formatDay(day),
      value: showValue(value, kpi, currency),
    }),
  )
  return [{ type: 'list', heading: texts.days, items, folded: true }]
}

/** A rule that was saved or stopped. */
export function ruleDoneCard(rule: ShownRule, done: 'saved' | 'stopped'): Card {
  const undo: Action = { label: texts.stop, line: `rule stop ${rule.id}`, style: 'danger' }
  const saved = done === 'saved'
  return {
    title: fill(saved ? texts.saved : texts.stopped, { id: rule.id }),
    tone: saved ? 'good' : 'info',
    blocks: [
      { type: 'text', style: 'strong', text: dotted([rule.label, ruleText(rule, rule.kpi)]) },
      ...(saved ? [{ type: 'actions', actions: [undo] } as const] : []),
    ],
  }
}

/** All rules that watch what the reader sees. */
export function ruleListCard(rules: readonly ShownRule[]): Card {
  const columns = [{ label: texts.rule }, { label: texts.what }, { label: words.place }, { label: words.owner }]
  const rows = rules.map(rule => [
    { text: verbatim(`#${rule.id}`), dim: rule.isDefault },
    { text: ruleText(rule, rule.kpi), dim: rule.isDefault },
    { text: rule.label },
    { text: rule.owner ? verbatim(rule.owner.name) : words.none },
  ])
  const table: Block = rows.length > 0 ? { type: 'table', columns, rows } : { type: 'text', text: texts.none }
  return {
    title: texts.title,
    tone: 'info',
    blocks: [table, muted(texts.how), { type: 'actions', actions: [ruleForm(texts.add)] }],
  }
}

function muted(text: Localized): Block {
  return { type: 'text', style: 'muted', text }
}

const texts = {
  title: { en: 'Alert rules', ja: 'アラートルール', 'zh-CN': '告警规则' },
  preview: { en: 'New rule', ja: '新しいルール', 'zh-CN': '新规则' },
  fired: {
    en: 'It would have fired {count} times in the last {days} days, {holidays} of them on holidays.',
    ja: '過去{days}日間では{count}回通知されていました（うち祝日{holidays}回）。',
    'zh-CN': '过去{days}天会触发{count}次，其中节假日{holidays}次。',
  },
  never: {
    en: 'It would not have fired in the last {days} days.',
    ja: '過去{days}日間では一度も通知されませんでした。',
    'zh-CN': '过去{days}天不会触发。',
  },
  nothing: {
    en: 'There are no figures of the last {days} days to try it on.',
    ja: '過去{days}日間に試せるデータがありません。',
    'zh-CN': '过去{days}天没有可供试算的数据。',
  },
  clock: {
    en: 'It watches the clock: every store whose figures are due and not there.',
    ja: '期限を過ぎてもデータが届かない店舗を知らせます。',
    'zh-CN': '到期仍未收到数据的店铺会收到提醒。',
  },
  held: {
    en: 'Events and closures would have held it back on {count} days.',
    ja: 'イベント・休業のため判定を保留する日：{count}日。',
    'zh-CN': '另有{count}天因活动或停业而不触发。',
  },
  days: { en: 'The days', ja: '該当日', 'zh-CN': '触发日期' },
  on: { en: '{day}: {value}', ja: '{day}：{value}', 'zh-CN': '{day}：{value}' },
  onHoliday: { en: '{day} (holiday): {value}', ja: '{day}（祝日）：{value}', 'zh-CN': '{day}（节假日）：{value}' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  change: { en: 'Change', ja: '変更', 'zh-CN': '修改' },
  add: { en: 'Add a rule', ja: 'ルールを追加', 'zh-CN': '添加规则' },
  stop: { en: 'Stop', ja: '停止', 'zh-CN': '停用' },
  saved: { en: 'Rule #{id} watches from now on', ja: 'ルール#{id}を開始しました', 'zh-CN': '规则 #{id} 已启用' },
  stopped: { en: 'Rule #{id} is stopped', ja: 'ルール#{id}を停止しました', 'zh-CN': '规则 #{id} 已停用' },
  rule: { en: 'Rule', ja: '番号', 'zh-CN': '编号' },
  what: { en: 'Fires when', ja: '条件', 'zh-CN': '条件' },
  none: { en: 'There are no rules.', ja: 'ルールはありません。', 'zh-CN': '暂无规则。' },
  how: {
    en: 'Dim ones came with the KPIs. “rule stop 12” stops one. Targets and marketplace limits are watched besides.',
    ja: '薄い文字は標準ルールです。「ルール 停止 12」で停止できます。目標とモール基準値は別途監視しています。',
    'zh-CN': '灰色为自带规则。“规则 停用 12”可停用。目标和平台红线另行监控。',
  },
} satisfies Record<string, Localized>
