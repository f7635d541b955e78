import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Card } from '#src/chat/card.ts'
import { UserError } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { applyImport } from '#src/features/imports/apply.ts'
import { importAppliedCard, importPreviewCard, importRefusedCard } from '#src/features/imports/cards/preview-card.ts'
import type { ImportPreview } from '#src/features/imports/describe-file.ts'
import { restoreFile } from '#src/features/imports/store/import-files.ts'
import {
  findReading,
  findUnfinished,
  type ImportReading,
  noteReading,
} from '#src/features/imports/store/import-readings.ts'
import { findImport, type Import } from '#src/features/imports/store/imports.ts'
import { directChannels } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Seen } from './differences.ts'
import { keepProgress } from './progress.ts'
import { readWhole } from './read-whole.ts'
import { texts } from './texts.ts'

/** What reading kept files needs. */
export interface KeptFilesParts {
  readonly db: Db
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Called inside the transaction that changes figures. */
  readonly onObservations: (tx: Db) => Promise<void>
  readonly log: { error(fields: object, sentence: string): void }
}

/**
 * Reads large files to their end, one after another, and applies those that somebody wants applied; who brought a file
 * hears what came of it. What a crash or a restart left unfinished is begun anew.
 */
export async function readKeptFiles(parts: KeptFilesParts): Promise<void> {
  const failed: number[] = []
  for (;;) {
    if (parts.signal.aborted) return
    const reading = await findUnfinished(parts.db, failed)
    if (!reading) return
    try {
      await goOn(parts, reading)
    } catch (err) {
      failed.push(reading.importId)
      if (parts.signal.aborted) return
      parts.log.error({ err, import: reading.importId }, 'a large file could not be read and will be tried again')
    }
  }
}

async function goOn(parts: KeptFilesParts, { importId, phase }: ImportReading): Promise<void> {
  const found = await findImport(parts.db, importId)
  if (!found) return
  try {
    if (phase !== 'read' && phase !== 'applying') await readOne(parts, found)
    await tellOrApply(parts, importId)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    await noteReading(parts.db, importId, { phase: 'failed', fault: error.text })
    await tell(parts, found, 'failed', importRefusedCard(found.fileName, error.text))
  }
}

async function readOne({ db, now, signal, log }: KeptFilesParts, { id, fileName, createdBy }: Import): Promise<void> {
  const path = join(tmpdir(), `kpi-import-${randomUUID()}`)
  const keep = keepProgress(db, id, err => log.error({ err }, 'the progress of a file could not be kept'))
  try {
    if (!(await restoreFile(db, id, path))) throw new UserError(texts.lost)
    await readWhole(
      db,
      id,
      { name: fileName, path },
      {
        by: createdBy,
        now: now(),
        onProgress: progress => {
          signal.throwIfAborted()
          keep(progress)
        },
      },
    )
  } finally {
    await rm(path, { force: true })
  }
}

/** What was asked for is done, unless something differs that nobody knows yet. */
async function tellOrApply(parts: KeptFilesParts, id: number): Promise<void> {
  const { db } = parts
  const [found, reading] = [await findImport(db, id), await findReading(db, id)]
  if (!found || !reading) return
  const { preview } = reading.look as Seen // own JSON
  if (reading.wantedBy === null || (reading.differences.length > 0 && !reading.told)) {
    await noteReading(db, id, { wantedBy: null, told: true })
    return tell(parts, found, 'read', importPreviewCard(preview as ImportPreview), reading.wantedBy)
  }
  await noteReading(db, id, { phase: 'applying' })
  const result = await applyImport(db, id, { now: parts.now(), onObservations: parts.onObservations })
  await tell(parts, found, 'applied', importAppliedCard(result), reading.wantedBy)
}

async function tell(
  { db, now }: KeptFilesParts,
  { id, createdBy }: Import,
  what: string,
  card: Card,
  wantedBy: number | null = null,
): Promise<void> {
  const people = [wantedBy ?? createdBy].filter(person => person !== null)
  for (const { id: channelId } of await directChannels(db, people)) {
    const subject = `import/${id}/${what}`
    await planDelivery(db, {
      key: `${subject}/${now().getTime()}`,
      channelId,
      subject,
      card,
      urgency: 1,
      notBefore: now(),
    })
  }
}
