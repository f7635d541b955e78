import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { UserError } from '#src/errors.ts'
import { knownNames } from '#src/features/imports/columns/columns.ts'
import { recogniseFormat } from '#src/features/imports/columns/recognise-format.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { convertWorkbook } from './convert/index.ts'
import { TooManyCells } from './convert/too-many-cells.ts'
import { type FileKind, fileKind } from './file-kind.ts'
import { refusals } from './refusals.ts'
import type { Cell, Table } from './table.ts'
import { openText, type TextOpening, type TextSource } from './text-file.ts'
import { openXlsx } from './workbook/index.ts'
import { XmlProblem } from './workbook/xml.ts'
import { openZip, type Part, type Zip, ZipProblem } from './workbook/zip.ts'

/** Largest files that are read, in bytes (judgement: a year of orders of a large shop is some 100 MB). */
export const largestText = 200 * 1024 * 1024
export const largestWorkbook = 200 * 1024 * 1024

/** Workbooks that are converted as a whole (judgement: memory; 65,536 rows of old Excel are some 10 MB). */
export const largestConverted = 30 * 1024 * 1024

/** Bytes that tell a character set in a quick look (judgement: some ten thousand rows). */
const lookedAtForText = 4 * 1024 * 1024

/** A file that can be read, with the fingerprint of its bytes. */
export interface OpenedFile {
  readonly table: Table
  /** Hexadecimal SHA-256. */
  readonly sha256: string
}

/**
 * Finds out what a file is, by its bytes. `market` helps where bytes could be of several languages; `look`: the
 * beginning of a text must do.
 * @throws UserError that names what it is and what to do, when it is too large, empty or no file of rows.
 */
export async function openTable(path: string, market?: string, look = false): Promise<OpenedFile> {
  const { kind, size } = await lookAt(path)
  const limit = kind === 'zip' ? largestWorkbook : largestText
  if (size > limit) throw new UserError(fill(refusals.tooLarge, { limit: limit / 1024 / 1024 }))
  if (kind !== 'zip' && kind !== 'text' && kind !== 'old-excel') throw new UserError(refusals[kind])
  const table = await openAs(kind, path, { market, size, look: look ? lookedAtForText : undefined })
  return { table, sha256: await hashOf(path) }
}

async function openAs(kind: 'zip' | 'text' | 'old-excel', path: string, opening: TextOpening): Promise<Table> {
  if (kind === 'text') return openText(fileSource(path), opening)
  return kind === 'zip' ? openPacked(path, opening) : openConverted(path, opening.size, refusals['old-excel'])
}

/** Workbooks in other formats than XLSX; `refusal` says what it is and the way out where that fails. */
async function openConverted(path: string, size: number, refusal: Localized): Promise<Table> {
  if (size > largestConverted) throw new UserError(refusal)
  try {
    return guarded(await openXlsx(await convertWorkbook(path), headerScore))
  } catch (cause) {
    if (cause instanceof TooManyCells)
      throw new UserError(fill(refusals.tooManyCells, { limit: TooManyCells.most / 1e6 }))
    if (isFault(cause)) throw new UserError(refusal)
    throw cause
  }
}

async function lookAt(path: string): Promise<{ readonly kind: FileKind; readonly size: number }> {
  const file = await open(path)
  try {
    return { kind: await fileKind(file), size: (await file.stat()).size }
  } finally {
    await file.close()
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function fileSource(path: string): TextSource {
  return end => createReadStream(path, { highWaterMark: 32_768, ...(end !== undefined && { end: end - 1 }) })
}

/** A workbook, or a packed file of text. Whatever is wrong with it is the file's fault, never ours to crash on. */
async function openPacked(path: string, opening: TextOpening): Promise<Table> {
  try {
    const zip = await openZip(path)
    const parts = zip.parts
    zip.close()
    if (parts.some(part => part.encrypted)) throw new UserError(refusals.password)
    const has = (pattern: RegExp) => parts.some(part => pattern.test(part.name))
    if (has(/(^|\/)workbook\.bin$/i)) return await openConverted(path, opening.size, refusals.binaryWorkbook)
    if (has(/(^|[\\/])workbook\.xml$/i)) return guarded(await openXlsx(path, headerScore))
    if (has(/^content\.xml$/i)) return await openConverted(path, opening.size, refusals.openDocument)
    return await openPackedText(path, parts, opening)
  } catch (cause) {
    throw unreadable(cause)
  }
}

/** Damage may show only where the rows are read. */
function guarded(table: Table): Table {
  const rows = async function* () {
    try {
      yield* table.rows()
    } catch (cause) {
      throw unreadable(cause)
    }
  }
  return { ...table, rows }
}

/** Faults of the file become words for its sender; anything else stays what it is. */
function unreadable(cause: unknown): unknown {
  if (cause instanceof UserError) return cause
  return isFault(cause) ? new UserError(refusals.damaged) : cause
}

/** What zlib, the ZIP directory and XML say of a damaged file. */
function isFault(cause: unknown): boolean {
  if (cause instanceof ZipProblem || cause instanceof XmlProblem) return true
  if (!(cause instanceof Error)) return false
  return (
    ('code' in cause && /^Z_/.test(String(cause.code))) || /size|bytes|crc|signature|local file/i.test(cause.message)
  )
}

/** How surely a row names the columns: a known export is surest. */
function headerScore(cells: readonly Cell[], sheet: string): number {
  const known = knownNames(cells)
  return recogniseFormat(cells, { fileName: '', sheet, above: [] }) ? 100 + known : known
}

async function openPackedText(path: string, parts: readonly Part[], opening: TextOpening): Promise<Table> {
  const files = parts.filter(part => !part.name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(part.name))
  const [only, another] = files.filter(part => /\.(csv|tsv|txt)$/i.test(part.name))
  if (!only) throw new UserError(refusals.archive)
  if (another) throw new UserError(fill(refusals.severalFiles, { count: files.length }))
  if (only.size > largestText) throw new UserError(fill(refusals.tooLarge, { limit: largestText / 1024 / 1024 }))
  return openText(packedSource(path, only.name), { ...opening, size: only.size })
}

function packedSource(path: string, name: string): TextSource {
  return end => bytesOf(path, name, end)
}

async function* bytesOf(path: string, name: string, end?: number): AsyncGenerator<Uint8Array> {
  const zip: Zip = await openZip(path)
  let read = 0
  try {
    for await (const chunk of (await zip.open(name)) ?? []) {
      yield chunk as Uint8Array
      read += (chunk as Uint8Array).length
      if (end !== undefined && read >= end) return
    }
  } finally {
    zip.close()
  }
}
