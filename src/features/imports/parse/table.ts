import type { Localized } from '#src/i18n/locale.ts'

/** What stands in a cell. Dates of a workbook are wall-clock times written as UTC. */
export type Cell = string | number | boolean | Date | null

/** A row of a file; `number` counts from 1 as a spreadsheet shows it. */
export interface TableRow {
  readonly number: number
  readonly cells: readonly Cell[]
  /** Set where the row could not be read at all. */
  readonly broken?: Localized
}

/** A file whose format is known: rows can be read as often as needed, a few at a time. */
export interface Table {
  readonly format: 'csv' | 'xlsx' | 'html'
  /** Label of the character set; `null` for workbooks. */
  readonly encoding: string | null
  /** `,`, tab, `;` or `|`; `null` for workbooks. */
  readonly separator: string | null
  /** Name of the sheet; absent where there is none. */
  readonly sheet?: string | null
  /** Names of all sheets that are read together, and the same table with a column that holds each row's sheet. */
  readonly sheets?: readonly string[]
  readonly withSheets?: (column: number) => Table
  readonly rows: () => AsyncGenerator<TableRow>
  /** What cells lacked that were read so far, the first ones: formulas without a value, errors. Workbooks only. */
  readonly gaps?: () => readonly CellGap[]
  /** How much of the bytes the rows given last have gone through, 0–1; absent where nobody counts. */
  readonly share?: () => number
  /** What the reader should know of how the file was opened, such as sheets that are not read. */
  readonly remarks?: readonly Localized[]
}

/** A cell without a value: its formula was never computed (`error` is `null`), or came out as one such as `#N/A`. */
export interface CellGap {
  readonly row: number
  /** Counts from 0. */
  readonly column: number
  readonly error: string | null
}

/** Whether there is nothing in a row. */
export function isBlank(cells: readonly Cell[]): boolean {
  return cells.every(cell => cell === null || (typeof cell === 'string' && cell.trim() === ''))
}

/** A cell as text, trimmed; numbers without exponent and without the noise of binary fractions. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return plainText(cell)
  if (typeof cell === 'number') return decimalOf(cell)
  if (typeof cell === 'boolean') return String(cell)
  return Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
}

/** Programs write `="0123"` or `'0123` so that a spreadsheet takes digits for text. */
function plainText(cell: string): string {
  const text = (cell.includes('\0') ? cell.replaceAll('\0', '') : cell).trim()
  const first = text.charCodeAt(0)
  if (first !== 0x3d && first !== 0x27 && first !== 0x60) return text // neither of = ' `
  if (text.startsWith('="') && text.endsWith('"') && text.length > 2) return text.slice(2, -1).trim()
  return /^['`]\d/.test(text) ? text.slice(1) : text
}

/** Spreadsheets compute with 15 significant digits; what stands behind is noise of the binary fraction. */
const significantDigits = 15

/** A number of a workbook as a plain decimal. */
export function decimalOf(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isSafeInteger(value)) return String(value) // order numbers of 16 digits
  const short = Number(value.toPrecision(significantDigits))
  const text = String(short)
  return text.includes('e') ? short.toFixed(short < 1 && short > -1 ? 20 : 0).replace(/\.?0+$/, '') : text
}
