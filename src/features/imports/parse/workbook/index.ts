import {
  type Cell,
  type CellGap,
  isBlank,
  type Table,
  type TableRow,
  textOf,
} from '#src/features/imports/parse/table.ts'
import { nameStores } from '#src/features/imports/words/sheet-names.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { CellContext } from './cell.ts'
import { readShared, readWorkbook, type SheetEntry } from './parts.ts'
import { createMergedFinder, type SheetReading, sheetRows } from './sheet.ts'
import { openZip, type ZipSource } from './zip.ts'

/** How surely a row names the columns of a file; 0: it does not. */
export type HeaderScore = (cells: readonly Cell[], sheet: string) => number

/** Sheets and rows that are looked at to find names of columns, and gaps that are kept (judgement). */
const sheetsToTry = 60
const rowsToTry = 30
const keptGaps = 200

/**
 * Opens a workbook: the sheet whose columns are known best, together with all others that have the same columns (one
 * sheet per month). A copy of a sheet is not read twice; sheets that are not read are named.
 * @throws ZipProblem or XmlProblem when it cannot be read
 */
export async function openXlsx(path: ZipSource, score: HeaderScore): Promise<Table> {
  const book = await readBook(path)
  const looks = await lookAtSheets(path, book, score)
  const chosen = choose(looks)
  const gaps = new Map<string, CellGap>()
  const onGap = (gap: CellGap) => {
    if (gaps.size < keptGaps) gaps.set(`${gap.row}/${gap.column}`, gap)
  }
  let share = 0
  const onShare = (now: number) => {
    share = now
  }
  const rest = looks.filter(look => look.rows > 0 && !chosen.includes(look))
  const copies = rest.filter(look => chosen.some(one => one.sample === look.sample))
  const table = (column: number | null): Table => ({
    format: 'xlsx',
    encoding: null,
    separator: null,
    sheet: chosen[0]?.sheet.name ?? null,
    sheets: chosen.filter(look => !hasNoData(look)).map(look => look.sheet.name),
    withSheets: at => table(at),
    rows: () => rowsOf(path, book, chosen, { onGap, onShare, column }),
    share: () => share,
    gaps: () => [...gaps.values()],
    remarks: remarksOn(
      chosen,
      rest.filter(look => !copies.includes(look)),
      copies,
    ),
  })
  return table(null)
}

interface Book {
  readonly sheets: readonly SheetEntry[]
  readonly context: CellContext
  readonly merged: SheetReading['merged']
}

async function readBook(path: ZipSource): Promise<Book> {
  const zip = await openZip(path)
  try {
    const { sheets, since1904 } = await readWorkbook(zip)
    return { sheets, context: { ...(await readShared(zip)), since1904 }, merged: createMergedFinder() }
  } finally {
    zip.close()
  }
}

/** What the beginning of a sheet looks like. */
interface Look {
  readonly sheet: SheetEntry
  /** Rows with something in them, among the first. */
  readonly rows: number
  /** The row that names columns best, and how well. */
  readonly header: string
  readonly headerRow: number
  readonly score: number
  /** The first rows as text, to know a copied sheet. */
  readonly sample: string
}

async function lookAtSheets(
  path: ZipSource,
  { sheets, context, merged }: Book,
  score: HeaderScore,
): Promise<readonly Look[]> {
  const zip = await openZip(path)
  try {
    const looks: Look[] = []
    for (const sheet of sheets.slice(0, sheetsToTry)) {
      let look: Look = { sheet, rows: 0, header: '', headerRow: 0, score: 0, sample: '' }
      for await (const row of sheetRows(zip, sheet.part, { context, merged, onGap: () => {} })) {
        if (isBlank(row.cells)) continue
        const own = score(row.cells, sheet.name)
        if (own > look.score) look = { ...look, header: headerOf(row.cells), headerRow: row.number, score: own }
        look = { ...look, rows: look.rows + 1, sample: `${look.sample}\n${headerOf(row.cells)}` }
        if (look.rows >= rowsToTry) break
      }
      looks.push(look)
    }
    return looks
  } finally {
    zip.close()
  }
}

function headerOf(cells: readonly Cell[]): string {
  return cells
    .map(cell => textOf(cell).toLowerCase())
    .join('\t')
    .trimEnd()
}

/** Visible sheets before hidden ones; of those, the best header, and all with the same. Without any: the first with rows. */
function choose(looks: readonly Look[]): readonly Look[] {
  const filled = looks.filter(look => look.rows > 0)
  const visible = filled.filter(look => !look.sheet.hidden)
  const best = highest(visible) ?? highest(filled)
  if (best) {
    const alike = filled.filter(look => look.header === best.header && look.sheet.hidden === best.sheet.hidden)
    if (nameStores(alike.map(look => look.sheet.name))) return alike // two stores may begin alike
    return alike.filter(
      (look, index) => hasNoData(look) || alike.findIndex(other => other.sample === look.sample) === index,
    )
  }
  return (visible[0] ?? filled[0] ?? looks[0]) ? [visible[0] ?? filled[0] ?? looks[0]].flatMap(look => look ?? []) : []
}

/** A month that has not begun: names of columns alone. */
function hasNoData(look: Look): boolean {
  return look.sample.endsWith(look.header)
}

function highest(looks: readonly Look[]): Look | null {
  let best: Look | null = null
  for (const look of looks) if (look.score > (best?.score ?? 0)) best = look
  return best
}

interface Going {
  readonly onGap: (gap: CellGap) => void
  readonly onShare: (share: number) => void
  /** Where the name of the sheet stands in each row; `null`: nowhere. */
  readonly column: number | null
}

/** Rows of all chosen sheets, one after the other and numbered on, the names of columns once. */
async function* rowsOf(
  path: ZipSource,
  { context, merged }: Book,
  chosen: readonly Look[],
  { onGap, onShare, column }: Going,
): AsyncGenerator<TableRow> {
  const zip = await openZip(path)
  const sizes = new Map(zip.parts.map(part => [part.name.toLowerCase(), part.size]))
  const all = chosen.reduce((sum, { sheet }) => sum + (sizes.get(sheet.part.toLowerCase()) ?? 0), 0)
  let read = 0
  const onBytes = (bytes: number) => {
    read += bytes
    onShare(all > 0 ? Math.min(1, read / all) : 1)
  }
  try {
    let offset = 0
    for (const [index, { sheet, headerRow }] of chosen.entries()) {
      let last = offset
      const found = (gap: CellGap) => onGap({ ...gap, row: gap.row + offset })
      for await (const row of sheetRows(zip, sheet.part, { context, merged, onGap: found, onBytes })) {
        last = row.number + offset
        if (index === 0 || row.number > headerRow) yield { ...inSheet(row, sheet.name, column), number: last }
      }
      offset = last
    }
  } finally {
    zip.close()
  }
}

function inSheet(row: TableRow, name: string, column: number | null): TableRow {
  if (column === null || isBlank(row.cells)) return row
  const cells = [...row.cells.slice(0, column)]
  while (cells.length < column) cells.push(null)
  return { ...row, cells: [...cells, name] }
}

const texts = {
  joined: {
    en: 'Read together, because their columns are the same: sheets {sheets}. Their rows are numbered on.',
    ja: '列が同じため、まとめて読み取ります：シート {sheets}（行番号は通し番号です）。',
    'zh-CN': '列相同，合并读取：工作表 {sheets}（行号连续编号）。',
  },
  left: {
    en: 'Not read, because their columns are other ones: sheets {sheets}. Save such a sheet as a file of its own to import it.',
    ja: '列が異なるため読み取りません：シート {sheets}。取り込むには別のファイルとして保存してください。',
    'zh-CN': '列不同，未读取：工作表 {sheets}。如需导入，请另存为单独的文件。',
  },
  copies: {
    en: 'Not read, because they begin like a sheet that is: sheets {sheets}. They look like copies.',
    ja: '読み取り済みのシートと先頭の行が同じため読み取りません：シート {sheets}（コピーと思われます）。',
    'zh-CN': '开头的行与已读取的工作表相同，未读取：工作表 {sheets}（疑似副本）。',
  },
} satisfies Record<string, Localized>

/** Sheets that are named; judgement. */
const maxNamed = 12

function remarksOn(chosen: readonly Look[], left: readonly Look[], copies: readonly Look[]): readonly Localized[] {
  const names = (looks: readonly Look[]) =>
    join(looks.slice(0, maxNamed).map(({ sheet }) => verbatim(`“${sheet.name}”`)))
  return [
    ...(chosen.length > 1 ? [fill(texts.joined, { sheets: names(chosen) })] : []),
    ...(left.length > 0 ? [fill(texts.left, { sheets: names(left) })] : []),
    ...(copies.length > 0 ? [fill(texts.copies, { sheets: names(copies) })] : []),
  ]
}
