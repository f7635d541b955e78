import { and, eq } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { takenFiles } from '#src/platform/database/schema/index.ts'

/** By which way a file came without somebody waiting for it. */
export type Way = 'folder' | 'mail'

/** A file that was taken. */
export interface TakenFile {
  readonly sha256: string
  readonly name: string
  readonly way: Way
  readonly importId: number | null
  readonly refused: boolean
  readonly at: Date
}

/** What became of the same bytes before; `null`: they are new. */
export async function findTaken(db: Db, way: Way, sha256: string): Promise<TakenFile | null> {
  const [row] = await db
    .select()
    .from(takenFiles)
    .where(and(eq(takenFiles.way, way), eq(takenFiles.sha256, sha256)))
  return row ?? null
}

/** Notes what became of a file; of the same bytes the latest counts. */
export async function noteTaken(db: Db, file: TakenFile): Promise<void> {
  const { way: _way, sha256: _sha256, ...facts } = file
  await db
    .insert(takenFiles)
    .values(file)
    .onConflictDoUpdate({ target: [takenFiles.way, takenFiles.sha256], set: facts })
}
