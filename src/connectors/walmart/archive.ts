import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** Judgement: what a step may hold. */
const maxBytes = 32 * 1_048_576

/** The text of the only file of a ZIP archive; bytes that are none are the file itself. @throws SourceFault */
export async function textOfArchive(bytes: Uint8Array): Promise<string> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const content = isZip ? await firstFile(Buffer.from(bytes)) : bytes
  return new TextDecoder().decode(content).replace(/^\ufeff/, '')
}

function firstFile(bytes: Buffer): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const broken = (cause: unknown) => fail(new SourceFault('transient', says('notUnpacked'), { cause }))
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return broken(error)
      zip.on('error', broken)
      zip.on('end', () => done(new Uint8Array())) // no file in it
      zip.on('entry', (entry: Entry) =>
        entry.fileName.endsWith('/') ? zip.readEntry() : readEntry(zip, entry).then(done, broken),
      )
      zip.readEntry()
    })
  })
}

function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    if (entry.uncompressedSize > maxBytes) return fail(new Error(`larger than ${maxBytes} bytes`))
    zip.openReadStream(entry, (error, stream) => {
      if (error) return fail(error)
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('error', fail)
      stream.on('end', () => done(Buffer.concat(parts)))
    })
  })
}
