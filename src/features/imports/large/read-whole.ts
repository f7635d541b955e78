import { UserError } from '#src/errors.ts'
import type { FileOnDisk, ImportPreview } from '#src/features/imports/describe-file.ts'
import { previewWhole, type WholeContext } from '#src/features/imports/preview.ts'
import { findReading, noteReading } from '#src/features/imports/store/import-readings.ts'
import { dropStaged, setImportState } from '#src/features/imports/store/imports.ts'
import type { Db } from '#src/platform/database/db.ts'
import { differencesOf, type Seen } from './differences.ts'
import { texts } from './texts.ts'

/** When and for whom a file is read to its end. */
export interface ReadContext extends Pick<WholeContext, 'by' | 'now' | 'onProgress'> {
  /** Whoever reads the answer sees the differences at once. */
  readonly told?: boolean
}

/**
 * Reads a large file to its end, after which it can be applied. A file that cannot be read is discarded, and why is kept.
 * @throws UserError
 */
export async function readWhole(db: Db, id: number, file: FileOnDisk, context: ReadContext): Promise<ImportPreview> {
  const reading = await findReading(db, id)
  if (!reading) throw new UserError(texts.lost)
  try {
    const { way, ...whole } = await previewWhole(db, id, file, { ...context, input: reading.options })
    const differences = differencesOf(reading.look as Seen, { preview: whole, way }) // own JSON
    const preview = { ...whole, differences }
    await db.transaction(async tx => {
      const told = context.told === true || differences.length === 0
      await noteReading(tx, id, {
        phase: 'read',
        rows: whole.rowsRead,
        share: 1,
        differences,
        told,
        look: { preview, way },
      })
      await setImportState(tx, id, 'preview', context.now)
    })
    return preview
  } catch (error) {
    if (error instanceof UserError) await giveUp(db, id, error, context.now)
    throw error
  }
}

async function giveUp(db: Db, id: number, error: UserError, now: Date): Promise<void> {
  await dropStaged(db, id)
  await noteReading(db, id, { phase: 'failed', fault: error.text })
  await setImportState(db, id, 'discarded', now)
}
