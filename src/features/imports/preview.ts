import type { SkippedRow } from '#src/domain/import-line.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { toMajor } from '#src/domain/money.ts'
import { UserError } from '#src/errors.ts'
import type { Mapping } from '#src/features/imports/parse/columns.ts'
import type { Role } from '#src/features/imports/parse/roles.ts'
import { countImportRows, firstRows, type StoreTotal, storeTotals } from '#src/features/imports/store/import-rows.ts'
import {
  createImport,
  describeImport,
  discardOldPreviews,
  dropStaged,
  findApplied,
  type Import,
  setImportState,
} from '#src/features/imports/store/imports.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { fingerprint, type Recognised, recognise } from './detect-file.ts'
import { roleChoices, roleLabel } from './mapping.ts'
import { readOptions } from './options.ts'
import { type Skipped, stage } from './stage.ts'
import type { PreviewStore } from './stores.ts'
import { texts } from './texts.ts'

/** A column as it was understood. */
export interface PreviewColumn {
  readonly name: string
  readonly role: Role | null
  readonly label: Localized | null
}

/** A row as it will be stored; amounts in major units, exact decimals. */
export interface PreviewRow {
  readonly store: string
  readonly day: string
  readonly sku: string
  readonly currency: string
  readonly figures: Readonly<Record<string, string>>
}

/** What a file would come to. Nothing is stored yet; `applyImport` with `id` does. Plain JSON. */
export interface ImportPreview {
  readonly id: number
  readonly fileName: string
  readonly kind: Mapping['kind']
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string | null
  readonly separator: string | null
  readonly columns: readonly PreviewColumn[]
  /** What a column may be told to mean. */
  readonly choices: readonly { readonly role: Role; readonly label: Localized }[]
  readonly stores: readonly PreviewStore[]
  /** The first rows. */
  readonly days: readonly PreviewRow[]
  /** Per store; amounts in major units. */
  readonly totals: readonly StoreTotal[]
  readonly from: string | null
  readonly to: string | null
  readonly rowsRead: number
  readonly rowsSkipped: number
  /** The first of them. */
  readonly skipped: readonly SkippedRow[]
  /** Names of the figures that occur, by measure. */
  readonly measureLabels: Readonly<Record<string, Localized>>
  /** Set when the same file is in effect already: then `id` is that import and nothing is to be done. */
  readonly alreadyApplied: { readonly id: number; readonly at: string } | null
}

/** What is kept of a preview for applying it. */
export interface ImportSummary {
  readonly stores: readonly PreviewStore[]
  /** How many rows were staged: fewer are there when the database crashed since. */
  readonly staged: number
  readonly from: string | null
  readonly to: string | null
}

const previewLifetimeMs = 24 * 3_600_000
/** Rows shown (judgement: two weeks of a store). */
const shownRows = 15

/** The file to read. It is read several times. */
export interface FileOnDisk {
  readonly name: string
  readonly path: string
}

/** Reads a whole file and says what it would come to. @throws UserError when it makes no sense. */
export async function previewImport(
  db: Db,
  file: FileOnDisk,
  input: unknown,
  context: { readonly by: number | null; readonly now: Date },
): Promise<ImportPreview> {
  const options = readOptions(input)
  await discardOldPreviews(db, new Date(context.now.getTime() - previewLifetimeMs))
  const read = await recognise(db, file.path, options)
  const contentHash = fingerprint(read)
  const applied = await findApplied(db, contentHash)
  const created = {
    fileName: file.name,
    contentHash,
    kind: read.mapping.kind,
    mapping: read.mapping,
    createdBy: context.by,
  }
  const id = applied?.id ?? (await createImport(db, created))
  try {
    const skipped = applied ? { count: 0, first: [] } : await stage(db, id, read, context.now)
    return await describe(db, id, { file, read, skipped, applied })
  } catch (error) {
    await dropStaged(db, id)
    if (!applied) await setImportState(db, id, 'discarded', context.now)
    throw error
  }
}

interface Described {
  readonly file: FileOnDisk
  readonly read: Recognised
  readonly skipped: Skipped
  readonly applied: Import | null
}

async function describe(db: Db, id: number, { file, read, skipped, applied }: Described): Promise<ImportPreview> {
  const { opened, mapping, facts, stores } = read
  const totals = applied ? [] : await storeTotals(db, id)
  const [first] = skipped.first
  if (!applied && totals.length === 0 && first) {
    throw new UserError(fill(texts.nothingUsable, { row: first.row, reason: first.reason }))
  }
  const days = totals.flatMap(total => [total.from, total.to]).sort()
  const [from, to] = [days[0] ?? null, days.at(-1) ?? null]
  const counts = { rowsRead: facts.rows, rowsSkipped: skipped.count, skipped: skipped.first }
  if (!applied) {
    const summary: ImportSummary = { stores, staged: await countImportRows(db, id), from, to }
    await describeImport(db, id, { ...counts, summary })
  }
  const rows = applied ? [] : await firstRows(db, id, shownRows)
  const currencyOf = new Map(stores.map(store => [store.slug, store.currency]))
  const major = (slug: string, figures: Readonly<Record<string, string>>) =>
    inMajor(figures, currencyOf.get(slug) ?? '')
  return {
    id,
    fileName: file.name,
    kind: mapping.kind,
    format: opened.table.format,
    encoding: opened.table.encoding,
    separator: opened.table.separator,
    columns: mapping.columns.map(({ name, role }) => ({ name, role, label: role && roleLabel(role) })),
    choices: roleChoices(mapping.kind),
    stores,
    days: rows.map(row => ({
      store: row.store,
      day: row.day,
      sku: row.sku,
      currency: currencyOf.get(row.store) ?? '',
      figures: major(row.store, row.measures),
    })),
    totals: totals.map(total => ({ ...total, totals: major(total.store, total.totals) })),
    from,
    to,
    ...counts,
    measureLabels: labels(totals),
    alreadyApplied: applied ? { id: applied.id, at: (applied.appliedAt ?? applied.createdAt).toISOString() } : null,
  }
}

function inMajor(figures: Readonly<Record<string, string>>, currency: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(figures).map(([id, value]) => [
      id,
      findMeasure(id)?.unit === 'money' ? toMajor(value, currency) : value,
    ]),
  )
}

function labels(totals: readonly StoreTotal[]): Record<string, Localized> {
  const ids = new Set(totals.flatMap(total => Object.keys(total.totals)))
  return Object.fromEntries(
    [...ids].flatMap(id => {
      const label = findMeasure(id)?.label
      return label ? [[id, label]] : []
    }),
  )
}
