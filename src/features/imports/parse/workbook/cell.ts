import { Big } from 'big.js'
import type { Cell, CellGap } from '#src/features/imports/parse/table.ts'
import type { SharedParts } from './parts.ts'

/** A cell as it stands in a sheet. */
export interface RawCell {
  /** Column, counting from 0. */
  readonly column: number
  readonly type: string
  readonly style: number
  readonly hasFormula: boolean
  /** Text of its value; empty where there is none. */
  value: string
  /** Text that stands in the cell itself. */
  inline: string
}

/** What the numbers and texts of cells mean. */
export interface CellContext extends SharedParts {
  readonly since1904: boolean
}

/** The value of a cell; what cannot have one is `null`. */
export function cellValue(raw: RawCell, context: CellContext): Cell {
  const { type, value } = raw
  if (type === 'inlineStr') return raw.inline
  if (value === '') return type === 'str' ? '' : null
  switch (type) {
    case 's':
      return context.strings.at(Number(value))
    case 'str':
      return value
    case 'b':
      return value === '1' || value === 'true'
    case 'e':
      return null
    case 'd':
      return dateOfIso(value)
    default:
      return numberOf(raw, context)
  }
}

/** What a cell lacks; `null` for one that is whole. */
export function gapOf({ type, value, column, hasFormula }: RawCell, row: number): CellGap | null {
  if (hasFormula && value === '' && type !== 'str') return { row, column, error: null }
  return type === 'e' ? { row, column, error: value || '#N/A' } : null
}

function numberOf({ value, style }: RawCell, { styles, since1904 }: CellContext): Cell {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const kind = styles[style] ?? 'number'
  if (typeof kind === 'object') return Number.isSafeInteger(number) && number >= 0 ? masked(number, kind.mask) : number
  if (kind === 'date' && number >= 1 && number < lastSerial) return dateOfSerial(number, since1904)
  if (kind !== 'number' && number >= 0 && number < 1) return timeOf(number)
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? new Big(value).toFixed() : number
}

/** The digits as the mask shows them: `42` in `00000` is `00042`. */
function masked(number: number, mask: string): string {
  const digits = [...String(number)]
  const shown = [...mask].reverse().map(sign => (sign === '0' ? (digits.pop() ?? '0') : sign))
  return `${digits.join('')}${shown.reverse().join('')}`
}

/** 31 December 9999, the last day that Excel knows. */
const lastSerial = 2_958_466
const dayMs = 86_400_000

/**
 * Days since 1900 as Excel counts them, which takes 1900 for a leap year (ECMA-376 part 1, 18.17.4.1), or since 1904;
 * rounded to the second, because binary fractions miss it.
 */
function dateOfSerial(serial: number, since1904: boolean): Date {
  const days = since1904 ? serial : serial < 60 ? serial + 1 : serial
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return new Date(start + Math.round((days * dayMs) / 1000) * 1000)
}

function timeOf(share: number): string {
  return new Date(Math.round((share * dayMs) / 1000) * 1000).toISOString().slice(11, 19)
}

function dateOfIso(value: string): Cell {
  const date = new Date(
    /[zZ]|[+-]\d\d:\d\d$/.test(value) ? value : `${value}${value.includes('T') ? '' : 'T00:00:00'}Z`,
  )
  return Number.isNaN(date.getTime()) ? value : date
}

/** The column of a reference such as `AB12`, counting from 0; `null` without letters. */
export function columnOfReference(reference: string): number | null {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~0x20
    if (code < 65 || code > 90) break
    column = column * 26 + (code - 64)
  }
  return at === 0 || column > maxColumns ? null : column - 1
}

/** Columns of a sheet in Excel. */
const maxColumns = 16_384

/** How a spreadsheet names a column: 0 is `A`. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? columnLetters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}
