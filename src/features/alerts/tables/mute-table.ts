import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { ShownMute } from '#src/features/alerts/cards/mute-card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Mutes as rows; without a KPI: every KPI. */
export function muteTable(mutes: readonly ShownMute[]): DataTable {
  return dataTable('mutes', texts.title, columns, mutes)
}

const texts = {
  title: { en: 'Muted', ja: 'ミュート中', 'zh-CN': '静音中' },
  until: { en: 'Until (UTC)', ja: '期限（UTC）', 'zh-CN': '截止时间（UTC）' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<ShownMute>[] = [
  ['id', columnTexts.number, ({ id }) => id],
  ['name', columnTexts.name, ({ kpi }) => kpi],
  ['place', columnTexts.place, ({ place }) => place],
  ['until', texts.until, ({ until }) => until.toISOString()],
  ['by', columnTexts.by, ({ by }) => by],
  ['reason', columnTexts.reason, ({ reason }) => reason],
]
