import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { StartError } from '#src/errors.ts'
import { Header, magic } from './format.ts'
import { linesOf } from './lines.ts'

/** A backup whose header was read. */
export interface OpenBackup {
  readonly header: Header
  /** What stands behind the header; ends with an error where the file is damaged. */
  readonly lines: AsyncGenerator<Buffer>
  close(): void
}

/** Opens a backup. @throws StartError when the file is not there, or no backup of ours. */
export async function openBackup(file: string): Promise<OpenBackup> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  source.on('error', error => unpacked.destroy(error))
  source.pipe(unpacked)
  const close = () => {
    source.destroy()
    unpacked.destroy()
  }
  const lines = linesOf(unpacked as AsyncIterable<Buffer>) // it gives buffers where no encoding is set
  try {
    const first = textOf(await lines.next())
    if (first !== magic) throw notOurs(file)
    return { header: Header.parse(JSON.parse(textOf(await lines.next()))), lines, close }
  } catch (error) {
    close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new StartError(`There is no file ${file}.`, { cause: error })
    throw error instanceof StartError ? error : notOurs(file, error)
  }
}

function textOf(next: IteratorResult<Buffer>): string {
  return next.done ? '' : next.value.toString('utf8').trimEnd()
}

function notOurs(file: string, cause?: unknown): StartError {
  return new StartError(`${file} is no backup of this service, or is damaged.`, { cause })
}
