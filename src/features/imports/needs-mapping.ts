import { createHash } from 'node:crypto'
import { nameKey } from '#src/domain/names.ts'
import { UserError } from '#src/errors.ts'
import type { FileKind, Mapping } from '#src/features/imports/columns/columns.ts'
import { type Header, sheetColumn } from '#src/features/imports/columns/header.ts'
import { isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type RoleChoice, roleChoices } from './role-choices.ts'

/** A column whose meaning is asked for. */
export interface ColumnToName {
  readonly name: string
  readonly role: Role | null
  /** The first cells that hold something. */
  readonly samples: readonly string[]
}

const sampleCount = 3
const longestSample = 40
/** Rows that are looked at for samples (judgement). */
const rowsToLook = 50

/** Files with the same names of columns have the same one, whatever their order. */
export function signatureOf(header: Header): string {
  const names = header.cells
    .map(cell => nameKey(textOf(cell)))
    .filter(name => name !== '' && name !== nameKey(sheetColumn))
    .sort()
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}

/** A file whose columns are not understood: with what stands in them, somebody can say what they mean. */
export class NeedsMapping extends UserError {
  readonly columns: readonly ColumnToName[]
  readonly kind: FileKind
  override readonly details: unknown
  /** Of the names of the columns: what is said is kept by it. */
  readonly signature: string

  constructor(text: Localized, columns: readonly ColumnToName[], kind: FileKind, signature: string) {
    super(text)
    this.columns = columns
    this.kind = kind
    this.signature = signature
    this.details = { columns, kind, choices: this.choices }
  }

  static async of(text: Localized, mapping: Mapping, header: Header, table: Table): Promise<NeedsMapping> {
    const samples = await samplesOf(table, header)
    const columns = mapping.columns.flatMap(({ name, role }, index) =>
      name === '' ? [] : [{ name, role, samples: samples[index] ?? [] }],
    )
    return new NeedsMapping(text, columns, mapping.kind, signatureOf(header))
  }

  /** What each column may be told to mean: of both kinds, since the kind may be what was not understood. */
  get choices(): readonly RoleChoice[] {
    const both = [...roleChoices(this.kind), ...roleChoices(this.kind === 'daily' ? 'orders' : 'daily')]
    return both.filter(({ role }, index) => both.findIndex(other => other.role === role) === index)
  }
}

async function samplesOf(table: Table, header: Header): Promise<string[][]> {
  const samples: string[][] = header.cells.map(() => [])
  let rows = 0
  for await (const row of table.rows()) {
    if (row.number <= header.row || row.broken || isBlank(row.cells)) continue
    samples.forEach((found, column) => {
      const text = textOf(row.cells[column])
      if (text !== '' && found.length < sampleCount && !found.includes(text)) found.push(text.slice(0, longestSample))
    })
    if (++rows >= rowsToLook) break
  }
  return samples
}
