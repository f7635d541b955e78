import type { Block, Card } from '#src/chat/card.ts'
import type { AlertEventKind } from '#src/domain/alerts/alert-life.ts'
import type { Day } from '#src/domain/period/index.ts'
import { formatDateTime, formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { tuneActions } from './alert-actions.ts'
import { type AlertView, alertCard } from './alert-card.ts'
import { nobodyAsked } from './asked-blocks.ts'
import { alertValue } from './finding-lines.ts'
import { type ShownMute, unmuteAction } from './mute-card.ts'

/** A line of an alert's history. `person` is `null` for what the bot did by itself. */
export interface HistoryLine {
  readonly kind: AlertEventKind
  readonly at: Date
  readonly person: string | null
  /** The messenger it came from. */
  readonly via: string | null
  readonly reason: string | null
  /** Names of those who were asked then; empty where that says nothing. */
  readonly people: readonly string[]
  /** What the figure was (infinite where something stands over nothing), and of which day, where figures caused it. */
  readonly figure: { readonly value: number; readonly day: Day } | null
  /** Until when, where it says so. */
  readonly until: Date | null
}

const texts = {
  heading: { en: 'History', ja: '履歴', 'zh-CN': '处理记录' },
  byPerson: {
    en: '{time}: {what} by {who} ({via})',
    ja: '{time}：{what}（{who}、{via}）',
    'zh-CN': '{time}：{what}（{who}，{via}）',
  },
  byItself: { en: '{time}: {what}', ja: '{time}：{what}', 'zh-CN': '{time}：{what}' },
  byFigure: {
    en: '{time}: {what}, {value} on {day}',
    ja: '{time}：{what}（{day}の実績 {value}）',
    'zh-CN': '{time}：{what}（{day}为{value}）',
  },
  because: { en: '{line}: “{reason}”', ja: '{line}：「{reason}」', 'zh-CN': '{line}：“{reason}”' },
  muted: {
    en: 'Muted until {time} by {who}.',
    ja: '{who}さんが{time}までミュートしています。',
    'zh-CN': '已由{who}静音至{time}。',
  },
} satisfies Record<string, Localized>

const kinds: Readonly<Record<string, Localized>> = {
  opened: { en: 'opened', ja: '発生', 'zh-CN': '触发' },
  reopened: { en: 'opened again', ja: '再発', 'zh-CN': '再次触发' },
  worsened: { en: 'got worse', ja: '悪化', 'zh-CN': '恶化' },
  changed: { en: 'value changed', ja: '数値更新', 'zh-CN': '数值变化' },
  acknowledged: { en: 'acknowledged', ja: '確認', 'zh-CN': '确认' },
  reason: { en: 'reason added', ja: '原因を追記', 'zh-CN': '补充原因' },
  resolved: { en: 'back to normal', ja: '回復', 'zh-CN': '恢复' },
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
  escalated: { en: 'escalated to {people}', ja: '{people}さんへエスカレーション', 'zh-CN': '已升级至{people}' },
}

/** What people did has other words than what came about by itself. */
const deeds: Readonly<Record<string, Localized>> = {
  resolved: { en: 'closed', ja: '対応完了', 'zh-CN': '关闭' },
  reopened: { en: 'opened again', ja: '再開', 'zh-CN': '重新打开' },
  snoozed: { en: 'snoozed until {until}', ja: '{until}までスヌーズ', 'zh-CN': '设为{until}再提醒' },
}

/** One alert as its message shows it, with everything that happened to it, and what keeps it quiet. Asks nobody. */
export function alertHistoryCard(
  view: AlertView,
  history: readonly HistoryLine[],
  zone: string,
  mutes: readonly ShownMute[] = [],
): Card {
  const card = alertCard({ ...view, asked: nobodyAsked })
  const items = history.map(line => historyText(line, view, zone))
  const quiet = mutes.map(({ until, by }) => {
    const values = { time: formatDateTime(until, zone, { readOn: view.today }), who: verbatim(by ?? '–') }
    return { type: 'text', text: fill(texts.muted, values) } as const
  })
  const tune = history.some(({ kind }) => kind === 'false_alarm') ? tuneActions(view.alert, view.finding?.kind) : []
  const more = [...tune, ...mutes.map(unmuteAction)]
  const blocks: readonly Block[] = [
    ...card.blocks.slice(0, -1),
    ...quiet,
    { type: 'list', heading: texts.heading, items },
    ...card.blocks.slice(-1),
    ...(more.length > 0 ? [{ type: 'actions', actions: more } as const] : []),
  ]
  return { ...card, blocks }
}

function historyText(line: HistoryLine, view: AlertView, zone: string): Localized {
  const { kpi, alert, today } = view
  const { kind, at, person, via, reason, people, figure, until } = line
  const known = (person !== null && (kind !== 'snoozed' || until) ? deeds[kind] : undefined) ?? kinds[kind]
  const names = {
    people: join(people.map(verbatim)),
    until: until ? formatDateTime(until, zone, { readOn: today }) : '',
  }
  const values = { time: formatDateTime(at, zone, { readOn: today }), what: fill(known ?? verbatim(kind), names) }
  if (person !== null) {
    const said = fill(texts.byPerson, { ...values, who: verbatim(person), via: verbatim(via ?? '–') })
    return reason === null ? said : fill(texts.because, { line: said, reason: verbatim(reason) })
  }
  if (!figure) return fill(texts.byItself, values)
  const sameDay = figure.day === alert.day ? (view.finding?.unbounded ?? view.figure?.unbounded) : undefined
  const value = alertValue({ value: figure.value, currency: alert.currency }, kpi, sameDay)
  return fill(texts.byFigure, { ...values, value, day: formatDay(figure.day, { readOn: today }) })
}
