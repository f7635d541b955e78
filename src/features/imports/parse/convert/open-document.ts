import { readAllXml } from '#src/features/imports/parse/workbook/xml.ts'
import { openZip } from '#src/features/imports/parse/workbook/zip.ts'
import { TooManyCells } from './too-many-cells.ts'

/** A cell of a sheet without a value: its formula was never computed (`error` is `null`), or came out as an error. */
export interface OpenGap {
  readonly sheet: string
  /** Both count from 0. */
  readonly row: number
  readonly column: number
  readonly error: string | null
}

/** Gaps that are kept (judgement). */
const keptGaps = 200

const errorText = /^(#N\/A|#DIV\/0!|#VALUE!|#REF!|#NAME\?|#NUM!|#NULL!|Err:\d+)$/

/**
 * Goes through an OpenDocument sheet as a stream before it is read as a whole: one cell may stand for millions by its
 * counts of repetition (OpenDocument 1.3 part 3, 19.675 and 19.677). Empty ones, with which programs fill a sheet up,
 * count nothing.
 * @throws TooManyCells; ZipProblem or XmlProblem when it cannot be read
 */
export async function checkOpenDocument(bytes: Buffer): Promise<readonly OpenGap[]> {
  const zip = await openZip(bytes)
  try {
    const stream = await zip.open('content.xml')
    const counter = createCounter()
    if (stream) await readAllXml(stream, counter.handlers)
    return counter.gaps
  } finally {
    zip.close()
  }
}

interface OpenCell {
  readonly repeated: number
  readonly formula: boolean
  readonly type: string
  text: string
}

function createCounter() {
  const gaps: OpenGap[] = []
  const at = { sheet: '', row: 0, column: 0, rows: 1, cells: 0, all: 0, inNote: 0 }
  let cell: OpenCell | null = null
  const closeCell = () => {
    if (!cell) return
    const filled = cell.type !== '' || cell.text !== '' || cell.formula
    const text = cell.text.trim()
    const isError = cell.type === 'error' || (cell.formula && errorText.test(text))
    if (isError || (cell.formula && text === '' && cell.type === '')) {
      const error = isError ? text || '#N/A' : null
      if (gaps.length < keptGaps) gaps.push({ sheet: at.sheet, row: at.row, column: at.column, error })
    }
    if (filled) at.cells += cell.repeated
    at.column += cell.repeated
    cell = null
  }
  const closeRow = () => {
    at.all += at.cells * at.rows
    if (at.all > TooManyCells.most) throw new TooManyCells()
    at.row += at.rows
  }
  return {
    gaps,
    handlers: {
      open: (name: string, attributes: Readonly<Record<string, string>>) => {
        if (name === 'table') Object.assign(at, { sheet: attributes.name ?? '', row: 0 })
        else if (name === 'table-row')
          Object.assign(at, { column: 0, cells: 0, rows: times(attributes['number-rows-repeated']) })
        else if (name === 'table-cell' || name === 'covered-table-cell') {
          const type = attributes['value-type'] ?? ''
          const repeated = times(attributes['number-columns-repeated'])
          cell = { repeated, formula: attributes.formula !== undefined, type, text: '' }
        } else if (name === 'annotation') at.inNote++
      },
      text: (text: string) => {
        if (cell && at.inNote === 0) cell.text += text
      },
      close: (name: string) => {
        if (name === 'table-cell' || name === 'covered-table-cell') closeCell()
        else if (name === 'table-row') closeRow()
        else if (name === 'annotation') at.inNote--
      },
    },
  }
}

function times(text: string | undefined): number {
  const number = Number(text ?? 1)
  return Number.isSafeInteger(number) && number > 0 ? number : 1
}
