import { and, eq, gt, lt } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { exportFiles } from '#src/platform/database/schema/index.ts'

/** A file that was made for somebody. */
export interface KeptFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

/** Keeps a file until an instant. */
export async function insertFile(
  db: Db,
  file: KeptFile & { readonly personId: number | null; readonly createdAt: Date; readonly expiresAt: Date },
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
  return row ? { id: row.id, name: row.name, mediaType: row.mediaType, content: row.content } : null
}

/** Forgets files whose time was over before an instant; answers how many. */
export async function pruneFiles(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(exportFiles).where(lt(exportFiles.expiresAt, before)).returning({ id: exportFiles.id })
  return gone.length
}
