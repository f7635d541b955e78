import type { FileHandle } from 'node:fs/promises'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
/** The end record is 22 bytes and a comment of at most 65,535. */
const endLength = 22 + 65_535

/** Unpacked bytes of all parts of a ZIP file as its directory states them; `null` when it has no directory. */
export async function unpackedBytes(file: FileHandle): Promise<number | null> {
  const { size } = await file.stat()
  const tail = await read(file, Math.max(0, size - endLength), Math.min(size, endLength))
  const end = lastIndexOf(tail, endSignature)
  if (end < 0 || end + 22 > tail.length) return null
  const directory = await read(file, tail.readUInt32LE(end + 16), Math.min(size, tail.readUInt32LE(end + 12)))
  let total = 0
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature; ) {
    total += directory.readUInt32LE(at + 24)
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return total
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  for (let at = bytes.length - 4; at >= 0; at--) if (bytes.readUInt32LE(at) === signature) return at
  return -1
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}
