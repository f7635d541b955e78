import { demoTitled, titled } from '#src/cards/titles.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Day } from '#src/domain/period/index.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { causeAction, historyAction, resolveAction, snoozeAction } from './alert-actions.ts'
import { type AlertView, summary, toneOf } from './alert-card.ts'
import { type AlertGroupView, groupTable, groupTitle } from './alert-group-card.ts'

const texts = {
  title: { en: 'Still on it? {what}', ja: 'まだ対応中ですか？ {what}', 'zh-CN': '还在处理吗？{what}' },
  what: { en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' },
  since: {
    en: 'You took this on {time}. The number is still bad: without an answer by {until} others are asked.',
    ja: '{time}に確認いただきましたが、数値はまだ回復していません。{until}までに返答がない場合は、ほかの担当者に通知します。',
    'zh-CN': '您于{time}确认，但指标仍未恢复。若{until}前没有答复，将通知其他负责人。',
  },
  still: { en: 'Still on it', ja: '対応を続けます', 'zh-CN': '仍在处理' },
} satisfies Record<string, Localized>

/** Asks the person who took an alert on whether they still are on it; no answer gives it back to everybody. */
export function alertStillCard(view: AlertView, zone: string): Card {
  const { alert, kpi, place } = view
  const what = fill(texts.what, { kpi: kpi.label, place: place.label })
  const actions = [
    stillAction(`ack ${alert.id}`),
    causeAction(alert),
    snoozeAction(alert),
    resolveAction(alert),
    historyAction(alert),
  ]
  return {
    title: titled(fill(texts.title, { what }), [place]),
    tone: toneOf(alert),
    blocks: [
      { type: 'text', style: 'strong', text: summary(view) },
      { type: 'text', text: since(alert, view.today, zone) },
      { type: 'actions', actions },
    ],
  }
}

/** As `alertStillCard`, for the alerts of a group that one person has; at least one. */
export function groupStillCard(view: AlertGroupView, zone: string): Card {
  const [first] = view.alerts
  const title = fill(texts.title, { what: groupTitle(view) })
  return {
    title: demoTitled(title, view.demo),
    tone: 'warning',
    blocks: [
      ...(first ? [{ type: 'text', text: since(first, view.today, zone) } as const] : []),
      groupTable(view),
      { type: 'actions', actions: [stillAction(`ack group ${view.id}`)] },
    ],
  }
}

function since({ acknowledgedAt, ackUntil, changedAt }: AlertView['alert'], today: Day, zone: string): Localized {
  const time = formatDateTime(acknowledgedAt ?? changedAt, zone, { readOn: today })
  return fill(texts.since, { time, until: formatDateTime(ackUntil ?? changedAt, zone, { readOn: today }) })
}

function stillAction(line: string): Action {
  return { label: texts.still, line, style: 'primary' }
}
