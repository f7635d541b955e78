import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Procedure } from '#src/features/procedures/store/procedures.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** A procedure with the names of its KPI and place. */
export type ListedProcedure = Procedure & { readonly kpi: Localized; readonly label: Localized }

/** Procedures as rows. */
export function procedureTable(procedures: readonly ListedProcedure[]): DataTable {
  return dataTable('procedures', texts.title, columns, procedures)
}

const texts = {
  title: { en: 'Procedures', ja: '手順書', 'zh-CN': '操作流程' },
  name: { en: 'Title', ja: 'タイトル', 'zh-CN': '标题' },
  url: { en: 'Address', ja: 'URL', 'zh-CN': '网址' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<ListedProcedure>[] = [
  ['kpi', columnTexts.kpi, ({ kpiId }) => kpiId],
  ['name', columnTexts.name, ({ kpi }) => kpi],
  ['key', columnTexts.key, ({ place }) => place],
  ['place', columnTexts.place, ({ label }) => label],
  ['title', texts.name, ({ title }) => title],
  ['url', texts.url, ({ url }) => url],
]
