import { inArray, lt, sql } from 'drizzle-orm'
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
  return (await findPictures(db, [id])).get(id) ?? null
}

/** Those of some pictures that somebody drew already, by id. */
export async function findPictures(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, StoredPicture>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(pictures)
    .where(inArray(pictures.id, [...ids]))
  return new Map(rows.map(({ usedAt: _, ...picture }) => [picture.id, picture]))
}

/** Keeps pictures; the same one twice is one row. They travel as base64: the driver would write two letters for each byte. */
export async function keepPictures(db: Db, drawn: readonly StoredPicture[], now: Date): Promise<void> {
  if (drawn.length === 0) return
  const rows = drawn.map(({ id, png, width, height }) => {
    const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64')
    return sql`(${id}, decode(${bytes}, 'base64'), ${width}::int, ${height}::int, ${now.toISOString()}::timestamptz)`
  })
  await db.execute(sql`
    insert into pictures (id, png, width, height, used_at) values ${sql.join(rows, sql`, `)}
    on conflict (id) do update set used_at = excluded.used_at`)
}

/** Forgets pictures that nobody used since an instant; answers how many. */
export async function prunePictures(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(pictures).where(lt(pictures.usedAt, before)).returning({ id: pictures.id })
  return gone.length
}
