import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { ShownMapping } from '#src/features/imports/cards/mappings-card.ts'
import type { ExpectedFile } from '#src/features/imports/expected/expected.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What the columns of files mean, a row for each column; without a meaning where nobody has said it yet. */
export function mappingTable(open: ShownMapping | null, kept: readonly ShownMapping[]): DataTable {
  const columns = [...(open ? [open] : []), ...kept].flatMap(file => columnsOf(file))
  return listTable('columns', texts.columns, columns, {
    id: ({ id }) => id,
    file: ({ fileName }) => fileName,
    column: ({ name }) => name,
    meaning: ({ label }) => label,
  })
}

function columnsOf({ id, fileName, columns, meanings }: ShownMapping) {
  const said = new Map(meanings.map(({ name, label }) => [name, label]))
  const names = new Set([...columns.map(({ name }) => name), ...said.keys()])
  return [...names].map(name => ({ id, fileName, name, label: said.get(name) ?? null }))
}

/** Downloads that are expected, as rows; `from` and `to` are the days that the next one holds. */
export function expectedTable(expected: readonly ExpectedFile[]): DataTable {
  return listTable('expected_files', texts.expected, expected, {
    format: ({ format }) => format.label,
    storeId: ({ imported }) => imported.slug,
    store: ({ imported }) => imported.name,
    everyDays: ({ everyDays, off }) => (off ? null : everyDays),
    from: ({ from }) => from,
    to: ({ to }) => to,
    late: ({ late, off }) => late && !off,
  })
}

const texts = {
  columns: { en: 'Columns of files', ja: 'ファイルの列', 'zh-CN': '文件的列' },
  expected: { en: 'Expected downloads', ja: '定期ダウンロード', 'zh-CN': '定期下载的文件' },
} satisfies Record<string, Localized>
