import { nameKey } from '#src/domain/names.ts'
import { UserError } from '#src/errors.ts'
import { kindSaid } from '#src/features/imports/columns/order-or-count.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { fitKind, roleNamed } from './mapping.ts'
import { readMapLine } from './options.ts'
import { findMappingById, findOpenQuestion, type KnownMapping, keepMapping } from './store/import-mappings.ts'
import { texts } from './texts.ts'

/** What was said about the columns of a file, in the words of the program. */
export interface NamedColumns {
  readonly fileName: string
  readonly columns: readonly { readonly name: string; readonly role: Role | null }[]
}

/**
 * Answers the question what the columns of a file mean with a line such as `Umsatz=net_sales; Tag=day`: for the file
 * that was asked about last, or for the one with this number. It is kept for all files with the same columns.
 * @throws UserError when no file is open, no column is called so, or no meaning
 */
export async function nameColumns(db: Db, line: string, by: number | null, id?: number): Promise<NamedColumns> {
  const asked = id === undefined ? await findOpenQuestion(db, by) : await findMappingById(db, id)
  if (!asked) throw new UserError(texts.noQuestion)
  const said = readMapLine(line).map(([column, text]) => ({ name: columnOf(asked, column), role: roleNamed(text) }))
  if (said.length === 0) throw new UserError(fill(texts.badMapLine, { line: verbatim(line) }))
  const kind = kindSaid(said.map(one => one.role)) ?? asked.kind ?? 'daily'
  const columns = said.map(({ name, role }) => ({ name, role: fitKind(name, role, kind) }))
  const mapping = { ...asked.mapping, ...Object.fromEntries(columns.map(({ name, role }) => [name, role])) }
  await keepMapping(db, { ...asked, kind, mapping, by })
  return { fileName: asked.fileName, columns }
}

function columnOf({ columns }: KnownMapping, said: string): string {
  const found = columns.find(({ name }) => name === said) ?? columns.find(({ name }) => nameKey(name) === nameKey(said))
  if (found) return found.name
  const names = columns.map(({ name }) => name).join(', ')
  throw new UserError(fill(texts.noSuchColumn, { column: verbatim(said), found: verbatim(names) }))
}
