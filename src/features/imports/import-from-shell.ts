import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import { orderRoles } from '#src/features/imports/words/roles.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ApplyResult, applyImport } from './apply.ts'
import type { FileOnDisk, ImportPreview } from './describe-file.ts'
import { readWhole } from './large/read-whole.ts'
import { NeedsMapping } from './needs-mapping.ts'
import { previewImport } from './preview.ts'
import { importRates, isRatesFile, type RatesResult } from './rates.ts'
import { applyReviews, isReviewsFile, reviewsAnswer, takeReviews } from './reviews/index.ts'
import { roleLabel } from './role-choices.ts'

/** What importing from a shell needs. */
export interface ImportFileDeps {
  readonly db: Db
  readonly now: () => Date
  /** Called inside the transaction that changes figures. */
  readonly onObservations?: ((tx: Db) => Promise<void>) | undefined
}

/** How to read the file, and where answers go. */
export interface ImportFileOptions {
  /** Applies without asking. */
  readonly yes?: boolean | undefined
  readonly market?: string | undefined
  readonly currency?: string | undefined
  readonly zone?: string | undefined
  readonly platform?: string | undefined
  /** The store of a file that names none. */
  readonly store?: string | undefined
  /** What columns mean, as `column=meaning`. */
  readonly map?: readonly string[] | undefined
  readonly kind?: string | undefined
  /** The day of a file without a column of days. */
  readonly day?: string | undefined
  /** Takes one line of output. */
  readonly out: (line: string) => void
  /** Takes a word about how far a long work is, each in place of the one before. */
  readonly progress?: ((text: string) => void) | undefined
  /** Asks the person at the shell; absent where nobody can answer: then only `yes` applies. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined
}

const missing: Localized = {
  en: 'There is no file {path}',
  ja: 'ファイル {path} がありません',
  'zh-CN': '文件 {path} 不存在',
}

/**
 * Shows what a file would come to, asks, stores it, and says in English what was done. Exchange rates are recognised
 * by their columns and stored at once.
 * @returns what was stored; `null` when nothing was
 * @throws UserError when the file is missing or makes no sense
 */
export async function importFile(
  deps: ImportFileDeps,
  path: string,
  options: ImportFileOptions,
): Promise<ApplyResult | RatesResult | { readonly queued: number } | null> {
  const { yes, out, ask, progress, ...reading } = options
  const file = { name: basename(path), path: resolve(path) }
  const found = await stat(file.path).catch(() => null)
  if (!found?.isFile()) throw new UserError(fill(missing, { path }))
  if (await isRatesFile(file.path)) return takeRates(deps.db, file.path, out)
  if (await isReviewsFile(file.path)) return shellReviews(deps, file, options)
  const preview = await previewOrAsk(deps, file, reading, out)
  if (preview.alreadyApplied) {
    out(
      `This file is in effect already: import #${preview.id} of ${preview.alreadyApplied.at.slice(0, 10)}. Nothing was changed.`,
    )
    return applyImport(deps.db, preview.id, { now: deps.now() })
  }
  for (const line of previewLines(preview)) out(line)
  if (preview.look) await readToEnd(deps, file, preview, { out, progress })
  if (!yes && !(await (ask?.('Store these figures? [y/N] ') ?? false))) {
    out('Nothing was stored. Say --yes to store without being asked.')
    return null
  }
  const result = await applyImport(deps.db, preview.id, {
    now: deps.now(),
    onObservations: deps.onObservations,
    onProgress: (rows, of) => progress?.(`Storing: ${count(rows)} of ${count(of)} rows of figures`),
  })
  out(doneLine(result))
  return result
}

/** Where the columns are not understood, they are shown with what stands in them, and how to name them. */
async function previewOrAsk(deps: ImportFileDeps, file: FileOnDisk, reading: object, out: (line: string) => void) {
  try {
    return await previewImport(deps.db, file, reading, { by: null, now: deps.now(), look: true })
  } catch (error) {
    if (error instanceof NeedsMapping) for (const line of questionLines(error)) out(line)
    throw error
  }
}

type Output = Pick<ImportFileOptions, 'out' | 'progress'>

const phases: Readonly<Record<string, string>> = {
  looking: 'Looking through',
  staging: 'Reading',
  adding: 'Adding up',
}

/** Reads a large file to its end and says in what it differs from the beginning that was shown. */
async function readToEnd(deps: ImportFileDeps, file: FileOnDisk, look: ImportPreview, { out, progress }: Output) {
  const whole = await readWhole(deps.db, look.id, file, {
    by: null,
    now: deps.now(),
    told: true,
    onProgress: ({ phase, rows, share }) =>
      progress?.(`${phases[phase] ?? phase}: ${count(rows)} rows, ${Math.floor(share * 100)}%`),
  })
  for (const line of wholeLines(whole)) out(line)
}

function questionLines({ columns }: NeedsMapping): readonly string[] {
  return [
    'Columns of the file, what they mean and what stands there:',
    ...columns.map(
      ({ name, role, samples }) => `  ${name}${role ? ` = ${roleLabel(role).en}` : ''}: ${samples.join(' | ') || '–'}`,
    ),
    'Say what columns mean with --map "column=meaning", once for each; it is kept for files like this one.',
    'Meanings: day, store, sku, sales, orders, units, ad_spend … of daily figures;',
    `  ${orderRoles.join(', ')} of order lines; - leaves a column out.`,
  ]
}

/** Reviews and messages wait to be labelled once somebody says yes. */
async function shellReviews(
  { db, now }: ImportFileDeps,
  file: FileOnDisk,
  { yes, out, ask, store }: ImportFileOptions,
) {
  const taken = await takeReviews(db, file, { by: null, now: now(), store, mayMean: one => !one.demo })
  const { text } = reviewsAnswer(taken)
  const { kind, rowsRead, rowsSkipped, skipped, cuts } = taken.kept.content
  const { fresh, above, doubled, known } = taken.plan
  out(`${file.name}: ${kind}. ${count(rowsRead)} rows read, ${count(rowsSkipped)} skipped${rowsSkipped > 0 ? ':' : ''}`)
  for (const { row, reason } of skipped.slice(0, shown)) out(`  row ${row}: ${reason.en}`)
  out(
    `To read: ${count(fresh.length)}; above 3 stars: ${count(above)}; twice: ${count(doubled)}; known: ${count(known)}`,
  )
  out(`Personal data cut from texts: ${count(cuts)} places`)
  if (!yes && !(await (ask?.('Add them to the queue? [y/N] ') ?? false))) {
    out(`Nothing was added. ${text.en}`)
    return null
  }
  const queued = await applyReviews(db, taken, { by: null, now: now() })
  out(`${count(queued)} added to the queue. “review” shows them.`)
  return { queued }
}

async function takeRates(db: Db, path: string, out: (line: string) => void): Promise<RatesResult> {
  const result = await importRates(db, path)
  const { rates, rowsSkipped, skipped } = result
  for (const { row, reason } of skipped) out(`  row ${row}: ${reason.en}`)
  out(`${count(rates)} exchange rates stored, ${count(rowsSkipped)} rows skipped.`)
  return result
}

/** What the whole of a large file comes to. */
export function wholeLines(whole: ImportPreview): readonly string[] {
  const { differences, notes, totals } = whole
  return [
    'The whole file:',
    ...(differences.length > 0 ? ['It differs from its beginning:', ...differences.map(one => `  ${one.en}`)] : []),
    ...notes.map(note => note.en),
    ...totals.map(({ store, from, to, totals: sums }) => `  ${store}, ${from} – ${to}: ${figuresOf(sums)}`),
    ...rowLines(whole),
  ]
}

/** Reasons and rows shown in a shell. */
const shown = 10

/** What a preview says, line by line. */
export function previewLines(preview: ImportPreview): readonly string[] {
  const { kind, format, encoding, separator } = preview
  const way = [format.toUpperCase(), encoding, separator && (separatorNames[separator] ?? separator)]
    .filter(Boolean)
    .join(', ')
  return [
    `${preview.fileName}: ${kind === 'orders' ? 'order lines' : 'daily figures'} (${way})`,
    ...(preview.recognisedAs ? [`Recognised: ${preview.recognisedAs.en}`] : []),
    `Columns${preview.remembered ? ' (as you said before for files like this)' : ''}:`,
    ...preview.columns.flatMap(({ name, label }) => (label ? [`  ${name} = ${label.en}`] : [])),
    `  left out: ${
      preview.columns
        .filter(column => !column.role)
        .map(column => column.name)
        .join(', ') || '–'
    }`,
    'Stores:',
    ...preview.stores.map(
      store =>
        `  ${store.name} = ${store.slug}${store.isNew ? ` (new: ${store.market}, ${store.currency}, ${store.timeZone})` : ''}`,
    ),
    'The first days as they will be stored:',
    ...preview.days
      .slice(0, shown)
      .map(row => `  ${row.day} ${row.store}${row.sku && ` ${row.sku}`}: ${figuresOf(row.figures)}`),
    ...preview.notes.map(note => note.en),
    ...(preview.look ? [`The first ${count(preview.look.rows)} rows were looked at; the whole file is read now.`] : []),
    ...rowLines(preview),
  ]
}

function rowLines({ rowsRead, rowsSkipped, skipped }: ImportPreview): readonly string[] {
  return [
    `${count(rowsRead)} rows read, ${count(rowsSkipped)} skipped${rowsSkipped > 0 ? ':' : ''}`,
    ...skipped.slice(0, shown).map(({ row, reason }) => `  row ${row}: ${reason.en}`),
    ...(rowsSkipped > shown ? [`  … and ${count(rowsSkipped - shown)} more`] : []),
  ]
}

const separatorNames: Readonly<Record<string, string>> = { ',': 'commas', '\t': 'tabs', ';': 'semicolons' }

function figuresOf(figures: Readonly<Record<string, string>>): string {
  return Object.entries(figures)
    .map(([id, value]) => `${id} ${value}`)
    .join(', ')
}

/** `4 stores, 9,994 rows, 0 skipped, days 2014-01-03 – 2017-12-30`. */
function doneLine(result: ApplyResult): string {
  const stores = result.stores.length === 1 ? '1 store' : `${count(result.stores.length)} stores`
  const made = result.newStores.length > 0 ? ` (new: ${result.newStores.join(', ')})` : ''
  const rows = `${count(result.rowsRead - result.rowsSkipped)} rows, ${count(result.rowsSkipped)} skipped`
  const figures = `${count(result.inserted)} new, ${count(result.changed)} changed, ${count(result.unchanged)} unchanged`
  return `Import #${result.id} stored: ${stores}${made}, ${rows}, days ${result.from} – ${result.to}; rows of figures: ${figures}.`
}

function count(number: number): string {
  return formatCount(number).en
}
