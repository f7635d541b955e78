import type { Cell, CellGap, TableRow } from '#src/features/imports/parse/table.ts'
import { type CellContext, cellValue, columnOfReference, gapOf, type RawCell } from './cell.ts'
import { type MergedCells, mergedIn } from './merged.ts'
import { readXml } from './xml.ts'
import { type Zip, ZipProblem } from './zip.ts'

/** What is told while a sheet is read. */
export interface SheetReading {
  readonly context: CellContext
  readonly onGap: (gap: CellGap) => void
  /** The merged cells of a sheet. */
  readonly merged: (zip: Zip, part: string) => Promise<MergedCells | null>
  /** Hears of bytes of the part, unpacked. */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** Finds the merged cells of sheets, each once: a sheet is gone through for them, and is read several times. */
export function createMergedFinder(): SheetReading['merged'] {
  const known = new Map<string, MergedCells | null>()
  return async (zip, part) => {
    const found = known.get(part)
    if (found !== undefined) return found
    const stream = await zip.open(part)
    const merged = stream ? await mergedIn(stream) : null
    known.set(part, merged)
    return merged
  }
}

/** Rows of a sheet in their order, read as a stream. Cells that are merged downwards all have the value. */
export async function* sheetRows(zip: Zip, part: string, reading: SheetReading): AsyncGenerator<TableRow> {
  const merged = (await reading.merged(zip, part))?.begin() ?? null
  const stream = await zip.open(part)
  if (!stream) throw new ZipProblem(`no part ${part}`)
  const collector = createCollector(reading)
  for await (const bytes of readXml(stream, collector.handlers)) {
    reading.onBytes?.(bytes)
    for (const row of collector.take()) yield merged ? merged.fill(row) : row
  }
}

interface Collector {
  readonly handlers: Parameters<typeof readXml>[1]
  /** Rows that are complete; each is given once. */
  readonly take: () => readonly TableRow[]
}

function createCollector({ context, onGap }: Pick<SheetReading, 'context' | 'onGap'>): Collector {
  let rows: TableRow[] = []
  let number = 0
  let cells: Cell[] = []
  let cell: RawCell | null = null
  let into: 'value' | 'inline' | null = null
  let phonetic = false
  const openCell = (attributes: Readonly<Record<string, string>>, hasFormula = false): RawCell => ({
    column: columnOfReference(attributes.r ?? '') ?? cells.length,
    type: attributes.t ?? 'n',
    style: Number(attributes.s ?? 0),
    hasFormula,
    value: '',
    inline: '',
  })
  return {
    handlers: {
      open: (name, attributes) => {
        if (name === 'row') {
          number = rowNumber(attributes.r, number)
          cells = []
        } else if (name === 'c') cell = openCell(attributes)
        else if (name === 'f' && cell) cell = { ...cell, hasFormula: true }
        else if (name === 'v') into = 'value'
        else if (name === 'rPh') phonetic = true
        else if (name === 't' && cell && !phonetic) into = 'inline'
      },
      text: text => {
        if (cell && into) cell[into] += text
      },
      close: name => {
        if (name === 'v' || name === 't') into = null
        else if (name === 'rPh') phonetic = false
        else if (name === 'c' && cell) {
          put(cells, cell.column, cellValue(cell, context))
          const gap = gapOf(cell, number)
          if (gap) onGap(gap)
          cell = null
        } else if (name === 'row') rows.push({ number, cells })
      },
    },
    take: () => {
      const complete = rows
      rows = []
      return complete
    },
  }
}

/** Some writers leave the number of a row out: it follows the one before. */
function rowNumber(said: string | undefined, before: number): number {
  const number = Number(said)
  return Number.isSafeInteger(number) && number > before ? number : before + 1
}

function put(cells: Cell[], column: number, value: Cell): void {
  while (cells.length < column) cells.push(null)
  cells[column] = value
}
