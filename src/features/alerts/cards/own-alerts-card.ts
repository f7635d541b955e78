import type { Action, Block, Card } from '#src/chat/card.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { acknowledgeAction, causeAction, historyAction, resolveAction, snoozeAction } from './alert-actions.ts'
import { type AlertView, stateText, summary } from './alert-card.ts'

/** The alerts of one person. */
export interface OwnAlerts {
  /** Those that are shown, the most severe first. */
  readonly shown: readonly AlertView[]
  /** How many more are theirs. */
  readonly more: number
  /** How many are not theirs, among those they may see. */
  readonly others: number
}

/** What waits for somebody, each with its buttons; the alerts of others are only counted. */
export function ownAlertsCard({ shown, more, others }: OwnAlerts): Card {
  const rest: readonly Localized[] = [
    ...(more > 0 ? [fill(texts.more, { count: formatCount(more) })] : []),
    ...(others > 0 ? [fill(texts.others, { count: formatCount(others) })] : []),
  ]
  const none: readonly Block[] = shown.length === 0 ? [{ type: 'text', text: texts.none }] : []
  const blocks: readonly Block[] = [...none, ...shown.flatMap(one), ...rest.map(text => muted(text))]
  const all: Action = { label: texts.all, line: 'alerts' }
  const button: readonly Block[] = rest.length > 0 ? [{ type: 'actions', actions: [all] }] : []
  return { title: texts.title, tone: toneOf(shown), blocks: [...blocks, ...button] }
}

function one(view: AlertView): readonly Block[] {
  const { alert, kpi, place } = view
  const what = { id: alert.id, kpi: kpi.label, place: place.label, state: stateText(view) }
  const reason = alert.reason === null ? [] : [muted(fill(texts.reason, { reason: verbatim(alert.reason) }))]
  return [
    { type: 'text', style: 'strong', text: fill(texts.heading, what) },
    { type: 'text', text: summary(view) },
    ...reason,
    { type: 'actions', actions: actionsOf(view) },
  ]
}

function actionsOf({ alert }: AlertView): readonly Action[] {
  const details = { ...historyAction(alert), label: texts.details }
  if (alert.state === 'open') return [acknowledgeAction(alert), causeAction(alert), snoozeAction(alert), details]
  return [causeAction(alert), resolveAction(alert), details]
}

function toneOf(shown: readonly AlertView[]): Card['tone'] {
  if (shown.length === 0) return 'good'
  return shown.some(({ alert }) => alert.state === 'open') ? 'bad' : 'warning'
}

function muted(text: Localized): Block {
  return { type: 'text', style: 'muted', text }
}

const texts = {
  title: { en: 'My alerts', ja: '自分のアラート', 'zh-CN': '我的告警' },
  none: { en: 'No alert waits for you.', ja: '対応が必要なアラートはありません。', 'zh-CN': '没有需要您处理的告警。' },
  heading: {
    en: '#{id} {kpi} · {place} · {state}',
    ja: '#{id} {kpi}・{place}・{state}',
    'zh-CN': '#{id} {kpi} · {place} · {state}',
  },
  reason: { en: 'Reason: {reason}', ja: '原因：{reason}', 'zh-CN': '原因：{reason}' },
  more: { en: '{count} more of yours', ja: 'ほか{count}件（自分の担当）', 'zh-CN': '您还有{count}条' },
  others: { en: '{count} of other people', ja: '他の担当者のアラート：{count}件', 'zh-CN': '其他人负责的{count}条' },
  details: { en: 'Details', ja: '詳細', 'zh-CN': '详情' },
  all: { en: 'All alerts', ja: 'すべてのアラート', 'zh-CN': '全部告警' },
} satisfies Record<string, Localized>
