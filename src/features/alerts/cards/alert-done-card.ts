import { trendAction } from '#src/cards/lines.ts'
import { dotted } from '#src/cards/titles.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { tuneActions } from './alert-actions.ts'
import type { AlertView } from './alert-card.ts'
import { alertTexts } from './alert-texts.ts'

const texts = {
  acknowledged: { en: 'You took on alert {id}', ja: 'アラート{id}を確認しました', 'zh-CN': '已确认告警{id}' },
  resolved: { en: 'You closed alert {id}', ja: 'アラート{id}を対応完了にしました', 'zh-CN': '已关闭告警{id}' },
  reopened: { en: 'Alert {id} is open again', ja: 'アラート{id}を再開しました', 'zh-CN': '已重新打开告警{id}' },
  snoozed: {
    en: 'Alert {id} is quiet until {time}',
    ja: 'アラート{id}を{time}までスヌーズしました',
    'zh-CN': '告警{id}将于{time}再提醒',
  },
  unsnoozed: {
    en: 'Alert {id} is no longer snoozed',
    ja: 'アラート{id}のスヌーズを解除しました',
    'zh-CN': '已取消告警{id}的稍后提醒',
  },
  confirmed: {
    en: 'You keep alert {id}',
    ja: 'アラート{id}の対応継続を確認しました',
    'zh-CN': '已确认您仍在处理告警{id}',
  },
  false_alarm: {
    en: 'Alert {id} is closed as a false alarm',
    ja: 'アラート{id}を誤報として閉じました',
    'zh-CN': '告警{id}已按误报关闭',
  },
  edited: {
    en: 'All messages about it show that now.',
    ja: '投稿済みのメッセージにも反映されます。',
    'zh-CN': '所有相关消息都会同步更新。',
  },
  noted: {
    en: 'The reason is kept as a note and stands in the charts.',
    ja: '原因はメモとして保存され、グラフに表示されます。',
    'zh-CN': '原因已保存为备注，并会显示在图表中。',
  },
  taken: {
    en: 'Alert {id} was acknowledged by {name} already',
    ja: 'アラート{id}は{name}さんが確認済みです',
    'zh-CN': '告警{id}已由{name}确认',
  },
  over: {
    en: 'Alert {id} is resolved already',
    ja: 'アラート{id}はすでに対応完了です',
    'zh-CN': '告警{id}已恢复或关闭',
  },
  openAlready: { en: 'Alert {id} is open already', ja: 'アラート{id}は対応中です', 'zh-CN': '告警{id}尚未关闭' },
  when: { en: 'That was {time}.', ja: '確認日時：{time}', 'zh-CN': '确认时间：{time}' },
} satisfies Record<string, Localized>

/** What somebody did to an alert. */
export type AlertDeed = 'acknowledged' | 'confirmed' | 'resolved' | 'reopened' | 'snoozed' | 'unsnoozed' | 'false_alarm'

/** Confirms a deed to the person; the alert's own messages change beside it. */
export function alertDoneCard(
  deed: AlertDeed,
  alert: Alert,
  view: AlertView | null,
  withReason: boolean,
  zone = 'UTC',
): Card {
  const time = alert.snoozedUntil ? formatDateTime(alert.snoozedUntil, zone, { readOn: alert.changedAt }) : ''
  return {
    title: fill(titleOf(texts[deed], alert, view), { time }),
    tone: deed === 'reopened' ? 'warning' : 'good',
    blocks: [
      { type: 'text', text: texts.edited },
      ...(withReason ? [{ type: 'text', text: texts.noted } as const] : []),
      {
        type: 'actions',
        actions: [...(deed === 'false_alarm' ? tuneActions(alert, view?.finding?.kind) : []), ...actions(alert, view)],
      },
    ],
  }
}

/** Says that somebody else was first, or that there is nothing to do. */
export function alertAlreadyCard(
  alert: Alert,
  view: AlertView | null,
  { timeZone: zone, now }: { readonly timeZone: string; readonly now: Date },
): Card {
  const by = alert.acknowledgedBy
  const text = alert.state === 'resolved' ? texts.over : by ? texts.taken : texts.openAlready
  const title = fill(titleOf(text, alert, view), { name: verbatim(by?.name ?? '') })
  const at = alert.state === 'acknowledged' ? alert.acknowledgedAt : null
  return {
    title,
    tone: 'info',
    blocks: [
      ...(at
        ? [{ type: 'text', text: fill(texts.when, { time: formatDateTime(at, zone, { readOn: now }) }) } as const]
        : []),
      { type: 'actions', actions: actions(alert, view) },
    ],
  }
}

function titleOf(text: Localized, alert: Alert, view: AlertView | null): Localized {
  const title = fill(text, { id: alert.id })
  return view ? dotted([title, view.kpi.label, view.place.label]) : title
}

function actions(alert: Alert, view: AlertView | null): readonly Action[] {
  const history: Action = { label: alertTexts.history, line: `alerts ${alert.id}` }
  return view ? [trendAction(view.kpi, view.place.place, view.series.period), history] : [history]
}
