import Papa from 'papaparse'
import type { Localized } from '#src/i18n/locale.ts'
import type { TableRow } from './table.ts'

/** Separators that are tried, the most common first. */
export const separators = [',', '\t', ';', '|'] as const

/** Text is parsed in pieces of about so many characters. */
const pieceLength = 16_384

/** A record longer than this is an open quotation mark (judgement: the longest product texts have some 100 kB). */
const longestRecord = 1_048_576

const openQuote: Localized = {
  en: 'A quotation mark is opened and never closed.',
  ja: '引用符（"）が閉じられていません。',
  'zh-CN': '引号未闭合。',
}

const unreadable: Localized = {
  en: 'Some characters cannot be read: the row is damaged or written in another character set.',
  ja: '読み取れない文字があります。行が壊れているか、別の文字コードで書かれています。',
  'zh-CN': '有无法识别的字符：该行已损坏或使用了其他编码。',
}

interface Parsed {
  readonly cells: readonly string[]
  /** Where the next record begins. */
  readonly end: number
  readonly faulty: boolean
}

/** Records of separated text, with flat memory however long it is. An open quotation mark costs its own line only. */
export async function* csvRows(text: AsyncIterable<string>, separator: string): AsyncGenerator<TableRow> {
  const state = { buffer: '', number: 0, newline: '' }
  for await (const piece of text) {
    state.buffer += piece
    if (state.buffer.length < pieceLength) continue
    yield* takeRows(state, separator, false)
  }
  yield* takeRows(state, separator, true)
}

interface State {
  buffer: string
  number: number
  /** `\r` for old Macintosh files, else `\n`. */
  newline: string
}

function* takeRows(state: State, separator: string, last: boolean): Generator<TableRow> {
  if (state.newline === '') state.newline = newlineOf(state.buffer)
  for (;;) {
    const { rows, broken } = parse(state, separator, last)
    for (const row of rows) yield row
    if (!broken) return
    const end = state.buffer.indexOf(state.newline)
    state.buffer = end < 0 ? '' : state.buffer.slice(end + 1)
    state.number++
    yield { number: state.number, cells: [], broken: openQuote }
    if (state.buffer === '') return
  }
}

function newlineOf(text: string): string {
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n'
}

/** Takes complete records off the buffer; `broken` when it now begins with a line that cannot be one. */
function parse(state: State, separator: string, last: boolean): { rows: TableRow[]; broken: boolean } {
  const rows: TableRow[] = []
  let start = 0
  let broken = false
  for (const record of records(state, separator, last)) {
    broken = record.faulty && state.buffer.slice(start, record.end).trimEnd().includes(state.newline)
    if (broken) break
    state.number++
    rows.push(rowOf(state.number, record.cells))
    start = record.end
  }
  state.buffer = state.buffer.slice(start)
  if (!last && start === 0 && state.buffer.length > longestRecord) broken = true
  return { rows, broken }
}

function rowOf(number: number, cells: readonly string[]): TableRow {
  const clean = cells.map(cell => (cell.endsWith('\r') ? cell.slice(0, -1) : cell))
  return clean.some(cell => cell.includes('\ufffd'))
    ? { number, cells: clean, broken: unreadable }
    : { number, cells: clean }
}

function records(state: State, separator: string, last: boolean): readonly Parsed[] {
  const found: Parsed[] = []
  const parser = new Papa.Parser({
    delimiter: separator,
    newline: state.newline as '\n' | '\r',
    step: (result: Papa.ParseStepResult<string[]>) => {
      const [cells] = result.data as unknown as string[][]
      if (cells) found.push({ cells, end: result.meta.cursor, faulty: result.errors.length > 0 })
    },
  })
  parser.parse(state.buffer, 0, !last)
  const final = found.at(-1)
  if (last && final?.cells.length === 1 && final.cells[0] === '') found.pop()
  return found
}

/** The separator with which the first rows have the most columns, preferring where names are known. */
export function separatorOf(sample: string, knownNames: (cells: readonly string[]) => number): string {
  let best = { separator: ',', score: -1 }
  for (const separator of separators) {
    const rows = Papa.parse<string[]>(sample, { delimiter: separator, preview: 30 }).data
    const known = Math.max(0, ...rows.map(knownNames))
    const columns = Math.max(0, ...rows.map(row => row.length))
    const score = known * 1000 + columns
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}
