import { and, eq, gt, lt } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { exportFiles } from '#src/platform/database/schema/index.ts'

/** A file that was made for somebody. */
export interface KeptFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
  /** For whom it was made; `null`: nobody in particular. */
  readonly personId: number | null
}

/** Keeps a file until an instant. */
export async function insertFile(
  db: Db,
  file: KeptFile & { readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await db.insert(exportFiles).values(file)
}

/** The file with this id; `null` when there is none, or its time is over. */
export async function findFile(db: Db, id: string, now: Date): Promise<KeptFile | null> {
  const [row] = await db
    .select()
    .from(exportFiles)
    .where(and(eq(exportFiles.id, id), gt(exportFiles.expiresAt, now)))
    .limit(1)
  if (!row) return null
  const { name, mediaType, content, personId } = row
  return { id: row.id, name, mediaType, content, personId }
}

/** Forgets files whose time was over before an instant; answers how many. */
export async function pruneFiles(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(exportFiles).where(lt(exportFiles.expiresAt, before)).returning({ id: exportFiles.id })
  return gone.length
}
