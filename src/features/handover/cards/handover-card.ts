import { dotted } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import type { Target } from '#src/domain/targets/target.ts'
import type { Handover } from '#src/features/handover/hand-over.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  inherited: {
    en: 'You take over from {name}',
    ja: '{name}さんの担当を引き継ぎました',
    'zh-CN': '您接手了{name}的工作',
  },
  to: { en: 'Goes to {name}', ja: '{name}さんに引き継ぎ', 'zh-CN': '移交给{name}' },
  nothing: {
    en: '{name} was responsible for nothing that would be left behind.',
    ja: '{name}さんが担当していたものはありません。',
    'zh-CN': '{name}没有需要移交的内容。',
  },
  targets: {
    en: 'Targets ({count}): {names}',
    ja: '目標（{count}件）：{names}',
    'zh-CN': '目标（{count}个）：{names}',
  },
  alerts: {
    en: 'Open alerts ({count}): {names}',
    ja: '未対応のアラート（{count}件）：{names}',
    'zh-CN': '未恢复的告警（{count}条）：{names}',
  },
  rules: { en: 'Rules ({count}): {names}', ja: 'ルール（{count}件）：{names}', 'zh-CN': '规则（{count}条）：{names}' },
  actions: {
    en: 'Open actions ({count}): {names}',
    ja: '未完了の改善アクション（{count}件）：{names}',
    'zh-CN': '未完成的改善措施（{count}项）：{names}',
  },
  teams: {
    en: 'Leads teams ({count}): {names}',
    ja: 'リーダーのチーム（{count}）：{names}',
    'zh-CN': '负责的团队（{count}个）：{names}',
  },
  schedules: {
    en: 'Posts to groups ({count}): {names}',
    ja: 'グループへの定期投稿（{count}件）：{names}',
    'zh-CN': '群内定时推送（{count}个）：{names}',
  },
  ended: {
    en: 'Posts to {name} alone ({count}) end.',
    ja: '{name}さん宛ての定期投稿（{count}件）は終了します。',
    'zh-CN': '只发给{name}的定时推送（{count}个）已停止。',
  },
  deputy: {
    en: 'Was deputy of {names}: they have none now.',
    ja: '{names}さんの代理でした。現在、代理は未設定です。',
    'zh-CN': '曾是{names}的代理人，现在没有代理人。',
  },
  elsewhere: {
    en: 'To hand it to somebody else: people remove @name to @successor',
    ja: 'ほかの人に引き継ぐ場合：メンバー 削除 @名前 to @後任',
    'zh-CN': '如需移交给其他人：人员 移除 @姓名 to @接手人',
  },
  mine: { en: 'My alerts', ja: '自分のアラート', 'zh-CN': '我的告警' },
} satisfies Record<string, Localized>

/** How many things of a kind are named; the count says the rest. Judgement. */
const maxNamed = 8

/** What the card about a person who left says below their name: what is handed to whom. */
export function handoverBlocks(handover: Handover): readonly Block[] {
  const items = itemsOf(handover)
  const name = verbatim(handover.person.name)
  if (items.length === 0) return [{ type: 'text', text: fill(texts.nothing, { name }) }]
  const heading = fill(texts.to, { name: verbatim(handover.successor.name) })
  return [
    { type: 'list', heading, items },
    { type: 'text', text: texts.elsewhere, style: 'muted' },
  ]
}

/** Tells the successor what is theirs now. */
export function inheritedCard(handover: Handover): Card {
  const actions: Action[] = handover.alerts.length > 0 ? [{ label: texts.mine, line: 'alerts mine' }] : []
  return {
    title: fill(texts.inherited, { name: verbatim(handover.person.name) }),
    tone: 'info',
    blocks: [
      { type: 'list', items: itemsOf(handover) },
      ...(actions.length > 0 ? [{ type: 'actions', actions } as const] : []),
    ],
  }
}

function itemsOf(handover: Handover): readonly Localized[] {
  const { targets, alerts, rules, schedules, endedSchedules, deputyOf, person } = handover
  const numbers = (ids: readonly number[]) => ids.map(id => verbatim(`#${id}`))
  return [
    ...counted(texts.targets, targets.map(targetName)),
    ...counted(texts.alerts, numbers(alerts)),
    ...counted(texts.rules, numbers(rules)),
    ...counted(texts.schedules, numbers(schedules)),
    ...counted(texts.actions, numbers(handover.actions)),
    ...counted(texts.teams, handover.teams.map(verbatim)),
    ...(endedSchedules.length > 0
      ? [fill(texts.ended, { name: verbatim(person.name), count: endedSchedules.length })]
      : []),
    ...(deputyOf.length > 0 ? [fill(texts.deputy, { names: join(deputyOf.map(verbatim)) })] : []),
  ]
}

function counted(text: Localized, names: readonly Localized[]): readonly Localized[] {
  if (names.length === 0) return []
  const shown = names.length > maxNamed ? [...names.slice(0, maxNamed), verbatim('…')] : names
  return [fill(text, { count: names.length, names: join(shown) })]
}

function targetName({ kpiId, place }: Pick<Target, 'kpiId' | 'place'>): Localized {
  return dotted([findBuiltInKpi(kpiId)?.label ?? verbatim(kpiId), verbatim(place.replace(/^store:/, ''))])
}
