import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { importFiles } from '#src/platform/database/schema/index.ts'

/** Bytes of a piece (judgement: some are in memory at once). */
const pieceSize = 1024 * 1024

/** Keeps the bytes of a file in the database, packed, so that any replica can read it later. */
export async function keepFile(db: Db, importId: number, path: string): Promise<void> {
  await db.delete(importFiles).where(eq(importFiles.importId, importId))
  await pipeline(createReadStream(path), createGzip({ level: 1 }), async bytes => {
    let piece = 0
    for await (const part of inPieces(bytes as AsyncIterable<Buffer>)) {
      await db.insert(importFiles).values({ importId, piece: piece++, bytes: part })
    }
  })
}

async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  for await (const part of bytes) {
    parts.push(part)
    size += part.length
    if (size < pieceSize) continue
    yield Buffer.concat(parts)
    parts = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(parts)
}

/** Writes a kept file to a path. @returns whether there was one */
export async function restoreFile(db: Db, importId: number, path: string): Promise<boolean> {
  const first = await pieceOf(db, importId, 0)
  if (!first) return false
  await pipeline(Readable.from(pieces(db, importId, first)), createGunzip(), createWriteStream(path, { mode: 0o600 }))
  return true
}

async function* pieces(db: Db, importId: number, first: Uint8Array): AsyncGenerator<Uint8Array> {
  let next: Uint8Array | undefined = first
  for (let piece = 1; next; piece++) {
    yield next
    next = await pieceOf(db, importId, piece)
  }
}

async function pieceOf(db: Db, importId: number, piece: number): Promise<Uint8Array | undefined> {
  const [row] = await db
    .select({ bytes: importFiles.bytes })
    .from(importFiles)
    .where(and(eq(importFiles.importId, importId), eq(importFiles.piece, piece)))
    .orderBy(asc(importFiles.piece))
  return row?.bytes
}
