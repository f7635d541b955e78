import { crc32, deflateRawSync } from 'node:zlib'

/** A cell to write: text, number, day (`{ day }`), formula with or without a value, error, or nothing. */
export type Written =
  | string
  | number
  | boolean
  | null
  | { readonly day: string }
  | { readonly formula: string; readonly value?: number }
  | { readonly error: string }
  /** The text of a number as it stands in the file. */
  | { readonly raw: string }

/** A sheet to write. */
export interface WrittenSheet {
  readonly name: string
  readonly rows: readonly (readonly Written[])[]
  readonly merged?: readonly string[]
  readonly hidden?: boolean
}

/** How it is written: parts stored without packing, texts inside the cells. */
export interface Writing {
  readonly stored?: boolean
  readonly inline?: boolean
}

/** The bytes of a workbook, made here so that tests hold what they read against what they wrote. */
export function workbook(sheets: readonly WrittenSheet[], { stored = false, inline = false }: Writing = {}): Buffer {
  const strings: string[] = []
  const parts = sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, strings, inline)])
  const list = sheets
    .map(
      ({ name, hidden }, i) =>
        `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')
  const relations = sheets
    .map((_sheet, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
    .concat(relation('rIdS', 'sharedStrings', 'sharedStrings.xml'), relation('rIdT', 'styles', 'styles.xml'))
  return zip(
    [
      ['_rels/.rels', relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
      ['xl/workbook.xml', `<workbook ${spaces}><sheets>${list}</sheets></workbook>`],
      ['xl/_rels/workbook.xml.rels', relationships(relations)],
      ['xl/styles.xml', `<styleSheet ${spaces}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`],
      [
        'xl/sharedStrings.xml',
        `<sst ${spaces}>${strings.map(text => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
      ],
      ...parts.map(([name = '', xml = '']) => [name, xml] as const),
    ],
    stored,
  )
}

const spaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

function relationships(all: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`
}

function relation(id: string, kind: string, target: string): string {
  const type = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}`
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`
}

function sheetXml({ rows, merged = [] }: WrittenSheet, strings: string[], inline: boolean): string {
  const body = rows
    .map((cells, row) => {
      const written = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings, inline))
      return `<row r="${row + 1}">${written.join('')}</row>`
    })
    .join('')
  const merges = merged.map(ref => `<mergeCell ref="${ref}"/>`).join('')
  return `<worksheet ${spaces}><sheetData>${body}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`
}

function cellXml(cell: Written, at: string, strings: string[], inline: boolean): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'string') {
    if (inline) return `<c r="${at}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`
    return `<c r="${at}" t="s"><v>${strings.push(cell) - 1}</v></c>`
  }
  if ('raw' in cell) return `<c r="${at}"><v>${cell.raw}</v></c>`
  if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`
  if ('day' in cell) return `<c r="${at}" s="1"><v>${Date.parse(`${cell.day}Z`) / 86_400_000 + 25_569}</v></c>`
  return `<c r="${at}"><f>${cell.formula}</f>${cell.value === undefined ? '' : `<v>${cell.value}</v>`}</c>`
}

function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** A ZIP file of some parts; stored ones are not packed, as some writers leave them. */
export function zip(parts: readonly (readonly [string, string | Buffer])[], stored = false): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const bytes = Buffer.from(content as string)
    const packed = stored ? bytes : deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800, 2)
    fields.writeUInt16LE(stored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(bytes.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([signature(0x04034b50), fields, Buffer.from(name), packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), fields, entry, Buffer.from(name)]))
    files.push(local)
    offset += local.length
  }
  const all = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(all.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, all, signature(0x06054b50), end])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
