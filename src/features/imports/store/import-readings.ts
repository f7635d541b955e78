import { and, eq, isNotNull, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { importReadings } from '#src/platform/database/schema/index.ts'

/** What is done with a large file at the moment. */
export type Phase = 'waiting' | 'looking' | 'staging' | 'adding' | 'read' | 'applying' | 'failed'

/** How far the reading of a file is. */
export interface ReadingProgress {
  readonly phase: Phase
  /** Rows gone through in this phase. */
  readonly rows: number
  /** Of all the work, 0–1. */
  readonly share: number
}

/** A large file on its way. */
export interface ImportReading extends ReadingProgress {
  readonly importId: number
  readonly options: unknown
  /** What its beginning came to; JSON of the preview. */
  readonly look: unknown
  readonly differences: readonly Localized[]
  readonly told: boolean
  readonly fault: Localized | null
  readonly wantedBy: number | null
}

/** Begins the reading of a whole file. */
export async function createReading(db: Db, importId: number, options: unknown, look: unknown): Promise<void> {
  await db.insert(importReadings).values({ importId, options, look, phase: 'waiting' })
}

/** The reading of an import; `null` for files that were read as a whole at once. */
export async function findReading(db: Db, importId: number): Promise<ImportReading | null> {
  const [row] = await db.select().from(importReadings).where(eq(importReadings.importId, importId))
  return row ? readingOf(row) : null
}

function readingOf(row: typeof importReadings.$inferSelect): ImportReading {
  return { ...row, differences: row.differences as readonly Localized[], fault: row.fault as Localized | null } // own JSON
}

/** Notes how far a reading is, or what came of it. */
export async function noteReading(
  db: Db,
  importId: number,
  facts: Partial<Omit<ImportReading, 'importId' | 'options'>>,
): Promise<void> {
  await db
    .update(importReadings)
    .set({ ...facts, updatedAt: new Date() })
    .where(eq(importReadings.importId, importId))
}

/** Notes who wants an import applied when it is read. */
export async function wantReading(db: Db, importId: number, wantedBy: number): Promise<void> {
  await db.update(importReadings).set({ wantedBy }).where(eq(importReadings.importId, importId))
}

/** Notes how far a reading is, unless it is over: words on their way may come late. */
export async function noteProgress(db: Db, importId: number, progress: ReadingProgress): Promise<void> {
  await db
    .update(importReadings)
    .set({ ...progress, updatedAt: new Date() })
    .where(and(eq(importReadings.importId, importId), notInArray(importReadings.phase, ['read', 'failed', 'applying'])))
}

/**
 * Kept files that are not read to their end, and read ones that somebody wants applied; the oldest first. Those that a
 * shell reads itself are not among them: their bytes are not kept.
 */
export async function findUnfinished(db: Db, except: readonly number[]): Promise<ImportReading | null> {
  const open = notInArray(importReadings.phase, ['read', 'failed'])
  const wanted = and(isNotNull(importReadings.wantedBy), ne(importReadings.phase, 'failed'))
  const kept = sql`exists (select from import_files f where f.import_id = ${importReadings.importId})`
  const [row] = await db
    .select()
    .from(importReadings)
    .where(and(or(open, wanted), kept, notInArray(importReadings.importId, [...except, 0])))
    .orderBy(importReadings.importId)
    .limit(1)
  return row ? readingOf(row) : null
}
