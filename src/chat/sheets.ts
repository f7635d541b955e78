/** What a cell holds: numbers as numbers; `null` is no number, an empty text no text. */
export type SheetValue = string | number | null

/** Cells by the name of their column. */
export type SheetCells = Readonly<Record<string, SheetValue>>

/** A column; its name stays as it was made. */
export interface SheetColumn {
  readonly name: string
  readonly kind: 'text' | 'number'
}

/** A row as it stands there. */
export interface SheetRow {
  readonly id: string
  readonly cells: SheetCells
  /** The platform's id of the person who changed it last; `null`: the platform does not say, or it was the bot. */
  readonly editor: string | null
}

/** Where a table stands: for the messenger, and for people. */
export interface SheetAddress {
  readonly ref: string
  readonly url: string
}

/** A table to be made, for somebody who may change everything in it. */
export interface NewSheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** The platform's id of the person. */
  readonly owner: string
}

/** Tables of a platform that people edit together, such as 多维表格. All methods throw `TransportError`. */
export interface Sheets {
  create(sheet: NewSheet, signal: AbortSignal): Promise<SheetAddress>
  /** All rows. */
  read(ref: string, signal: AbortSignal): Promise<readonly SheetRow[]>
  add(ref: string, rows: readonly SheetCells[], signal: AbortSignal): Promise<void>
  /** Changes the cells that are named; others stay. */
  change(ref: string, rows: readonly Pick<SheetRow, 'id' | 'cells'>[], signal: AbortSignal): Promise<void>
  remove(ref: string, ids: readonly string[], signal: AbortSignal): Promise<void>
}

/** Parts of a list, each with at most so many. */
export function batchesOf<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most))
}
