import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { type Kept, keptLines, privacyTitle } from '#src/features/privacy/cards/privacy-card.ts'

/** What is kept as rows; days where the term is so many, 0: not kept at all. */
export function keptTable(kept: Kept): DataTable {
  return listTable('kept', privacyTitle, keptLines(kept), {
    what: ({ what }) => what,
    key: ({ table }) => table,
    keptDays: ({ term }) => (typeof term === 'number' ? term : null),
    kept: ({ said }) => said,
    count: ({ count }) => count,
    oldestAt: ({ oldest }) => oldest,
  })
}
