import { stat } from 'node:fs/promises'
import { nameKey } from '#src/domain/names.ts'
import {
  createImport,
  describeWhole,
  discardOldPreviews,
  dropStaged,
  findApplied,
  setImportState,
} from '#src/features/imports/store/imports.ts'
import type { Db } from '#src/platform/database/db.ts'
import { describe, type FileOnDisk, type ImportPreview } from './describe-file.ts'
import { type FileToRead, fingerprint, type Recognised, recognise } from './detect-file.ts'
import { NeedsMapping, signatureOf } from './needs-mapping.ts'
import { type ImportOptions, readOptions } from './options.ts'
import { type Staged, stage } from './stage.ts'
import { askMapping } from './store/import-mappings.ts'
import { createReading, type ReadingProgress } from './store/import-readings.ts'

const previewLifetimeMs = 24 * 3_600_000
/** Who reads a file, when, and whether its beginning will do for now. */
export interface PreviewContext {
  readonly by: number | null
  readonly now: Date
  /** Of a large file only the beginning is looked at; `readWhole` reads it to its end. */
  readonly look?: boolean | undefined
}

/** Rows that a quick look takes (judgement: a second, and enough to see how a file is written); with the header. */
const rowsLookedAt = 20_001
/** Files up to here are read as a whole when all their rows fit (judgement; see the look of `openTable`). */
const smallFile = 4 * 1024 * 1024

/**
 * Reads a file and says what it would come to: a whole one, or with `look` the beginning of a large one, which cannot be
 * applied before it was read to its end. @throws UserError when it makes no sense.
 */
export async function previewImport(
  db: Db,
  file: FileOnDisk,
  input: unknown,
  context: PreviewContext,
): Promise<ImportPreview> {
  const options = readOptions(input)
  await discardOldPreviews(db, new Date(context.now.getTime() - previewLifetimeMs))
  const read = await readPart(db, file, options, context)
  const contentHash = fingerprint(read)
  const applied = await findApplied(db, contentHash)
  const { kind } = read.mapping
  const state = read.isAll ? 'preview' : 'reading'
  const created = {
    fileName: file.name,
    contentHash,
    kind,
    mapping: read.mapping,
    createdBy: context.by,
    state,
  } as const
  const id = applied?.id ?? (await createImport(db, created))
  try {
    const staged = applied ? nothingStaged : await stage(db, id, read, context.now)
    const said = saidAbout(file, read, options, context.by)
    const preview = await describe(db, id, { file, read, staged, applied, said })
    if (preview.look === null) return preview
    await dropStaged(db, id)
    await createReading(db, id, input ?? {}, { preview, way: wayOf(read) })
    return preview
  } catch (error) {
    await dropStaged(db, id)
    if (!applied) await setImportState(db, id, 'discarded', context.now)
    throw error
  }
}

/** All rows, or only the first ones of a file that has more. */
async function readPart(db: Db, file: FileOnDisk, options: ImportOptions, { by, now, look }: PreviewContext) {
  const whole = () => recogniseOrAsk(db, { ...file, now }, options, { by })
  if (!look) return whole()
  const part = await recogniseOrAsk(db, { ...file, now }, options, { by, rows: rowsLookedAt })
  return part.isAll && (await stat(file.path)).size > smallFile ? whole() : part
}

/** Reads a large file to its end, of which a look was shown; its rows are staged then and can be applied. */
export async function previewWhole(
  db: Db,
  id: number,
  file: FileOnDisk,
  { input, by, now, onProgress }: WholeContext,
): Promise<ImportPreview & { readonly way: string }> {
  const options = readOptions(input)
  const rows = createProgress(onProgress)
  const read = await recognise(db, { ...file, now }, options, { onRows: rows('looking') })
  await dropStaged(db, id)
  const staged = await stage(db, id, read, now, (phase, count, share) => rows(phase)(count, share))
  const contentHash = fingerprint(read)
  const { mapping } = read
  await describeWhole(db, id, { contentHash, mapping })
  const preview = await describe(db, id, {
    file,
    read,
    staged,
    applied: null,
    said: saidAbout(file, read, options, by),
  })
  return { ...preview, way: wayOf(read) }
}

/** What reading a file to its end needs. */
export interface WholeContext {
  /** What was said about it. */
  readonly input: unknown
  readonly by: number | null
  readonly now: Date
  readonly onProgress?: ((progress: ReadingProgress) => void) | undefined
}

/** How the work is divided: going through, staging, adding up (measured). */
const parts = { looking: [0, 0.2], staging: [0.2, 0.5], adding: [0.7, 0.3] } as const

function createProgress(onProgress: WholeContext['onProgress']) {
  return (phase: keyof typeof parts) => (rows: number, share: number) => {
    const [begin, length] = parts[phase]
    onProgress?.({ phase, rows, share: begin + length * share })
  }
}

/** How a file is read, without its stores and days: whether a look and the whole agree. */
function wayOf({ mapping, plan, facts }: Recognised): string {
  const uses = plan.uses.map(use => [use.column, use.role, use.per, use.sign, use.scale])
  return JSON.stringify([mapping.kind, uses, plan.takeOff, plan.wholes, facts.signs, facts.orders])
}

const nothingStaged: Staged = {
  count: 0,
  first: [],
  notes: [],
  warnings: [],
  hasParts: false,
  filtered: null,
  orderSums: null,
}

/** A file that is not understood is remembered, so that the answer can come later and from elsewhere. */
async function recogniseOrAsk(
  db: Db,
  file: FileToRead,
  options: ImportOptions,
  { by, rows }: { readonly by: number | null; readonly rows?: number },
): Promise<Recognised> {
  try {
    return await recognise(db, file, options, { rows })
  } catch (error) {
    if (error instanceof NeedsMapping) {
      const { signature, columns, kind } = error
      await askMapping(db, { signature, fileName: file.name, columns, kind, by })
    }
    throw error
  }
}

/** What was said about the columns, in the words of the mapping that came of it. */
function saidAbout(file: FileOnDisk, read: Recognised, options: ImportOptions, by: number | null) {
  if (!options.mapping) return null
  const said = new Set(Object.keys(options.mapping).map(nameKey))
  const columns = read.mapping.columns.filter(({ name }) => said.has(nameKey(name)))
  return {
    signature: signatureOf(read.header),
    fileName: file.name,
    columns: read.mapping.columns.map(({ name }) => ({ name, samples: [] })),
    kind: read.mapping.kind,
    mapping: Object.fromEntries(columns.map(({ name, role }) => [name, role])),
    by,
  }
}
