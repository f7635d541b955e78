import type { ImportPreview } from '#src/features/imports/index.ts'

/** A small export in the header of the real one, and what it comes to. */
export interface ExportCase {
  /** Of the format that must recognise it. */
  readonly id: string
  /** What is special about it. */
  readonly about: string
  readonly market: string
  readonly fileName: string | undefined
  readonly day: string | undefined
  readonly separator: string
  /** Lines above the header, and below the rows. */
  readonly above: readonly string[]
  readonly below: readonly string[]
  readonly header: readonly string[]
  /** Cells by column; others are empty. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** `2026-01-05` or `2026-01-05 SKU-1` → its figures, in the order of their names. */
  readonly gives: Readonly<Record<string, string>>
}

const unescaped = (text: string) =>
  text.replace(/\\([nt\\])/g, (_all, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? '\\')

/** Cases as they stand in a text: a line `== format: about`, then lines that start with what they say. */
export function readExports(text: string): readonly ExportCase[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map(block => {
      const [title = '', ...lines] = block.split('\n')
      const all = (word: string) =>
        lines.filter(line => line === word || line.startsWith(`${word} `)).map(line => line.slice(word.length + 1))
      const one = (word: string) => all(word)[0]
      const [id = '', ...about] = title.split(': ')
      const separator = one('separator') ?? ','
      return {
        id,
        about: about.join(': '),
        market: one('market') ?? '',
        fileName: one('file'),
        day: one('day'),
        separator: separator === 'tab' ? '\t' : separator,
        above: all('above').map(unescaped),
        below: all('below').map(unescaped),
        header: (one('header') ?? '').split(' | ').map(name => name.trim()),
        rows: all('row').map(cellsOf),
        gives: Object.fromEntries(all('gives').map(wanted)),
      }
    })
}

function cellsOf(row: string): Record<string, string> {
  const cells = row.split(' | ').filter(cell => cell !== '')
  return Object.fromEntries(
    cells.map(cell => [cell.slice(0, cell.indexOf('=')), unescaped(cell.slice(cell.indexOf('=') + 1))]),
  )
}

function wanted(line: string): readonly [string, string] {
  const [key = '', figures = ''] = line.split(': ')
  return [key, sorted(figures.split(', '))]
}

function sorted(figures: readonly string[]): string {
  return [...figures].sort().join(', ')
}

/** How a file may be written without meaning anything else. */
export const spellings = [
  'as it is',
  'columns turned round, one more',
  'with a byte order mark',
  'with CRLF, quoted',
] as const

/** The export as a file. */
export function textOf(one: ExportCase, spelling: (typeof spellings)[number]): string {
  const columns = spelling === 'columns turned round, one more' ? [...one.header].reverse().concat('Memo') : one.header
  const quote = (cell: string) =>
    spelling === 'with CRLF, quoted' || /[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const line = (cells: readonly string[]) => cells.map(quote).join(one.separator)
  const rows = one.rows.map(row => line(columns.map(name => row[name] ?? '')))
  const end = spelling === 'with CRLF, quoted' ? '\r\n' : '\n'
  const mark = spelling === 'with a byte order mark' ? '\uFEFF' : ''
  return `${mark}${[...one.above, line(columns), ...rows, ...one.below].join(end)}${end}`
}

/** What a preview comes to, in the form of `ExportCase.gives`. */
export function figuresOf({ days }: ImportPreview): Record<string, string> {
  return Object.fromEntries(
    days.map(row => [
      `${row.day} ${row.sku}`.trim(),
      sorted(Object.entries(row.figures).map(([id, value]) => `${id} ${value}`)),
    ]),
  )
}
