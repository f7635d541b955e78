import { dotted } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { ruleForm } from './rule-form.ts'
import { noiseText } from './rule-preview-card.ts'
import { ruleText } from './rule-texts.ts'

/** A rule in a list. */
export interface ShownRule extends RuleDraft {
  readonly id: number
  readonly kpi: Kpi
  readonly label: Localized
  readonly isDefault: boolean
  /** How often its alerts were called false lately; absent where it is quiet. */
  readonly noise?: { readonly alerts: number; readonly wrong: number }
}

/** What became of a rule. */
export type RuleDeed = 'saved' | 'stopped' | 'changed'

/** A rule that was saved, changed or stopped. `undo` types the rule as it was before a change. */
export function ruleDoneCard(rule: ShownRule, done: RuleDeed, undo?: string): Card {
  const stop: Action = { label: texts.stop, line: `rule stop ${rule.id}`, style: 'danger' }
  const back: readonly Action[] = undo === undefined ? [] : [{ label: texts.undo, line: undo }]
  return {
    title: fill(texts[done], { id: rule.id }),
    tone: done === 'stopped' ? 'info' : 'good',
    blocks: [
      { type: 'text', style: 'strong', text: dotted([rule.label, ruleText(rule, rule.kpi)]) },
      ...(done === 'stopped' ? [] : [{ type: 'actions', actions: [...back, stop] } as const]),
    ],
  }
}

/** Buttons that look for quieter lines (judgement: what fits a phone). */
const maxTuned = 5

/** All rules that watch what the reader sees; with the button that adds one for those who may. */
export function ruleListCard(rules: readonly ShownRule[], mayAdd: boolean): Card {
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
    blocks: [
      table,
      ...noisy(rules),
      muted(texts.how),
      ...buttons([...(mayAdd ? [ruleForm(texts.add)] : []), ...tuned(rules)]),
    ],
  }
}

function buttons(actions: readonly Action[]): readonly Block[] {
  return actions.length === 0 ? [] : [{ type: 'actions', actions }]
}

/** The rules whose alerts were called false, with how often. */
function noisy(rules: readonly ShownRule[]): readonly Block[] {
  const items = rules.flatMap(({ id, noise }) => (noise ? [noiseText(id, noise)] : []))
  return items.length === 0 ? [] : [{ type: 'list', heading: texts.noisy, items }]
}

function tuned(rules: readonly ShownRule[]): readonly Action[] {
  return rules
    .filter(({ noise }) => noise)
    .slice(0, maxTuned)
    .map(({ id }) => ({ label: fill(texts.tune, { id }), line: `rule tune ${id}` }))
}

function muted(text: Localized): Block {
  return { type: 'text', style: 'muted', text }
}

const texts = {
  title: { en: 'Alert rules', ja: 'アラートルール', 'zh-CN': '告警规则' },
  add: { en: 'Add a rule', ja: 'ルールを追加', 'zh-CN': '添加规则' },
  stop: { en: 'Stop', ja: '停止', 'zh-CN': '停用' },
  saved: { en: 'Rule #{id} watches from now on', ja: 'ルール#{id}を開始しました', 'zh-CN': '规则 #{id} 已启用' },
  stopped: { en: 'Rule #{id} is stopped', ja: 'ルール#{id}を停止しました', 'zh-CN': '规则 #{id} 已停用' },
  changed: { en: 'Rule #{id} is changed', ja: 'ルール#{id}を変更しました', 'zh-CN': '规则 #{id} 已修改' },
  undo: { en: 'Undo', ja: '元に戻す', 'zh-CN': '撤销' },
  noisy: { en: 'Often called false', ja: '誤報が多いルール', 'zh-CN': '误报较多' },
  tune: { en: 'Quieten #{id}', ja: '#{id}を見直す', 'zh-CN': '调整 #{id}' },
  rule: { en: 'Rule', ja: '番号', 'zh-CN': '编号' },
  what: { en: 'Fires when', ja: '条件', 'zh-CN': '条件' },
  none: { en: 'There are no rules.', ja: 'ルールはありません。', 'zh-CN': '暂无规则。' },
  how: {
    en: 'Dim ones came with the KPIs. “rule stop 12” stops one. Targets and marketplace limits are watched besides.',
    ja: '薄い文字は標準ルールです。「ルール 停止 12」で停止できます。目標とモール基準値は別途監視しています。',
    'zh-CN': '灰色为自带规则。“规则 停用 12”可停用。目标和平台红线另行监控。',
  },
} satisfies Record<string, Localized>
