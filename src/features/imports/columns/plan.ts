import { nameKey } from '#src/domain/names.ts'
import type { Condition, FormatColumn, KnownFormat } from '#src/features/imports/formats/known-format.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import type { FileKind, Mapping } from './columns.ts'

/** A cell that must say something. */
export interface CellTest {
  readonly column: number
  readonly is: RegExp
}

/** How one column of the file is used. A column may be used more than once, under different conditions. */
export interface Use {
  readonly column: number
  readonly role: Role
  /** See `FormatColumn.per`. */
  readonly per: 'row' | 'unit' | 'order'
  readonly sign: 'as-is' | 'positive' | 'negated'
  /** Exact decimal; `null`: as it stands. */
  readonly scale: string | null
  readonly when: readonly CellTest[]
  /** Column whose text follows after a slash; -1: none. */
  readonly joined: number
  /** Its text is read in small letters. */
  readonly lower: boolean
}

/** Which rows count. */
export interface RowTest {
  readonly column: number
  readonly only: RegExp | null
  readonly not: RegExp | null
  /** What the rows for all parts together say there; others are parts. */
  readonly whole: string | null
}

/** How the rows of a file become figures: what a known format says, or what was guessed and corrected. */
export interface Plan {
  readonly kind: FileKind
  readonly format: KnownFormat | null
  readonly uses: readonly Use[]
  readonly rows: readonly RowTest[]
  /** Sales stand before discounts, which are still to be taken off. */
  readonly takeOff: boolean
  /** Column that splits days into parts one of which is the whole (`デバイス` with すべて): those rows count alone. */
  readonly wholes: readonly number[]
  /** Amounts stand on one line of an order and not on its others. */
  readonly sparse: boolean
  /** Amounts in rows are so many times larger where their name says no unit; `null`: as they stand there. */
  readonly scale: string | null
  /** Columns of `KnownFormat.totalsOf`; `null`: none, or not there. */
  readonly totalsOf: { readonly key: number; readonly part: number } | null
  /** Columns of `KnownFormat.complete`; `null`: days are not counted. */
  readonly complete: { readonly column: number; readonly rows: number } | null
}

/** Where the columns of a format stand in this file; a column that is not there is left out. */
export function usesOf(format: KnownFormat, names: readonly string[]): readonly Use[] {
  const at = finder(names)
  return format.columns.flatMap(column => useOf(column, at))
}

/** Finds the first of several names among the columns; -1: none is there. */
function finder(names: readonly string[]): (wanted: readonly string[]) => number {
  const keys = names.map(nameKey)
  return wanted => {
    for (const name of wanted) {
      const column = keys.indexOf(nameKey(name))
      if (column >= 0) return column
    }
    return -1
  }
}

function useOf(column: FormatColumn, at: (names: readonly string[]) => number): Use[] {
  const index = at(column.names)
  const when = (column.when ?? []).map((condition: Condition) => ({
    column: at(condition.column),
    is: condition.is,
  }))
  if (index < 0 || when.some(test => test.column < 0)) return []
  const { role, per = 'row', sign = 'as-is', scale = null, lower = false } = column
  return [{ column: index, role, per, sign, scale, when, lower, joined: at(column.joined ?? []) }]
}

/** The rules of a format about rows, for the columns that are there. */
export function rowTestsOf(format: KnownFormat, names: readonly string[]): readonly RowTest[] {
  const at = finder(names)
  return (format.rows ?? []).flatMap(({ column, only, not, whole }) => {
    const index = at(column)
    return index < 0 ? [] : [{ column: index, only: only ?? null, not: not ?? null, whole: whole ?? null }]
  })
}

/** How a format tells totals from their parts, and whole days from begun ones. */
function wholeness(format: KnownFormat | null, names: readonly string[]): Pick<Plan, 'totalsOf' | 'complete'> {
  const at = finder(names)
  const [key, part] = [at(format?.totalsOf?.key ?? []), at(format?.totalsOf?.part ?? [])]
  const column = at(format?.complete?.column ?? [])
  return {
    totalsOf: key < 0 || part < 0 ? null : { key, part },
    complete: column < 0 ? null : { column, rows: format?.complete?.rows ?? 1 },
  }
}

/** What one column is used for where nothing but its meaning is known. */
export function plainUse(column: number, role: Role): Use {
  const per = role === 'order_total' ? 'order' : 'row'
  return {
    column,
    role,
    per,
    sign: isCost(role) ? 'positive' : 'as-is',
    scale: null,
    when: [],
    lower: false,
    joined: -1,
  }
}

/** Discounts lower sales whichever sign an export gives them. */
function isCost(role: Role): boolean {
  return role === 'discount'
}

/** How a file is read whose columns mean this. */
export function planOf(mapping: Mapping, format: KnownFormat | null, guess: Partial<Plan> = {}): Plan {
  const names = mapping.columns.map(column => column.name)
  const known = format ? usesOf(format, names) : []
  const uses = mapping.columns.flatMap(({ role }, column) => {
    const own = known.filter(use => use.column === column)
    if (role === null) return []
    return own.some(use => use.role === role) ? own : [plainUse(column, role)]
  })
  const rank = (use: Use) => (known.includes(use) ? known.indexOf(use) : known.length)
  return {
    kind: mapping.kind,
    format,
    // of several columns of one meaning the format says which comes first, not their place in the file
    uses: [...uses].sort((a, b) => rank(a) - rank(b)),
    rows: format ? rowTestsOf(format, names) : [],
    takeOff: format?.discounts === 'to-take-off',
    wholes: [],
    sparse: false,
    scale: null,
    ...wholeness(format, names),
    ...guess,
  }
}
