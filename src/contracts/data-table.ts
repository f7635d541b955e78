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
