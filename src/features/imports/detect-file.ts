import { createHash } from 'node:crypto'
import { UserError } from '#src/errors.ts'
import { columnOf, type Mapping } from '#src/features/imports/parse/columns.ts'
import { findHeader, type Header } from '#src/features/imports/parse/header.ts'
import { type OpenedFile, openTable } from '#src/features/imports/parse/open-table.ts'
import { type FileFacts, mostStores, scanTable } from '#src/features/imports/parse/scan.ts'
import { fill } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { mapColumns } from './mapping.ts'
import type { ImportOptions } from './options.ts'
import { likelyMarket, type PreviewStore, realStores, resolveStores } from './stores.ts'
import { texts } from './texts.ts'

/** A file with everything that is needed to read its rows. */
export interface Recognised {
  readonly opened: OpenedFile
  readonly header: Header
  readonly mapping: Mapping
  readonly facts: FileFacts
  readonly stores: readonly PreviewStore[]
}

/** Finds out what a file is, what its columns mean and which stores it speaks of. @throws UserError */
export async function recognise(db: Db, path: string, options: ImportOptions): Promise<Recognised> {
  const market = likelyMarket(await realStores(db), options)
  const opened = await openTable(path, market)
  const header = await findHeader(opened.table)
  const mapping = mapColumns(header, options)
  const facts = await scanTable(opened.table, header, mapping, market)
  if (facts.rows === 0) throw new UserError(texts.noRows)
  if (facts.stores.length > mostStores) {
    const column = mapping.columns[columnOf(mapping, 'store')]?.name ?? ''
    throw new UserError(fill(texts.tooManyStores, { limit: mostStores, column }))
  }
  return { opened, header, mapping, facts, stores: await resolveStores(db, facts.stores, options) }
}

/** The same bytes read in the same way into the same stores have the same one. */
export function fingerprint({ opened, mapping, facts, stores }: Recognised): string {
  const way = [
    opened.sha256,
    opened.table.encoding,
    mapping.kind,
    mapping.columns.map(column => column.role),
    [facts.sign, facts.order],
    stores.map(store => [store.slug, store.currency, store.timeZone]),
  ]
  return createHash('sha256').update(JSON.stringify(way)).digest('hex')
}
