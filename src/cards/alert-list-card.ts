import type { Block, Card, ListBlock } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alert.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { formatCount, formatDateTime, formatDay } from '#src/i18n/format.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { tuneActions } from './alert-actions.ts'
import { type AlertView, alertCard } from './alert-card.ts'
import { nobodyAsked } from './asked-blocks.ts'
import { goalText, showValue } from './figure-cells.ts'
import { heldList, type ShownHeld } from './held-lines.ts'
import { words } from './words.ts'

/** An alert as a list shows it. */
export interface ListedAlert {
  readonly alert: Alert
  readonly kpi: Kpi
  readonly place: Localized
}

/** A line of an alert's history. `person` is `null` for what the bot did by itself. */
export interface HistoryLine {
  readonly kind: string
  readonly at: Date
  readonly person: string | null
  readonly via: string | null
  readonly reason: string | null
  /** Names of those who were asked then; empty where that says nothing. */
  readonly people?: readonly string[]
}

const texts = {
  title: { en: 'Alerts', ja: 'アラート', 'zh-CN': '告警' },
  none: {
    en: 'No open alerts. All good.',
    ja: '未対応のアラートはありません。',
    'zh-CN': '没有未处理的告警，一切正常。',
  },
  some: { en: '{count} not resolved', ja: '未解消{count}件', 'zh-CN': '未解决{count}条' },
  number: { en: 'No.', ja: '番号', 'zh-CN': '编号' },
  what: { en: 'What', ja: '内容', 'zh-CN': '内容' },
  whatIs: { en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' },
  line: { en: 'Limit', ja: '基準', 'zh-CN': '标准' },
  since: { en: 'Since', ja: '発生日', 'zh-CN': '起始日' },
  who: { en: 'Who', ja: '担当', 'zh-CN': '负责' },
  taken: { en: '{name}, on it', ja: '{name}（対応中）', 'zh-CN': '{name}（处理中）' },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}条' },
  history: { en: 'History', ja: '履歴', 'zh-CN': '处理记录' },
  byPerson: {
    en: '{time}: {what} by {who} ({via})',
    ja: '{time}：{what}（{who}、{via}）',
    'zh-CN': '{time}：{what}（{who}，{via}）',
  },
  byItself: { en: '{time}: {what}', ja: '{time}：{what}', 'zh-CN': '{time}：{what}' },
  because: { en: '{line}: “{reason}”', ja: '{line}：「{reason}」', 'zh-CN': '{line}：“{reason}”' },
} satisfies Record<string, Localized>

const kinds: Readonly<Record<string, Localized>> = {
  opened: { en: 'opened', ja: '発生', 'zh-CN': '触发' },
  reopened: { en: 'opened again', ja: '再発', 'zh-CN': '再次触发' },
  worsened: { en: 'got worse', ja: '悪化', 'zh-CN': '恶化' },
  changed: { en: 'value changed', ja: '数値更新', 'zh-CN': '数值变化' },
  acknowledged: { en: 'acknowledged', ja: '確認', 'zh-CN': '确认' },
  reason: { en: 'reason added', ja: '原因を追記', 'zh-CN': '补充原因' },
  resolved: { en: 'resolved', ja: '解消', 'zh-CN': '恢复或关闭' },
  confirmed: { en: 'still on it', ja: '対応継続を確認', 'zh-CN': '确认仍在处理' },
  snoozed: { en: 'snoozed', ja: 'スヌーズ', 'zh-CN': '稍后提醒' },
  unsnoozed: { en: 'snooze taken back', ja: 'スヌーズ解除', 'zh-CN': '取消稍后提醒' },
  woke: { en: 'snooze ended', ja: 'スヌーズ終了', 'zh-CN': '提醒到时' },
  ack_asked: {
    en: 'asked {people} whether they still are on it',
    ja: '{people}さんに対応状況を確認',
    'zh-CN': '询问{people}是否仍在处理',
  },
  ack_expired: { en: 'acknowledgement expired', ja: '確認の有効期限切れ', 'zh-CN': '确认已过期' },
  false_alarm: { en: 'false alarm', ja: '誤報', 'zh-CN': '误报' },
  held: {
    en: 'not announced: another alert explains it',
    ja: '通知保留（上位のアラートに含まれるため）',
    'zh-CN': '未单独通知（已由上级告警说明）',
  },
  muted: { en: 'not announced: muted', ja: '通知なし（ミュート中）', 'zh-CN': '未通知（已静音）' },
  announced: { en: 'announced', ja: '通知', 'zh-CN': '已通知' },
  grouped: { en: 'announced in a group', ja: 'まとめて通知', 'zh-CN': '合并通知' },
  escalated: { en: 'escalated to {people}', ja: '{people}へエスカレーション', 'zh-CN': '已升级至{people}' },
}

/** Rows of the list, and alerts with a button of their own (judgement: what fits a phone). */
const mostRows = 15
const mostButtons = 5

/** What is not resolved, the most severe first, and what events held back. */
export function alertListCard(alerts: readonly ListedAlert[], held: readonly ShownHeld[] = []): Card {
  if (alerts.length === 0)
    return { title: texts.title, tone: 'good', blocks: [{ type: 'text', text: texts.none }, ...heldList(held)] }
  const shown = alerts.slice(0, mostRows)
  const rest = alerts.length - shown.length
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: fill(texts.some, { count: formatCount(alerts.length) }) },
    table(shown),
    ...(rest > 0 ? [{ type: 'text', style: 'muted', text: fill(texts.more, { count: rest }) } as const] : []),
    ...heldList(held),
    {
      type: 'actions',
      actions: shown.slice(0, mostButtons).map(({ alert }) => ({
        label: verbatim(`#${alert.id}`),
        line: `alerts ${alert.id}`,
      })),
    },
  ]
  const open = alerts.some(({ alert }) => alert.state === 'open')
  return { title: texts.title, tone: open ? 'bad' : 'warning', blocks }
}

function table(alerts: readonly ListedAlert[]): Block {
  return {
    type: 'table',
    columns: [
      { label: texts.number },
      { label: texts.what },
      { label: words.value, align: 'end' },
      { label: texts.line, align: 'end' },
      { label: texts.since },
      { label: texts.who },
    ],
    rows: alerts.map(({ alert, kpi, place }) => [
      { text: verbatim(`#${alert.id}`) },
      { text: fill(texts.whatIs, { kpi: kpi.label, place }) },
      {
        text: showValue(alert.value, kpi, alert.currency),
        tone: alert.state === 'open' ? alert.severity : 'warning',
      },
      { text: goalText({ value: alert.limit, low: null, high: null }, kpi, alert.currency) ?? words.none },
      { text: formatDay(alert.fromDay) },
      { text: whoOf(alert) },
    ]),
  }
}

function whoOf(alert: Alert): Localized {
  if (alert.acknowledgedBy) return fill(texts.taken, { name: verbatim(alert.acknowledgedBy.name) })
  return alert.owner ? verbatim(alert.owner.name) : words.none
}

/** One alert as its message shows it, with everything that happened to it. */
export function alertHistoryCard(view: AlertView, history: readonly HistoryLine[], zone: string): Card {
  const card = alertCard({ ...view, asked: nobodyAsked })
  const list: ListBlock = { type: 'list', heading: texts.history, items: history.map(line => historyText(line, zone)) }
  const tune = history.some(({ kind }) => kind === 'false_alarm') ? tuneActions(view.alert) : []
  const more: readonly Block[] = tune.length > 0 ? [{ type: 'actions', actions: tune }] : []
  return { ...card, blocks: [...card.blocks.slice(0, -1), list, ...card.blocks.slice(-1), ...more] }
}

function historyText({ kind, at, person, via, reason, people = [] }: HistoryLine, zone: string): Localized {
  const what = fill(kinds[kind] ?? verbatim(kind), { people: join(people.map(verbatim)) })
  const values = { time: formatDateTime(at, zone), what }
  const line =
    person === null
      ? fill(texts.byItself, values)
      : fill(texts.byPerson, { ...values, who: verbatim(person), via: verbatim(via ?? '–') })
  return reason === null ? line : fill(texts.because, { line, reason: verbatim(reason) })
}
