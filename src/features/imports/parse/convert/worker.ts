import { parentPort, workerData } from 'node:worker_threads'
import { type CellObject, read, set_cptable, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { checkOpenDocument, type OpenGap } from './open-document.ts'
import { TooManyCells } from './too-many-cells.ts'

/** Turns an old Excel, binary Excel or OpenDocument workbook into XLSX. Runs alone in a thread of bounded memory. */
async function convert(bytes: Uint8Array): Promise<Uint8Array> {
  set_cptable(codePages)
  const gaps = isOpenDocument(bytes) ? await checkOpenDocument(Buffer.from(bytes)) : []
  const book = readBook(bytes)
  for (const sheet of Object.values(book.Sheets)) tighten(sheet)
  markUncomputed(book)
  keepLeadingZeros(book)
  markGaps(book, gaps)
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
}

/** With its formulas, which tell cells that were never computed; without them where they cannot be understood. */
function readBook(bytes: Uint8Array): WorkBook {
  const options = { type: 'buffer', cellNF: true, cellText: true, cellHTML: false } as const
  try {
    return read(bytes, { ...options, cellFormula: true })
  } catch {
    return read(bytes, { ...options, cellFormula: false })
  }
}

/**
 * Formulas are written as such where they have no value. Of a workbook that was never computed none has: programs write
 * an empty text for each (MS-XLS 2.5.133); where others have one, an empty text is what the formula came to.
 */
function markUncomputed({ Sheets }: WorkBook): void {
  const formulas = Object.values(Sheets).flatMap(sheet =>
    (Object.entries(sheet) as [string, CellObject][])
      .filter(([place, cell]) => !place.startsWith('!') && cell.f !== undefined)
      .map(([place, cell]) => ({ sheet, place, cell })),
  )
  const isEmpty = ({ cell: { v } }: (typeof formulas)[number]) => v === undefined || v === ''
  const never = formulas.every(isEmpty)
  for (const { sheet, place, cell } of formulas) {
    if (cell.v === undefined || (never && cell.v === '')) sheet[place] = { t: 'z', f: '0' }
    else delete cell.f
  }
}

/** The first part of an OpenDocument file says what it is, unpacked (OpenDocument 1.3 part 2, 3.3). */
function isOpenDocument(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  return (
    start.startsWith('PK') && (start.includes('opendocument') || start.includes('mimetype') || !start.includes('.bin'))
  )
}

/**
 * A sheet may say that it reaches to the last row and column of the program, with some cells in it: what has no cell is
 * not written. @throws TooManyCells
 */
function tighten(sheet: WorkSheet): void {
  let [row, column, count] = [0, 0, 0]
  for (const place of Object.keys(sheet)) {
    if (place.startsWith('!')) continue
    const { r, c } = utils.decode_cell(place)
    row = Math.max(row, r)
    column = Math.max(column, c)
    if (++count > TooManyCells.most) throw new TooManyCells()
  }
  if ((row + 1) * (column + 1) > TooManyCells.most * 10) throw new TooManyCells()
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: row, c: column } })
}

/** A number that is shown with zeros in front is a name: where no format says so, the text that was shown does. */
function keepLeadingZeros({ Sheets }: WorkBook): void {
  for (const sheet of Object.values(Sheets)) {
    for (const [place, cell] of Object.entries(sheet) as [string, CellObject][]) {
      if (place.startsWith('!') || cell.t !== 'n' || typeof cell.w !== 'string') continue
      if (/^0\d+$/.test(cell.w)) sheet[place] = { t: 's', v: cell.w }
    }
  }
}

/** Numbers of errors in a workbook (MS-XLS 2.5.10 Bes); others become `#N/A`. */
const errors: Readonly<Record<string, number>> = {
  '#NULL!': 0x00,
  '#DIV/0!': 0x07,
  '#VALUE!': 0x0f,
  '#REF!': 0x17,
  '#NAME?': 0x1d,
  '#NUM!': 0x24,
  '#N/A': 0x2a,
}

/** Cells that lack their value are written as such, so that they are told like those of an XLSX file. */
function markGaps({ Sheets }: WorkBook, gaps: readonly OpenGap[]): void {
  for (const { sheet, row, column, error } of gaps) {
    const cells = Sheets[sheet]
    if (!cells) continue
    const code = errors[error ?? ''] ?? 0x2a
    const place = utils.encode_cell({ r: row, c: column })
    cells[place] = error === null ? { t: 'z', f: '0' } : { t: 'e', v: code, w: error }
  }
}

try {
  parentPort?.postMessage({ bytes: await convert(workerData as Uint8Array) })
} catch (error) {
  if (error instanceof TooManyCells) parentPort?.postMessage({ tooMany: true })
  else parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
}
