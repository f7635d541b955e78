import { noteProgress, type ReadingProgress } from '#src/features/imports/store/import-readings.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Words about progress that are kept in the database (judgement: a reader looks twice a second). */
const betweenMs = 700

/** Keeps how far a reading is, now and then, and hands each word on. Nothing waits for it. */
export function keepProgress(db: Db, id: number, fault: (error: unknown) => void): (progress: ReadingProgress) => void {
  let last = 0
  let phase = ''
  return progress => {
    const now = performance.now()
    if (progress.phase === phase && now - last < betweenMs) return
    last = now
    phase = progress.phase
    noteProgress(db, id, progress).catch(fault)
  }
}
