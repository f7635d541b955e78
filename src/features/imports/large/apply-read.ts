import { setTimeout as pause } from 'node:timers/promises'
import { UserError } from '#src/errors.ts'
import { type ApplyContext, type ApplyResult, applyImport } from '#src/features/imports/apply.ts'
import { findReading, type ImportReading, noteReading } from '#src/features/imports/store/import-readings.ts'
import type { Db } from '#src/platform/database/db.ts'
import { FileDiffers, type Seen } from './differences.ts'
import { stillReading } from './progress-words.ts'
import { texts } from './texts.ts'

/** How often a waiting request looks, and how long it waits (judgement: proxies cut longer ones). */
const everyMs = 500
const longestMs = 15 * 60_000

/**
 * Applies an import; of a large file it waits until that was read to its end.
 * @throws FileDiffers once, where the whole differs from the beginning that was shown; UserError
 */
export async function applyWhenRead(db: Db, id: number, context: ApplyContext): Promise<ApplyResult> {
  const reading = await untilRead(db, id)
  if (reading) await mustBeTold(db, reading)
  return applyImport(db, id, context)
}

async function untilRead(db: Db, id: number): Promise<ImportReading | null> {
  const end = performance.now() + longestMs
  for (;;) {
    const reading = await findReading(db, id)
    if (!reading || reading.phase === 'read' || reading.phase === 'applying') return reading
    if (reading.phase === 'failed') throw new UserError(reading.fault ?? texts.lost)
    if (performance.now() > end) throw new UserError(stillReading(reading))
    await pause(everyMs)
  }
}

/** What differs is told before anything is stored; who imports it after that knows. @throws FileDiffers */
export async function mustBeTold(db: Db, { importId, differences, told, look }: ImportReading): Promise<void> {
  if (told || differences.length === 0) return
  await noteReading(db, importId, { told: true })
  throw new FileDiffers(differences, (look as Seen).preview) // own JSON
}
