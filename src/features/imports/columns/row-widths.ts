import { type Cell, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Header } from './header.ts'

const texts = {
  shorter: {
    en: 'Rows with fewer cells than there are columns: {rows}, the first is row {row}. Their last columns are read as empty; check that nothing is shifted.',
    ja: '列数よりセルが少ない行があります: {rows}行（最初は{row}行目）。末尾の列は空として読み取ります。値がずれていないか確認してください。',
    'zh-CN': '有 {rows} 行的单元格少于列数（第一处为第 {row} 行），末尾的列按空值读取，请确认数据没有错位。',
  },
  longer: {
    en: 'Most rows have more cells than there are names of columns: what stands behind the last name is not read.',
    ja: '多くの行で、列名の数よりセルが多くなっています。最後の列名より右の値は読み取りません。',
    'zh-CN': '多数行的单元格多于列名：最后一个列名之后的内容未读取。',
  },
} satisfies Record<string, Localized>

/** What is wrong with the number of cells of a row. */
export type WidthFault = 'tooManyCells' | 'tooFewCells'

/** How many cells the rows of a text file have, beside the number of its names. */
export interface RowWidths {
  readonly faultOf: (cells: readonly Cell[]) => WidthFault | null
  readonly notes: readonly Localized[]
}

const none: RowWidths = { faultOf: () => null, notes: [] }

/**
 * Goes through the rows of separated text. A value with the separator in it that lacks its quotation marks (`1,234.00`) shifts
 * all that follow, and so does a cell that somebody deleted: the row would be read wrongly, often without anything to
 * see. Where most rows are longer the file is written so, unless a number was cut in two. A program that writes out
 * empty cells at the end of rows does not leave any out, so that a shorter row is damaged; otherwise it may be whole.
 */
export function createRowWidths(table: Table, header: Header) {
  const names = header.cells.length
  const isJudged = table.format === 'csv' && names > 1 && header.beside === undefined
  const seen = { rows: 0, longer: 0, shorter: 0, firstShort: 0, cut: false, writesEmptyEnds: false }
  return {
    add(cells: readonly Cell[], number: number) {
      if (!isJudged) return
      seen.rows++
      if (isShorter(cells, names)) {
        if (seen.shorter++ === 0) seen.firstShort = number
      } else if (isLonger(cells, names)) {
        seen.longer++
        seen.cut ||= hasCutNumber(cells)
      } else if (cells.length >= names && textOf(cells[names - 1]) === '') seen.writesEmptyEnds = true
    },
    finish(): RowWidths {
      const { rows, longer, shorter, firstShort, cut, writesEmptyEnds } = seen
      if (longer + shorter === 0) return none
      const longerIsUsual = longer * 2 > rows && !cut
      const shorterIsRare = shorter * 2 < rows
      const shorterIsFault = shorterIsRare && writesEmptyEnds
      const isUnclear = shorter > 0 && shorterIsRare && !writesEmptyEnds
      return {
        faultOf: cells =>
          shorterIsFault && isShorter(cells, names)
            ? 'tooFewCells'
            : !longerIsUsual && isLonger(cells, names)
              ? 'tooManyCells'
              : null,
        notes: [
          ...(longerIsUsual ? [texts.longer] : []),
          ...(isUnclear ? [fill(texts.shorter, { rows: shorter, row: firstShort })] : []),
        ],
      }
    },
  }
}

/** A line with one cell is a title or a remark. */
function isShorter(cells: readonly Cell[], names: number): boolean {
  return cells.length > 1 && cells.length < names
}

function isLonger(cells: readonly Cell[], names: number): boolean {
  return cells.length > names && cells.slice(names).some(cell => textOf(cell) !== '')
}

/** Whether two neighbours look like `1` and `234.00` of one number. */
function hasCutNumber(cells: readonly Cell[]): boolean {
  return cells.some(
    (cell, at) => /^\D?-?\d{1,3}$/.test(textOf(cell)) && /^\d{3}(?:\.\d{1,2})?$/.test(textOf(cells[at + 1])),
  )
}
