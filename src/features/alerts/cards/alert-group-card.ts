import { goalText } from '#src/cards/figure-cells.ts'
import { demoTitled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { type Alert, severities } from '#src/domain/alerts/alert.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { MentionedPeople } from '#src/features/people/index.ts'
import { formatCount, formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type Call, callTitle, expired } from './alert-call-card.ts'
import { askedBlocks, nobodyAsked } from './asked-blocks.ts'
import { alertValue, gapText } from './finding-lines.ts'

/** Alerts of one KPI that began together, as far as a channel may hear of them. */
export interface AlertGroupView {
  readonly id: number
  readonly kpi: Kpi
  readonly demo: boolean
  readonly alerts: readonly Alert[]
  /** What stands over nothing, by their numbers, where a value is beyond every bound. */
  readonly overNothing: ReadonlyMap<number, Unbounded>
  /** The day on which the card is made: other years are written. */
  readonly today: Day
  readonly label: (place: string) => Localized
  /** Who is asked; absent: nobody. */
  readonly asked?: MentionedPeople
}

const texts = {
  title: {
    en: '{kpi}: {count} alerts at once',
    ja: '{kpi}：{count}件が同時に発生',
    'zh-CN': '{kpi}：同时触发{count}条告警',
  },
  state: {
    en: '{open} open · {taken} being worked on · {over} over',
    ja: '未対応{open}件・対応中{taken}件・対応完了{over}件',
    'zh-CN': '未处理{open}条 · 处理中{taken}条 · 已恢复{over}条',
  },
  hint: {
    en: 'One cause is likely: check the feed, the platform and shared campaigns first.',
    ja: '共通の原因が考えられます。まずデータ連携・モール側の障害・共通の施策を確認してください。',
    'zh-CN': '很可能是同一原因：请先检查数据源、平台状况和共同的活动。',
  },
  place: { en: 'Where', ja: '対象', 'zh-CN': '对象' },
  line: { en: 'Limit', ja: '基準', 'zh-CN': '标准' },
  gap: { en: 'Gap', ja: '差', 'zh-CN': '差距' },
  since: { en: 'Since', ja: '発生日', 'zh-CN': '起始日' },
  who: { en: 'Who', ja: '担当', 'zh-CN': '负责' },
  taken: { en: '{name}, on it', ja: '{name}（対応中）', 'zh-CN': '{name}（处理中）' },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}条' },
  all: { en: 'Acknowledge all', ja: 'すべて確認', 'zh-CN': '全部确认' },
  list: { en: 'Show all', ja: '一覧を見る', 'zh-CN': '查看全部' },
  allConfirm: {
    en: 'Take on all {count} alerts?',
    ja: '{count}件すべてを確認済みにしますか？',
    'zh-CN': '确认全部{count}条告警？',
  },
} satisfies Record<string, Localized>

/** Rows (judgement: what fits a phone). */
export const groupRows = 10

/** The alerts that the card of a group tells of in a row each: the worst that are not over. */
export function rowsOf(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.filter(alert => alert.state !== 'resolved').slice(0, groupRows)
}

/** Why a group asks for attention anew. */
export type GroupCall = Omit<Call, 'people'>

/** One message for many alerts: how many stand where, the worst of them, and whose they are. */
export function alertGroupCard(view: AlertGroupView, call?: GroupCall): Card {
  const unresolved = view.alerts.filter(alert => alert.state !== 'resolved')
  const open = unresolved.filter(alert => alert.state === 'open')
  const calling = open.length > 0 ? call : undefined
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: stateText(view.alerts) },
    ...(calling?.formerly
      ? [{ type: 'text', text: fill(expired, { name: verbatim(calling.formerly) }) } as const]
      : []),
    ...(open.length > 0 ? askedBlocks(view.asked ?? nobodyAsked, calling?.urgent) : []),
    ...(unresolved.length > 0 ? [tableOf(unresolved, view)] : []),
    ...(unresolved.length > groupRows
      ? [{ type: 'text', style: 'muted', text: fill(texts.more, { count: unresolved.length - groupRows }) } as const]
      : []),
    ...(open.length > 0 ? [{ type: 'text', text: texts.hint } as const] : []),
    { type: 'actions', actions: actions(view, open.length) },
  ]
  const title = fill((calling && callTitle(calling.kind)) ?? verbatim('{what}'), { what: groupTitle(view) })
  return { title: demoTitled(title, view.demo), tone: toneOf(unresolved, open), blocks }
}

/** What a group is about and how many alerts it has. */
export function groupTitle({ kpi, alerts }: AlertGroupView): Localized {
  return fill(texts.title, { kpi: kpi.label, count: formatCount(alerts.length) })
}

/** The worst alerts of a group, a row each. */
export function groupTable(view: AlertGroupView): Block {
  return tableOf(view.alerts, view)
}

function toneOf(unresolved: readonly Alert[], open: readonly Alert[]): Card['tone'] {
  if (unresolved.length === 0) return 'good'
  if (open.length === 0) return 'warning'
  return severities.findLast(severity => open.some(alert => alert.severity === severity)) ?? 'bad'
}

function stateText(alerts: readonly Alert[]): Localized {
  const count = (state: Alert['state']) => formatCount(alerts.filter(alert => alert.state === state).length)
  return fill(texts.state, { open: count('open'), taken: count('acknowledged'), over: count('resolved') })
}

function tableOf(alerts: readonly Alert[], { kpi, label, today, overNothing }: AlertGroupView): Block {
  return {
    type: 'table',
    columns: [
      { label: texts.place },
      { label: words.value, align: 'end' },
      { label: texts.line, align: 'end' },
      { label: texts.gap, align: 'end' },
      { label: texts.since },
      { label: texts.who },
    ],
    rows: alerts.slice(0, groupRows).map(alert => [
      { text: label(alert.place) },
      {
        text: alertValue(alert, kpi, overNothing.get(alert.id)),
        tone: alert.state === 'open' ? alert.severity : 'warning',
      },
      { text: goalText({ value: alert.limit, low: null, high: null }, kpi, alert.currency) ?? words.none },
      { text: gapText(alert, kpi) },
      { text: formatDay(alert.fromDay, { readOn: today }) },
      { text: whoOf(alert) },
    ]),
  }
}

function whoOf({ acknowledgedBy, owner }: Alert): Localized {
  if (acknowledgedBy) return fill(texts.taken, { name: verbatim(acknowledgedBy.name) })
  return owner ? verbatim(owner.name) : words.none
}

function actions({ id, kpi }: AlertGroupView, open: number): readonly Action[] {
  const list: Action = { label: texts.list, line: `alerts ${kpi.id}` }
  const confirm = fill(texts.allConfirm, { count: open })
  return open > 0 ? [{ label: texts.all, line: `ack group ${id}`, style: 'primary', confirm }, list] : [list]
}
