import type { SkippedRow } from '#src/domain/import-line.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { toMajor } from '#src/domain/money.ts'
import { UserError } from '#src/errors.ts'
import type { Mapping } from '#src/features/imports/columns/columns.ts'
import type { KnownFormat } from '#src/features/imports/formats/known-format.ts'
import type { Table } from '#src/features/imports/parse/table.ts'
import { gapNotes } from '#src/features/imports/rows/gap-notes.ts'
import { countImportRows, firstRows, type StoreTotal, storeTotals } from '#src/features/imports/store/import-rows.ts'
import { describeImport, type Import } from '#src/features/imports/store/imports.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Recognised } from './detect-file.ts'
import { roleChoices, roleLabel } from './role-choices.ts'
import { smallerDays } from './smaller-days.ts'
import type { Staged, StagedOrders } from './stage.ts'
import type { KnownMapping } from './store/import-mappings.ts'
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
  readonly format: Table['format']
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
  /** Key of the source that its figures will belong to. */
  readonly source: string
  /** Names of the figures that occur, by measure. */
  readonly measureLabels: Readonly<Record<string, Localized>>
  /** The known export that this is; `null`: none, its columns were guessed. */
  readonly recognisedAs: Localized | null
  /** The meaning of columns was said before, for files like this. */
  readonly remembered: boolean
  /** What was left out, added up or assumed, in whole sentences. */
  readonly notes: readonly Localized[]
  /** Those of the notes that may change somebody’s mind: known days that get smaller, cells without a value. */
  readonly warnings: readonly Localized[]
  /** Only so many rows were looked at so far: the whole is read meanwhile. `null`: these are all. */
  readonly look: { readonly rows: number } | null
  /** In what the whole differs from its beginning that was shown before. */
  readonly differences: readonly Localized[]
  /** Set when the same file is in effect already: then `id` is that import and nothing is to be done. */
  readonly alreadyApplied: { readonly id: number; readonly at: string } | null
}

/** What is kept of a preview for applying it. */
export interface ImportSummary {
  readonly stores: readonly PreviewStore[]
  /** How many rows were staged: fewer are there when the database crashed since. */
  readonly staged: number
  /** The known export that the file is. */
  readonly format?: string | null
  readonly from: string | null
  readonly to: string | null
  /** For order files: how their lines are added up, and which order files were in effect then. */
  readonly orders: StagedOrders | null
  /** Key of the source that its figures belong to. */
  readonly source: string
  /** What was said about the columns, to be kept when the import is applied. */
  readonly said: Omit<KnownMapping, 'id'> | null
}

/** The file to read. It is read several times. */
export interface FileOnDisk {
  readonly name: string
  readonly path: string
}

/** Rows shown (judgement: two weeks of a store). */
const shownRows = 15

/** Statements are a source of their own below all others, since their days are those of the books. */
function sourceOf(kind: Mapping['kind'], format: KnownFormat | null): string {
  return format?.source ? `${format.source}/file` : `file/${kind}`
}

/** What is known of a file after its rows were staged. */
export interface Described {
  readonly file: FileOnDisk
  readonly read: Recognised
  readonly staged: Staged
  readonly applied: Import | null
  readonly said: ImportSummary['said']
}

/** Says what a file comes to and keeps what applying it needs. @throws UserError when no row can be used */
export async function describe(
  db: Db,
  id: number,
  { file, read, staged, applied, said }: Described,
): Promise<ImportPreview> {
  const { opened, mapping, facts, stores, header } = read
  const totals = applied ? [] : await storeTotals(db, id)
  if (!applied && totals.length === 0) throw new UserError(noneLeft(read, staged))
  const source = sourceOf(mapping.kind, header.format)
  const days = totals.flatMap(total => [total.from, total.to]).sort()
  const [from, to] = [days[0] ?? null, days.at(-1) ?? null]
  const counts = { rowsRead: facts.rows, rowsSkipped: staged.count, skipped: staged.first }
  if (!applied) {
    const format = header.format?.id ?? null
    const rows = await countImportRows(db, id)
    const summary: ImportSummary = { stores, staged: rows, from, to, orders: staged.orderSums, source, said, format }
    await describeImport(db, id, { ...counts, summary })
  }
  const gaps = gapNotes(opened.table, read.plan)
  const smaller = applied ? [] : await smallerDays(db, id, source, stores)
  const warnings = [...read.warnings, ...gaps, ...staged.warnings, ...smaller]
  const notes = [...(opened.table.remarks ?? []), ...read.notes, ...staged.notes, ...warnings]
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
    ...(await shownRowsOf(db, id, stores, applied ? [] : totals, applied !== null)),
    from,
    to,
    ...counts,
    source,
    measureLabels: labels(totals),
    recognisedAs: header.format?.label ?? null,
    remembered: read.remembered,
    notes,
    warnings,
    look: read.isAll || applied ? null : { rows: facts.rows },
    differences: [],
    alreadyApplied: applied ? { id: applied.id, at: (applied.appliedAt ?? applied.createdAt).toISOString() } : null,
  }
}

/** Why no row is left. */
function noneLeft({ mapping, plan }: Recognised, { first: [first], hasParts, filtered }: Staged): Localized {
  if (first) return fill(texts.nothingUsable, { row: first.row, reason: first.reason })
  const parted = plan.rows.find(one => one.whole !== null)
  if (filtered && !(hasParts && parted)) {
    return fill(texts.noneCounts, { rows: formatCount(filtered.rows), row: filtered.first })
  }
  if (!parted || !filtered) return texts.noRows
  const column = verbatim(mapping.columns[parted.column]?.name ?? '')
  return fill(texts.onlyParts, { column, whole: verbatim(parted.whole ?? '') })
}

async function shownRowsOf(
  db: Db,
  id: number,
  stores: readonly PreviewStore[],
  totals: readonly StoreTotal[],
  applied: boolean,
) {
  const rows = applied ? [] : await firstRows(db, id, shownRows)
  const currencyOf = new Map(stores.map(store => [store.slug, store.currency]))
  const major = (slug: string, figures: Readonly<Record<string, string>>) =>
    inMajor(figures, currencyOf.get(slug) ?? '')
  return {
    days: rows.map(({ store, day, sku, measures }) => ({
      store,
      day,
      sku,
      currency: currencyOf.get(store) ?? '',
      figures: major(store, measures),
    })),
    totals: totals.map(total => ({ ...total, totals: major(total.store, total.totals) })),
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
