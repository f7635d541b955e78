import { UserError } from '#src/errors.ts'
import type { ImportPreview } from '#src/features/imports/describe-file.ts'
import { keepFile } from '#src/features/imports/store/import-files.ts'
import {
  findReading,
  noteReading,
  type ReadingProgress,
  wantReading,
} from '#src/features/imports/store/import-readings.ts'
import { findImport, type Import } from '#src/features/imports/store/imports.ts'
import { texts as importTexts } from '#src/features/imports/texts.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { mustBeTold } from './apply-read.ts'
import type { Seen } from './differences.ts'

/** Figures of more rows are written by the job, while the person does something else (judgement: some seconds). */
const largeRows = 60_000

type ReadLater = ((db: Db) => Promise<void>) | undefined

/** Keeps a file whose beginning was shown, and asks that it be read to its end. */
export async function keepForLater(db: Db, id: number, path: string, readLater: ReadLater): Promise<void> {
  await keepFile(db, id, path)
  await readLater?.(db)
}

/** The answer to somebody whose import comes later. */
export interface Waiting {
  readonly waiting: ReadingProgress
}

/**
 * Notes that an import is wanted which is still being read, or is large; `null`: it can be applied at once.
 * @throws FileDiffers where the person has to know something first; UserError
 */
export async function applyLater(db: Db, id: number, personId: number, readLater: ReadLater): Promise<Waiting | null> {
  const reading = await findReading(db, id)
  if (!reading || !readLater) return null
  const { phase, rows, share } = reading
  if (phase === 'failed') throw new UserError(reading.fault ?? fill(importTexts.readAgain, { id }))
  if (phase === 'read') {
    await mustBeTold(db, reading)
    if (reading.rows <= largeRows) return null
  }
  await db.transaction(async tx => {
    await wantReading(tx, id, personId)
    await readLater(tx)
  })
  return { waiting: { phase, rows, share } }
}

/** Where an import stands. */
export interface ImportState {
  readonly id: number
  readonly state: Import['state']
  /** Of a large file; `null` for others, and when it is over. */
  readonly progress: ReadingProgress | null
  /** Somebody wants it applied when it is read. */
  readonly wanted: boolean
  readonly fault: Localized | null
  /** What is shown of it now: the beginning, or when it was read the whole. */
  readonly preview: ImportPreview | null
  readonly rowsRead: number
  readonly rowsSkipped: number
}

/** Where an import stands, for whoever waits. @throws UserError when there is none. */
export async function stateOf(db: Db, id: number): Promise<ImportState> {
  const [found, reading] = [await findImport(db, id), await findReading(db, id)]
  if (!found) throw new UserError(fill(importTexts.unknownImport, { id }))
  const preview = reading ? (reading.look as Seen).preview : null // own JSON
  if (reading?.phase === 'read' && reading.wantedBy === null) await noteReading(db, id, { told: true }) // the differences are in it
  return {
    id,
    state: found.state,
    progress: reading && { phase: reading.phase, rows: reading.rows, share: reading.share },
    wanted: reading?.wantedBy != null,
    fault: reading?.fault ?? null,
    preview,
    rowsRead: found.rowsRead,
    rowsSkipped: found.rowsSkipped,
  }
}
