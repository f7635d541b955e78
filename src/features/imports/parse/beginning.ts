import type { Table, TableRow } from './table.ts'

/** The first rows of a table, for a quick look. */
export interface Beginning {
  readonly table: Table
  /** Whether these rows were all; known once they were read. */
  readonly isAll: () => boolean
}

/** A table that ends after so many rows. */
export function beginningOf(table: Table, most: number): Beginning {
  let more = false
  async function* rows(): AsyncGenerator<TableRow> {
    let count = 0
    for await (const row of table.rows()) {
      if (count++ >= most) {
        more = true
        return
      }
      yield row
    }
  }
  return { table: { ...table, rows }, isAll: () => !more }
}
