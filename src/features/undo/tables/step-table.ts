import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { undoTitle } from '#src/features/undo/cards/undo-card.ts'
import type { UndoStep } from '#src/features/undo/store/steps.ts'

/** Lines that can be taken back, as rows, the newest first. */
export function stepTable(steps: readonly UndoStep[]): DataTable {
  return listTable('changes', undoTitle, steps, {
    id: ({ id }) => id,
    by: ({ personName }) => personName,
    at: ({ at }) => at,
    line: ({ line }) => line,
    endedAt: ({ undoneAt }) => undoneAt,
  })
}
