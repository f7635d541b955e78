import { Parser } from 'htmlparser2'
import { UserError } from '#src/errors.ts'
import { fill } from '#src/i18n/locale.ts'
import { refusals } from './refusals.ts'
import type { Cell, TableRow } from './table.ts'

/** Rows of a table beyond this are not kept (judgement: such files are made by hand or by old shop systems). */
const maxRows = 300_000

/** Cells that are kept, some 100 MB: a page may claim many more than it writes out (judgement). */
const maxCells = 4_000_000
const pageLimit = 50

/** Whether text is a web page or the XML of old Excel, whatever the file is called. */
export function isMarkup(start: string): boolean {
  return /^\s*(?:<\?xml|<!doctype html|<html|<table|<head|<meta|<style|<body|<div|<!--|<(?:\w+:)?workbook)/i.test(start)
}

/**
 * The rows of the largest table of a web page, or of the first sheet with rows of an Excel 2003 XML file. Cells that
 * stretch over several rows or columns stand in each row, and once per row. Empty where there is no table.
 * @throws UserError when it has more cells than are kept
 */
export async function markupRows(text: AsyncIterable<string>): Promise<readonly TableRow[]> {
  const tables = createTables()
  const parser = new Parser(tables.handlers, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  })
  for await (const piece of text) {
    parser.write(piece)
    if (tables.cells() > maxCells) throw new UserError(fill(refusals.tooLarge, { limit: pageLimit }))
  }
  parser.end()
  return tables.largest().map((cells, index) => ({ number: index + 1, cells }))
}

interface Open {
  rows: Cell[][]
  cells: Cell[]
  /** Values that reach down from the rows above: by column, with the rows that remain. */
  down: Map<number, { value: Cell; rows: number }>
  text: string | null
  span: { readonly rows: number; readonly columns: number }
  type: string
}

function createTables() {
  const done: Cell[][][] = []
  const stack: Open[] = []
  const current = () => stack.at(-1)
  let cells = 0
  return {
    cells: () => cells,
    handlers: {
      onopentag(name: string, attributes: Record<string, string>) {
        const tag = bare(name)
        if (tag === 'table') stack.push({ rows: [], cells: [], down: new Map(), text: null, span: one, type: '' })
        const table = current()
        if (!table) return
        if (tag === 'tr' || tag === 'row') skipRows(table, attributes)
        else if (tag === 'td' || tag === 'th' || tag === 'cell') openCell(table, attributes)
        else if (tag === 'data') table.type = attributeOf(attributes, 'type') ?? ''
        else if (tag === 'br' && table.text !== null) table.text += ' '
      },
      ontext(text: string) {
        const table = current()
        if (table?.text != null) table.text += text
      },
      onclosetag(name: string) {
        const tag = bare(name)
        const table = current()
        if (!table) return
        if (cells <= maxCells && (tag === 'td' || tag === 'th' || tag === 'cell')) closeCell(table)
        else if (tag === 'tr' || tag === 'row') cells += closeRow(table)
        else if (tag === 'table') {
          done.push(table.rows)
          stack.pop()
        }
      },
    },
    largest: (): readonly (readonly Cell[])[] => {
      const all = [...done, ...stack.map(table => table.rows)]
      return all.reduce<readonly Cell[][]>((best, rows) => (rows.length > best.length ? rows : best), [])
    },
  }
}

const one = { rows: 1, columns: 1 }

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? attributes[`ss:${name}`]
}

/** Excel leaves out empty rows and says the number of the next. */
function skipRows(table: Open, attributes: Readonly<Record<string, string>>): void {
  table.cells = []
  const index = Number(attributeOf(attributes, 'index'))
  while (Number.isSafeInteger(index) && table.rows.length < Math.min(index - 1, maxRows)) table.rows.push([])
}

function openCell(table: Open, attributes: Readonly<Record<string, string>>): void {
  const index = Number(attributeOf(attributes, 'index'))
  if (Number.isSafeInteger(index)) while (table.cells.length < Math.min(index - 1, maxColumns)) table.cells.push(null)
  const count = (name: string) => Math.min(maxColumns, Math.max(1, Number(attributes[name]) || 1))
  const excel = (name: string) => Math.min(maxColumns, (Number(attributes[`ss:${name}`]) || 0) + 1)
  table.span = {
    rows: Math.max(count('rowspan'), excel('mergedown')),
    columns: Math.max(count('colspan'), excel('mergeacross')),
  }
  table.text = ''
  table.type = ''
}

const maxColumns = 16_384

function closeCell(table: Open): void {
  if (table.text === null) return
  fromAbove(table)
  const value = typedValue(table.text.replace(/\s+/g, ' ').trim(), table.type)
  const column = table.cells.length
  table.cells.push(value)
  for (let i = 1; i < table.span.columns && table.cells.length < maxColumns; i++) table.cells.push(null)
  if (table.span.rows > 1) table.down.set(column, { value, rows: table.span.rows - 1 })
  table.text = null
}

function fromAbove(table: Open): void {
  for (;;) {
    const above = table.down.get(table.cells.length)
    if (!above) return
    const column = table.cells.length
    table.cells.push(above.value)
    if (--above.rows === 0) table.down.delete(column)
  }
}

/** Returns how many cells it has. */
function closeRow(table: Open): number {
  fromAbove(table)
  const { length } = table.cells
  if (table.rows.length < maxRows) table.rows.push(table.cells)
  table.cells = []
  return length
}

function typedValue(text: string, type: string): Cell {
  if (text === '') return null
  if (type === 'Number' && Number.isSafeInteger(Number(text)) === /^-?\d+$/.test(text)) return Number(text)
  if (type === 'DateTime' && !Number.isNaN(Date.parse(`${text}Z`))) return new Date(`${text}Z`)
  return text
}
