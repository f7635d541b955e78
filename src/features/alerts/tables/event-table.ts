import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { HistoryLine } from '#src/features/alerts/cards/alert-history-card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What happened to an alert, as rows. */
export function alertEventTable(lines: readonly HistoryLine[]): DataTable {
  return listTable('history', title, lines, {
    at: ({ at }) => at,
    what: ({ kind }) => kind,
    by: ({ person }) => person,
    messenger: ({ via }) => via,
    reason: ({ reason }) => reason,
    asked: ({ people }) => people,
    untilAt: ({ until }) => until,
  })
}

const title: Localized = { en: 'History', ja: '経過', 'zh-CN': '经过' }
