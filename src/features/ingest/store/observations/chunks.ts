import type { PreparedRow } from './prepare.ts'

/** Rows in one statement: large enough to be fast, small enough to stay in memory (judgement, measured). */
const chunkSize = 4000

/** Cuts rows into chunks that never part the rows of one store and day. */
export function* chunksByDay(rows: readonly PreparedRow[]): Generator<readonly PreparedRow[]> {
  let start = 0
  for (let end = 1; end <= rows.length; end++) {
    const row = rows[end]
    const last = rows[end - 1]
    const parts = row === undefined || row.storeId !== last?.storeId || row.day !== last.day
    if (parts && (end - start >= chunkSize || end === rows.length)) {
      yield rows.slice(start, end)
      start = end
    }
  }
}
