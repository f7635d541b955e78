import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { UserError } from '#src/errors.ts'
import { knownNames } from '#src/features/imports/columns/columns.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { csvRows, separatorOf } from './csv.ts'
import { createEncodingDetector, decode, type Encoding } from './encoding.ts'
import type { Table } from './table.ts'
import { xlsxRows } from './xlsx.ts'
import { unpackedBytes } from './zip-sizes.ts'

/** Largest files that are read, in bytes (judgement: a year of orders of a large shop is some 100 MB). */
export const largestText = 200 * 1024 * 1024
export const largestWorkbook = 50 * 1024 * 1024
/** What a workbook may unpack to; beyond it, it was made to exhaust us (judgement: 40 times the packed limit). */
const largestUnpacked = 2 * 1024 * 1024 * 1024

/** A file that can be read, with the fingerprint of its bytes. */
export interface OpenedFile {
  readonly table: Table
  /** Hexadecimal SHA-256. */
  readonly sha256: string
}

const texts = {
  tooLarge: {
    en: 'The file is larger than {limit} MB. Split it, for example by month.',
    ja: 'ファイルが{limit} MBを超えています。月ごとなどに分割してください。',
    'zh-CN': '文件超过 {limit} MB，请按月等方式拆分后再导入。',
  },
  oldExcel: {
    en: 'This is an old Excel file (.xls). Save it as .xlsx or CSV.',
    ja: '古い形式のExcelファイル（.xls）です。.xlsxまたはCSVで保存し直してください。',
    'zh-CN': '这是旧版Excel文件（.xls），请另存为.xlsx或CSV。',
  },
  damaged: {
    en: 'The workbook cannot be read: it is damaged, protected by a password or not an Excel file.',
    ja: 'ブックを読み取れません。破損しているか、パスワードで保護されているか、Excelファイルではありません。',
    'zh-CN': '无法读取工作簿：文件已损坏、受密码保护或不是Excel文件。',
  },
  empty: { en: 'The file is empty.', ja: 'ファイルが空です。', 'zh-CN': '文件为空。' },
} satisfies Record<string, Localized>

/**
 * Finds out what a file is. `market` helps where bytes could be Japanese or Chinese.
 * @throws UserError when it is too large, empty or no file of rows.
 */
export async function openTable(path: string, market?: string): Promise<OpenedFile> {
  const file = await open(path)
  try {
    const start = Buffer.alloc(8)
    const { bytesRead } = await file.read(start, 0, 8, 0)
    if (bytesRead === 0) throw new UserError(texts.empty)
    if (start.readUInt32BE(0) === 0xd0cf11e0) throw new UserError(texts.oldExcel)
    return start.readUInt32BE(0) === 0x504b0304 ? await openWorkbook(path, file) : await openText(path, file, market)
  } finally {
    await file.close()
  }
}

async function limit(file: FileHandle, bytes: number): Promise<void> {
  const { size } = await file.stat()
  if (size > bytes) throw new UserError(fill(texts.tooLarge, { limit: bytes / 1024 / 1024 }))
}

async function openWorkbook(path: string, file: FileHandle): Promise<OpenedFile> {
  await limit(file, largestWorkbook)
  const unpacked = await unpackedBytes(file)
  if (unpacked === null || unpacked > largestUnpacked) throw new UserError(texts.damaged)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  const sheet = await bestSheet(path).catch(() => {
    throw new UserError(texts.damaged)
  })
  const table: Table = { format: 'xlsx', encoding: null, separator: null, rows: () => xlsxRows(path, sheet) }
  return { table, sha256: hash.digest('hex') }
}

/** Sheets and rows that are looked at to find the one with known column names (judgement). */
const sheetsToTry = 8
const rowsToTry = 20

async function bestSheet(path: string): Promise<number> {
  let best = { sheet: 0, known: 1 }
  for (let sheet = 0; sheet < sheetsToTry; sheet++) {
    let seen = 0
    for await (const row of xlsxRows(path, sheet)) {
      const known = knownNames(row.cells)
      if (known > best.known) best = { sheet, known }
      if (++seen >= rowsToTry) break
    }
    if (best.known > 2) break
  }
  return best.sheet
}

async function openText(path: string, file: FileHandle, market: string | undefined): Promise<OpenedFile> {
  await limit(file, largestText)
  const hash = createHash('sha256')
  const detector = createEncodingDetector({ market, knownNames: namesIn })
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    hash.update(chunk as Uint8Array)
    detector.add(chunk as Uint8Array)
  }
  const encoding = detector.finish()
  const separator = separatorOf(await sampleOf(path, encoding), knownNames)
  const rows = () => csvRows(decode(createReadStream(path, { highWaterMark: 262_144 }), encoding), separator)
  return { table: { format: 'csv', encoding, separator, rows }, sha256: hash.digest('hex') }
}

function namesIn(sample: string): number {
  const lines = sample.split(/\r?\n|\r/, 20)
  return Math.max(...lines.map(line => knownNames(line.split(/[,;\t|]/).map(cell => cell.replace(/^"|"$/g, '')))))
}

async function sampleOf(path: string, encoding: Encoding): Promise<string> {
  let text = ''
  for await (const piece of decode(createReadStream(path, { end: 65_535 }), encoding)) text += piece
  return text
}
