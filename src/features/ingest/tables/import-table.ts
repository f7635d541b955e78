import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { ShownImport } from '#src/features/ingest/cards/sources-card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Files that were read, as rows. */
export function importTable(imports: readonly ShownImport[]): DataTable {
  return listTable('imports', title, imports, {
    id: ({ id }) => id,
    file: ({ fileName }) => fileName,
    state: ({ state }) => state,
    at: ({ appliedAt }) => appliedAt,
    rows: ({ rowsRead, rowsSkipped }) => rowsRead - rowsSkipped,
    skippedRows: ({ rowsSkipped }) => rowsSkipped,
  })
}

const title: Localized = { en: 'Imported files', ja: '取込ファイル', 'zh-CN': '导入的文件' }
