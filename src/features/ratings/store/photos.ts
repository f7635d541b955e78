import { and, asc, count, desc, eq } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { ratingPhotos } from '#src/platform/database/schema/index.ts'
import type { FigureKey } from './answers.ts'

/** A picture behind a figure, without its bytes. */
export interface Photo extends FigureKey {
  readonly id: number
  /** `null`: of somebody who is gone. */
  readonly personId: number | null
  readonly width: number
  readonly height: number
}

const { id, kpiId, storeId, sku, day, personId, width, height } = ratingPhotos
const columns = { id, kpiId, storeId, sku, day, personId, width, height }

/** Stores a picture; answers its number. */
export async function addPhoto(
  db: Db,
  photo: Omit<Photo, 'id'> & { readonly jpeg: Uint8Array; readonly addedAt: Date },
): Promise<number> {
  const [row] = await db.insert(ratingPhotos).values(photo).returning({ id: ratingPhotos.id })
  if (!row) throw new Error('A new photo came back empty')
  return row.id
}

/** Puts a picture behind another figure, if it is this person's. Returns whether it was. */
export async function movePhoto(db: Db, number: number, key: FigureKey, by: number): Promise<boolean> {
  const { kpiId, storeId, sku, day } = key
  const moved = await db
    .update(ratingPhotos)
    .set({ kpiId, storeId, sku, day })
    .where(and(eq(id, number), eq(personId, by)))
    .returning({ id: ratingPhotos.id })
  return moved.length > 0
}

/** The pictures of one person behind a figure, in the order in which they came. */
export async function photosOf(db: Db, key: FigureKey, by: number): Promise<readonly Photo[]> {
  const own = and(isAt(key), eq(day, key.day), eq(personId, by))
  return db.select(columns).from(ratingPhotos).where(own).orderBy(asc(id))
}

/** The latest pictures behind the figures of a KPI at a store or SKU. */
export async function photosAt(db: Db, key: Omit<FigureKey, 'day'>, limit: number): Promise<readonly Photo[]> {
  return db.select(columns).from(ratingPhotos).where(isAt(key)).orderBy(desc(day), asc(id)).limit(limit)
}

/** How many pictures stand behind the figures of a KPI at a store or SKU. */
export async function countPhotos(db: Db, key: Omit<FigureKey, 'day'>): Promise<number> {
  const [row] = await db.select({ photos: count() }).from(ratingPhotos).where(isAt(key))
  return row?.photos ?? 0
}

/** A picture with its bytes; `null`: there is none. */
export async function findPhoto(db: Db, number: number): Promise<(Photo & { readonly jpeg: Uint8Array }) | null> {
  const [row] = await db
    .select({ ...columns, jpeg: ratingPhotos.jpeg })
    .from(ratingPhotos)
    .where(eq(id, number))
  return row ?? null
}

/** Takes a picture away, if it is this person's. Returns whether it was. */
export async function removePhoto(db: Db, number: number, by: number): Promise<boolean> {
  const own = and(eq(id, number), eq(personId, by))
  return (await db.delete(ratingPhotos).where(own).returning({ id: ratingPhotos.id })).length > 0
}

function isAt(key: Omit<FigureKey, 'day'>) {
  return and(eq(kpiId, key.kpiId), eq(storeId, key.storeId), eq(sku, key.sku))
}
