import { type CellObject, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx'
import Papa from 'papaparse'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { printMargins, printTitles, withPageSetup } from './page-setup.ts'

/** What a file of rows may be. */
const fileFormats = ['csv', 'xlsx'] as const
export type FileFormat = (typeof fileFormats)[number]

/** Whether a word names a format. */
export function isFileFormat(word: string): word is FileFormat {
  return (fileFormats as readonly string[]).includes(word)
}

/** A file that was made. */
export interface MadeFile {
  readonly mediaType: string
  readonly content: Uint8Array
}

type Plain = string | number | boolean | null

/**
 * Tables as a file in a reader's language: CSV in UTF-8 with a mark, as spreadsheets want it, several tables one below the
 * other under their titles; XLSX with a sheet for each. Numbers stay numbers; no text is ever a formula.
 */
export function tableFile(tables: readonly DataTable[], format: FileFormat, locale: Locale): MadeFile {
  return format === 'csv'
    ? { mediaType: 'text/csv; charset=utf-8', content: csv(tables, locale) }
    : {
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        content: workbook(tables, locale),
      }
}

function csv(tables: readonly DataTable[], locale: Locale): Uint8Array {
  const [only] = tables.length === 1 ? tables : []
  const parts = only
    ? [plainRows(only, locale)]
    : tables.map(table => [[inert(table.title[locale])], ...plainRows(table, locale)])
  const text = parts.map(rows => Papa.unparse(rows, { newline: '\r\n' })).join('\r\n\r\n')
  return new TextEncoder().encode(`\uFEFF${text}\r\n`)
}

function workbook(tables: readonly DataTable[], locale: Locale): Uint8Array {
  const book = utils.book_new()
  for (const table of tables) addSheet(book, table, locale)
  book.Workbook = { Names: book.SheetNames.map(printTitles) }
  const written: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
  return withPageSetup(new Uint8Array(written as Buffer)) // what `type: 'buffer'` gives
}

function addSheet(book: WorkBook, table: DataTable, locale: Locale): void {
  const rows = plainRows(table, locale)
  const sheet = utils.aoa_to_sheet(rows.map(row => [...row]))
  showRounded(sheet)
  const range = sheet['!ref']
  if (range !== undefined && rows.length > 1) sheet['!autofilter'] = { ref: range }
  sheet['!margins'] = printMargins
  sheet['!cols'] = table.columns.map((_column, at) => ({ wch: widthOf(rows, at) }))
  utils.book_append_sheet(book, sheet, sheetName(book, table.title[locale] || table.id))
}

/** What a cell shows of a number with decimals, which itself stays as exact as it is. Whole numbers may be references. */
const shownDecimals = '#,##0.00##'
const rounded = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })

function showRounded(sheet: WorkSheet): void {
  for (const [at, cell] of Object.entries<CellObject>(sheet)) {
    if (!at.startsWith('!') && typeof cell.v === 'number' && !Number.isInteger(cell.v)) cell.z = shownDecimals
  }
}

/** Characters that a column is wide, by its first rows (judgement: long texts are cut, not the whole sheet). */
function widthOf(rows: readonly (readonly Plain[])[], at: number): number {
  const widths = rows.slice(0, 200).map(row => [...shownText(row[at] ?? '')].reduce(wider, 0))
  return Math.min(48, Math.max(8, ...widths) + 2)
}

function shownText(value: NonNullable<Plain>): string {
  return typeof value === 'number' && !Number.isInteger(value) ? rounded.format(value) : String(value)
}

function wider(width: number, character: string): number {
  return width + (character > '\u2e80' ? 2 : 1)
}

/** Names of sheets have at most 31 characters, none of `[]:*?/\`, and are different without regard to case. */
function sheetName(book: WorkBook, title: string): string {
  const plain =
    title
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet'
  const taken = new Set(book.SheetNames.map(name => name.toLowerCase()))
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? plain : `${plain.slice(0, 27)} ${at}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

function plainRows(table: DataTable, locale: Locale): Plain[][] {
  const head = table.columns.map(column => inert(column.label[locale]))
  return [head, ...table.rows.map(row => row.map(value => plainValue(value, locale)))]
}

function plainValue(value: DataValue, locale: Locale): Plain {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value === null || typeof value === 'boolean') return value
  return inert(typeof value === 'string' ? value : value[locale])
}

/** The most characters of a cell that spreadsheets take. */
const cellCharacters = 32_767

/**
 * Text that a spreadsheet would take for a formula is only text (OWASP, CSV injection: `=`, `+`, `-`, `@`, tab, line ends,
 * and the same signs in full width), also behind blanks. A plain number written as text does nothing and stays.
 */
function inert(text: string): string {
  const risky = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) && !/^[+-]?\d+(\.\d+)?%?$/.test(text)
  const kept = text.length > cellCharacters - 1 ? `${text.slice(0, cellCharacters - 2)}…` : text
  return risky ? `'${kept}` : kept
}
