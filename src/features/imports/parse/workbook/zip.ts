import { pipeline, type Readable, Transform } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl'

/** A part of a ZIP file, as its directory names it. */
export interface Part {
  readonly name: string
  /** Bytes when unpacked. */
  readonly size: number
  readonly encrypted: boolean
}

/** A ZIP file whose directory was read; parts are unpacked as they are read. */
export interface Zip {
  readonly parts: readonly Part[]
  /** The bytes of a part; `null` where there is none of that name. Names are compared without case, as Excel does. */
  readonly open: (name: string) => Promise<Readable | null>
  readonly close: () => void
}

/** Where a ZIP file lies, or its bytes. */
export type ZipSource = string | Buffer

/** A ZIP file that cannot be read, or was made to exhaust us. */
export class ZipProblem extends Error {}

/** More parts or bytes than any workbook has: made to exhaust us (judgement). */
const maxParts = 10_000
const largestUnpacked = 2 * 1024 * 1024 * 1024

/** Reads the directory of a ZIP file: stored and deflated parts, ZIP64, sizes behind the data. @throws ZipProblem */
export async function openZip(source: ZipSource): Promise<Zip> {
  const zip = await openFile(source)
  try {
    const entries = await readDirectory(zip)
    const byName = new Map(entries.map(entry => [keyOf(entry.fileName), entry]))
    return {
      parts: entries.map(partOf),
      open: async name => {
        const entry = byName.get(keyOf(name))
        return entry ? openPart(zip, entry) : null
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function keyOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}

function partOf(entry: Entry): Part {
  return { name: entry.fileName, size: entry.uncompressedSize, encrypted: entry.isEncrypted() }
}

const opening = { lazyEntries: true, autoClose: false, strictFileNames: false } as const

function openFile(source: ZipSource): Promise<ZipFile> {
  return new Promise((done, fail) => {
    const take = (error: Error | null, zip: ZipFile) => {
      if (error) fail(new ZipProblem(error.message, { cause: error }))
      else done(zip)
    }
    if (typeof source === 'string') open(source, opening, take)
    else fromBuffer(source, opening, take)
  })
}

function readDirectory(zip: ZipFile): Promise<readonly Entry[]> {
  return new Promise((done, fail) => {
    const entries: Entry[] = []
    let unpacked = 0
    zip.on('error', error => fail(new ZipProblem(error.message, { cause: error })))
    zip.on('end', () => done(entries))
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize
      if (entries.push(entry) > maxParts || unpacked > largestUnpacked) fail(new ZipProblem('too large when unpacked'))
      else zip.readEntry()
    })
    zip.readEntry()
  })
}

function openPart(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((done, fail) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return fail(new ZipProblem(error.message, { cause: error }))
      // Who reads it hears of a fault; nobody reading must not end the process.
      done(pipeline(stream, createChecksum(entry.crc32), () => {}))
    })
  })
}

/** A changed byte may still unpack and read well, with other figures: the checksum of the directory tells. */
function createChecksum(expected: number): Transform {
  let sum = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
    flush(done) {
      done(sum === expected ? null : new ZipProblem('the checksum of a part is wrong'))
    },
  })
}
