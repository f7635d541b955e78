import type { Localized } from '#src/i18n/locale.ts'

/**
 * An answer as rows and columns: what files and programs get. Numbers are as exact as they are stored, money in major
 * units; a column beside them says the unit.
 */
export interface DataTable {
  /** Short name in English: of a sheet, of a part of a file name. */
  readonly id: string
  readonly title: Localized
  readonly columns: readonly DataColumn[]
  readonly rows: readonly (readonly DataValue[])[]
}

/** A column. `id` is the same in every language, for programs. */
export interface DataColumn {
  readonly id: string
  readonly label: Localized
}

/** `null`: not known, or cannot be judged. A number stays a number, a text in several languages is said in the reader's. */
export type DataValue = number | string | boolean | null | Localized

/** A column with what stands in it of each row. */
export type CellOf<Row> = readonly [id: string, label: Localized, value: (row: Row) => DataValue]

/** Things as a table, one row for each. */
export function dataTable<Row>(
  id: string,
  title: Localized,
  columns: readonly CellOf<Row>[],
  rows: readonly Row[],
): DataTable {
  return {
    ...{ id, title },
    columns: columns.map(([columnId, label]) => ({ id: columnId, label })),
    rows: rows.map(row => columns.map(([, , value]) => value(row))),
  }
}
