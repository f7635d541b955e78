import { nameKey } from '#src/domain/names.ts'
import { type Cell, type Table, type TableRow, textOf } from '#src/features/imports/parse/table.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { columnOf, knownNames, type Mapping, saysWhen } from './columns.ts'
import type { Header } from './header.ts'

const texts = {
  below: {
    en: 'From row {row} on stands another table, which is not read: {columns}. Save it as a file of its own to import it.',
    ja: '{row}行目から別の表があるため、そこから先は読み取りません: {columns}。取り込むには別のファイルとして保存してください。',
    'zh-CN': '第 {row} 行起是另一张表，未读取：{columns}。如需导入，请另存为单独的文件。',
  },
  beside: {
    en: 'Beside the table stands another one, which is not read: {columns}. Save it as a file of its own to import it.',
    ja: '横に別の表があるため、その表は読み取りません: {columns}。取り込むには別のファイルとして保存してください。',
    'zh-CN': '旁边还有另一张表，未读取：{columns}。如需导入，请另存为单独的文件。',
  },
} satisfies Record<string, Localized>

/** The rows of one table of a file. */
export interface OneTable {
  readonly table: Table
  /** What of the sheet is not read, as far as its rows were gone through. */
  readonly warnings: () => readonly Localized[]
}

interface Known {
  readonly header: Header
  readonly mapping: Mapping
}

/**
 * People put several tables on one sheet, one below the other. Where the names of other columns come, the rows below
 * are no rows of this table; where its own come again, they are (pages of a report).
 */
export function oneTable(table: Table, { header, mapping }: Known): OneTable {
  const others = new Map<number, string>()
  const isNames = namesTest(mapping)
  async function* rows(): AsyncGenerator<TableRow> {
    const pages = createPages(header, mapping)
    let own = true
    for await (const row of table.rows()) {
      if (row.number <= header.row || row.broken) {
        if (own) yield row
        continue
      }
      if (isNames(row.cells)) {
        own = pages.goOn(row.cells)
        if (!own) others.set(row.number, listed(row.cells))
        continue
      }
      pages.pass(row.cells)
      if (own) yield row
    }
  }
  const { withSheets } = table
  const again = withSheets && {
    withSheets: (column: number) => oneTable(withSheets(column), { header, mapping }).table,
  }
  const below = () =>
    [...others]
      .sort(([a], [b]) => a - b)
      .map(([row, columns]) => fill(texts.below, { row, columns: verbatim(columns) }))
  return { table: { ...table, ...again, rows }, warnings: () => [...besideOf(header), ...below()] }
}

function besideOf({ beside }: Header): readonly Localized[] {
  return beside ? [fill(texts.beside, { columns: verbatim(listed(beside)) })] : []
}

function listed(cells: readonly Cell[]): string {
  return cells.map(textOf).filter(Boolean).slice(0, 20).join(', ')
}

/**
 * Whether a row holds names of columns: words alone, among them one that says when. Cells in which a row of this table
 * has its day or order number tell most rows at a glance.
 */
function namesTest(mapping: Mapping): (cells: readonly Cell[]) => boolean {
  const leading = (['day', 'order_id', 'order_day'] as const).map(role => columnOf(mapping, role)).filter(at => at >= 0)
  return cells => {
    if (leading.some(column => holdsNumber(cells[column]))) return false
    const filled = cells.filter(cell => textOf(cell) !== '')
    return (
      filled.length > 1 &&
      !filled.some(cell => typeof cell !== 'string' || isNumber(cell)) &&
      filled.some(cell => saysWhen(textOf(cell))) &&
      knownNames(filled) > 1
    )
  }
}

function holdsNumber(cell: Cell | undefined): boolean {
  return typeof cell === 'string' ? /\d/.test(cell) : cell !== null && cell !== undefined
}

function isNumber(text: string): boolean {
  return /^[\s\d.,%+\-–¥￥$€£()]*\d[\s\d.,%+\-–¥￥$€£()]*$/.test(text)
}

/** Tells more pages of a table from other tables of the same columns, such as those of other stores. */
function createPages(header: Header, { columns }: Mapping) {
  const used = columns.flatMap(({ name, role }, column) => (role === null ? [] : [{ key: nameKey(name), column }]))
  const titled = !columns.some(({ role }) => role === ('store' satisfies Role))
  const first = titleKey(header.above.at(-1) ?? '')
  let between = ''
  return {
    /** A row that is none of names: a line with one cell may be the title of what follows. */
    pass(cells: readonly Cell[]) {
      const filled = cells.map(textOf).filter(Boolean)
      if (filled.length === 1 && !/^[\d.,]+$/.test(filled[0] ?? '')) between = titleKey(filled[0] ?? '')
      else if (filled.length > 0) between = ''
    },
    /** Whether what follows below these names belongs to the table. */
    goOn(cells: readonly Cell[]): boolean {
      const same = used.every(({ key, column }) => ['', key].includes(nameKey(textOf(cells[column]))))
      const title = between
      between = ''
      return same && (!titled || title === '' || title === first)
    },
  }
}

/** Titles of pages differ in numbers and days at most. */
function titleKey(text: string): string {
  return nameKey(text).replace(/\d+/g, '')
}
