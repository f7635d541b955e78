import type { SheetColumn } from '#src/chat/sheets.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

const names = {
  month: { en: 'Month', ja: '月', 'zh-CN': '月份' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  kpi: { en: 'KPI', ja: '指標', 'zh-CN': '指标' },
  unit: { en: 'Unit', ja: '単位', 'zh-CN': '单位' },
  target: { en: 'Target', ja: '目標', 'zh-CN': '目标' },
  actual: { en: 'Actual', ja: '実績', 'zh-CN': '实际' },
  attainment: { en: 'Attainment (1 = 100%)', ja: '達成率（1＝100%）', 'zh-CN': '达成率（1=100%）' },
  wanted: { en: 'New target', ja: '新しい目標', 'zh-CN': '新目标' },
  reason: { en: 'Reason', ja: '理由', 'zh-CN': '理由' },
  result: { en: 'What came of it', ja: '結果', 'zh-CN': '处理结果' },
  key: { en: 'Key (do not change)', ja: 'キー（変更しないでください）', 'zh-CN': '键（请勿修改）' },
} satisfies Record<string, Localized>

/** What a column is about. */
export type ColumnId = keyof typeof names

const numbers: readonly ColumnId[] = ['target', 'actual', 'attainment']
const ids = Object.keys(names) as readonly ColumnId[] // the keys of the record above

/** Names of the columns in the language of whoever asked for the table. */
export function columnNames(locale: Locale): Readonly<Record<ColumnId, string>> {
  return Object.fromEntries(ids.map(id => [id, names[id][locale]])) as Record<ColumnId, string> // one for each id
}

/** The columns of a table; the first one names its rows. */
export function columnsIn(locale: Locale): readonly SheetColumn[] {
  return ids.map(id => ({ name: names[id][locale], kind: numbers.includes(id) ? 'number' : 'text' }))
}
