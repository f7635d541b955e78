import { eq, lt } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { pictures } from '#src/platform/database/schema/index.ts'

/** A drawn picture: `id` names what it shows, in which language, and by which version of the painter. */
export interface StoredPicture {
  readonly id: string
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** The picture with this id; `null` when nobody drew it yet or it was forgotten. */
export async function findPicture(db: Db, id: string): Promise<StoredPicture | null> {
  const [row] = await db.select().from(pictures).where(eq(pictures.id, id)).limit(1)
  return row ? { id: row.id, png: row.png, width: row.width, height: row.height } : null
}

/** Keeps a picture; the same one twice is one row. */
export async function keepPicture(db: Db, picture: StoredPicture, now: Date): Promise<void> {
  await db
    .insert(pictures)
    .values({ ...picture, usedAt: now })
    .onConflictDoUpdate({ target: pictures.id, set: { usedAt: now } })
}

/** Forgets pictures that nobody used since an instant; answers how many. */
export async function prunePictures(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(pictures).where(lt(pictures.usedAt, before)).returning({ id: pictures.id })
  return gone.length
}
