import type { Readable } from 'node:stream'
import type { Cell, TableRow } from '#src/features/imports/parse/table.ts'
import { columnOfReference } from './cell.ts'

/** Cells of a sheet that are merged downwards. */
export interface MergedCells {
  /** Begins at the first row of the sheet. */
  readonly begin: () => {
    /** The row with the values of the cells above that reach down to it. Rows must come in their order. */
    readonly fill: (row: TableRow) => TableRow
  }
}

interface Span {
  readonly column: number
  readonly from: number
  readonly to: number
}

/** A sheet with more merged cells than this is read without them (judgement). */
const maxSpans = 200_000

/**
 * Finds merged cells. They stand behind the rows of a sheet, so the part is looked through once more, as text. Cells
 * that are merged sideways are titles and stay alone. `null` where nothing is merged downwards.
 */
export async function mergedIn(stream: Readable): Promise<MergedCells | null> {
  const spans: Span[] = []
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of stream) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
      const text = bytes.includes('mergeCell') ? bytes.toString('latin1') : '' // mostly there is none
      for (const [, from = '', to = ''] of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
        const span = spanOf(from, to)
        if (span && spans.length < maxSpans) spans.push(span)
      }
      const open = bytes.lastIndexOf('<')
      rest = open >= 0 && bytes.indexOf('>', open) < 0 ? bytes.subarray(open, open + 1_000) : Buffer.alloc(0)
    }
  } finally {
    stream.destroy()
  }
  return spans.length > 0 ? filler(spans) : null
}

function spanOf(from: string, to: string): Span | null {
  const column = columnOfReference(from)
  const [first, last] = [from, to].map(reference => Number(reference.replace(/^[A-Z]+/, '')))
  if (column === null || !first || !last || last <= first) return null
  return { column, from: first, to: last }
}

function filler(spans: readonly Span[]): MergedCells {
  const begins = new Map<number, Span[]>()
  for (const span of spans) {
    const others = begins.get(span.from)
    if (others) others.push(span)
    else begins.set(span.from, [span])
  }
  return { begin: () => createFiller(begins) }
}

function createFiller(begins: ReadonlyMap<number, readonly Span[]>) {
  const running = new Map<number, { readonly span: Span; readonly value: Cell }>()
  return {
    fill: (row: TableRow): TableRow => {
      const cells = [...row.cells]
      for (const { span, value } of running.values()) {
        if (span.to < row.number) {
          running.delete(span.column)
          continue
        }
        while (cells.length <= span.column) cells.push(null)
        cells[span.column] ??= value
      }
      for (const span of begins.get(row.number) ?? []) {
        const value = row.cells[span.column] ?? null
        if (reachesDown(value)) running.set(span.column, { span, value })
      }
      return { ...row, cells }
    },
  }
}

/** An amount that is merged over rows is one for all of them: it must not count for each. Long numbers are names. */
function reachesDown(value: Cell): boolean {
  return typeof value !== 'number' ? value !== null : Number.isInteger(value) && value >= 100_000_000
}
