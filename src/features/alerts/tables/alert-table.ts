import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { ListedAlert } from '#src/features/alerts/cards/alert-list-card.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Alerts as rows: value and limit in major units, ratios 0–1. */
export function alertTable(alerts: readonly ListedAlert[]): DataTable {
  return dataTable('alerts', texts.title, columns, alerts)
}

const texts = {
  title: { en: 'Alerts', ja: 'アラート', 'zh-CN': '告警' },
  number: { en: 'No.', ja: '番号', 'zh-CN': '编号' },
  severity: { en: 'Severity', ja: '重大度', 'zh-CN': '严重程度' },
  state: { en: 'State', ja: '状態', 'zh-CN': '状态' },
  limit: { en: 'Limit', ja: '基準', 'zh-CN': '标准' },
  since: { en: 'Since', ja: '発生日', 'zh-CN': '起始日' },
  owner: { en: 'Owner', ja: '担当', 'zh-CN': '负责人' },
  takenBy: { en: 'Taken on by', ja: '対応者', 'zh-CN': '处理人' },
  takenAt: { en: 'Taken on at (UTC)', ja: '対応開始（UTC）', 'zh-CN': '确认时间（UTC）' },
  reason: { en: 'Reason', ja: '理由', 'zh-CN': '原因' },
  opened: { en: 'Opened at (UTC)', ja: '発生日時（UTC）', 'zh-CN': '发生时间（UTC）' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<ListedAlert>[] = [
  ['id', texts.number, ({ alert }) => alert.id],
  ['severity', texts.severity, ({ alert }) => alert.severity],
  ['state', texts.state, ({ alert }) => alert.state],
  ['kpi', columnTexts.kpi, ({ kpi }) => kpi.id],
  ['name', columnTexts.name, ({ kpi }) => kpi.label],
  ['key', columnTexts.key, ({ alert }) => alert.place],
  ['place', columnTexts.place, ({ place }) => place],
  ['since', texts.since, ({ alert }) => alert.fromDay],
  ['day', columnTexts.day, ({ alert }) => alert.day],
  ['value', columnTexts.value, ({ alert, kpi }) => numberOf(kpi, alert.currency, alert.value)],
  ['limit', texts.limit, ({ alert, kpi }) => numberOf(kpi, alert.currency, alert.limit)],
  ['unit', columnTexts.unit, ({ alert, kpi }) => unitOf(kpi, alert.currency)],
  ['owner', texts.owner, ({ alert }) => alert.owner?.name ?? null],
  ['acknowledged_by', texts.takenBy, ({ alert }) => alert.acknowledgedBy?.name ?? null],
  ['acknowledged_at', texts.takenAt, ({ alert }) => alert.acknowledgedAt?.toISOString() ?? null],
  ['reason', texts.reason, ({ alert }) => alert.reason],
  ['opened_at', texts.opened, ({ alert }) => alert.openedAt.toISOString()],
]
