import { goalText } from '#src/cards/figure-cells.ts'
import { heldList } from '#src/cards/held-lines.ts'
import { words } from '#src/cards/words.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ShownHeld } from '#src/domain/rules/held.ts'
import { formatCount, formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { alertValue } from './finding-lines.ts'

/** An alert as a list shows it. */
export interface ListedAlert {
  readonly alert: Alert
  readonly kpi: Kpi
  readonly place: Localized
  /** What stands over nothing, where its value is beyond every bound. */
  readonly unbounded?: Unbounded | undefined
}

const texts = {
  title: { en: 'Alerts', ja: 'アラート', 'zh-CN': '告警' },
  none: {
    en: 'No open alerts. All good.',
    ja: '未対応のアラートはありません。',
    'zh-CN': '没有未处理的告警，一切正常。',
  },
  some: { en: '{count} not resolved', ja: '未対応{count}件', 'zh-CN': '未解决{count}条' },
  number: { en: 'No.', ja: '番号', 'zh-CN': '编号' },
  what: { en: 'What', ja: '内容', 'zh-CN': '内容' },
  whatIs: { en: '{kpi} · {place}', ja: '{kpi}・{place}', 'zh-CN': '{kpi} · {place}' },
  line: { en: 'Limit', ja: '基準', 'zh-CN': '标准' },
  since: { en: 'Since', ja: '発生日', 'zh-CN': '起始日' },
  who: { en: 'Who', ja: '担当', 'zh-CN': '负责' },
  taken: { en: '{name}, on it', ja: '{name}（対応中）', 'zh-CN': '{name}（处理中）' },
  more: { en: 'and {count} more', ja: 'ほか{count}件', 'zh-CN': '另有{count}条' },
} satisfies Record<string, Localized>

/** Rows of the list, and alerts with a button of their own (judgement: what fits a phone). */
export const listedRows = 15
const maxButtons = 5

/** What is not resolved, the most severe first, and what events held back. */
export function alertListCard(alerts: readonly ListedAlert[], today: Day, held: readonly ShownHeld[] = []): Card {
  if (alerts.length === 0)
    return { title: texts.title, tone: 'good', blocks: [{ type: 'text', text: texts.none }, ...heldList(held, today)] }
  const shown = alerts.slice(0, listedRows)
  const rest = alerts.length - shown.length
  const blocks: readonly Block[] = [
    { type: 'text', style: 'strong', text: fill(texts.some, { count: formatCount(alerts.length) }) },
    table(shown, today),
    ...(rest > 0 ? [{ type: 'text', style: 'muted', text: fill(texts.more, { count: rest }) } as const] : []),
    ...heldList(held, today),
    {
      type: 'actions',
      actions: shown.slice(0, maxButtons).map(({ alert }) => ({
        label: verbatim(`#${alert.id}`),
        line: `alerts ${alert.id}`,
      })),
    },
  ]
  const open = alerts.some(({ alert }) => alert.state === 'open')
  return { title: texts.title, tone: open ? 'bad' : 'warning', blocks }
}

function table(alerts: readonly ListedAlert[], today: Day): Block {
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
    rows: alerts.map(({ alert, kpi, place, unbounded }) => [
      { text: verbatim(`#${alert.id}`) },
      { text: fill(texts.whatIs, { kpi: kpi.label, place }) },
      {
        text: alertValue(alert, kpi, unbounded),
        tone: alert.state === 'open' ? alert.severity : 'warning',
      },
      { text: goalText({ value: alert.limit, low: null, high: null }, kpi, alert.currency) ?? words.none },
      { text: formatDay(alert.fromDay, { readOn: today }) },
      { text: whoOf(alert) },
    ]),
  }
}

function whoOf(alert: Alert): Localized {
  if (alert.acknowledgedBy) return fill(texts.taken, { name: verbatim(alert.acknowledgedBy.name) })
  return alert.owner ? verbatim(alert.owner.name) : words.none
}
