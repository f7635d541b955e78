import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file that lies on disk for as long as it is read. */
export interface Spooled {
  readonly name: string
  readonly path: string
  readonly remove: () => Promise<void>
}

/** Puts an upload on disk, because a file is read more than once. Bounds are checked when it is opened. */
export async function spool(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const path = join(tmpdir(), `kpi-import-${randomUUID()}`)
  const remove = () => rm(path, { force: true })
  try {
    await pipeline(Readable.from(bytes), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await remove()
    throw error
  }
  return { name, path, remove }
}
