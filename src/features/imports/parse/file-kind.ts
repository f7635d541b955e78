import type { FileHandle } from 'node:fs/promises'

/** What a file is by its bytes, whatever it is called. */
export type FileKind = 'empty' | 'zip' | 'old-excel' | 'password' | 'binary' | 'pdf' | 'gzip' | 'text'

/** Where compound files keep the names of their streams: within the first kilobytes or at the end (judgement). */
const lookedAt = 512 * 1024

/** Compound files begin with `d0cf11e0` and this (MS-CFB 2.2). */
const compoundEnd = Buffer.from('a1b11ae1', 'hex')

/** Finds out what a file is. */
export async function fileKind(file: FileHandle): Promise<FileKind> {
  const { size } = await file.stat()
  if (size === 0) return 'empty'
  const start = await read(file, 0, Math.min(size, 4_096))
  const first = start.length >= 4 ? start.readUInt32BE(0) : 0
  if (first === 0x504b0304 || first === 0x504b0506) return 'zip'
  if (first === 0xd0cf11e0 && (await isEncrypted(file, size))) return 'password'
  if (first === 0xd0cf11e0) return start.subarray(4, 8).equals(compoundEnd) ? 'old-excel' : 'binary'
  if (first === 0x25504446) return 'pdf'
  if (first >>> 16 === 0x1f8b) return 'gzip'
  return isBinary(start, first) ? 'binary' : 'text'
}

/** A workbook with a password is a compound file with a stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.4.4). */
async function isEncrypted(file: FileHandle, size: number): Promise<boolean> {
  const name = Buffer.from('EncryptedPackage', 'utf16le')
  const start = await read(file, 0, Math.min(size, lookedAt))
  const end = await read(file, Math.max(0, size - lookedAt), Math.min(size, lookedAt))
  return start.includes(name) || end.includes(name)
}

/** How PNG, GIF, JPEG, RIFF, 7z, RAR and programs begin. */
const pictures: ReadonlySet<number> = new Set([
  0x89504e47, 0x47494638, 0xffd8ffe0, 0xffd8ffe1, 0x52494646, 0x377abcaf, 0x52617221, 0x7f454c46,
])

/** Pictures, programs and the like begin with control characters that no text has. */
function isBinary(start: Buffer, first: number): boolean {
  if (pictures.has(first)) return true
  if (first >>> 16 === 0xfffe || first >>> 16 === 0xfeff) return false
  const wide = start.filter((byte, index) => byte === 0 && index % 2 === 1).length > start.length / 8
  const wideBig = start.filter((byte, index) => byte === 0 && index % 2 === 0).length > start.length / 8
  if (wide !== wideBig) return false
  return start.some(byte => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32))
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}
