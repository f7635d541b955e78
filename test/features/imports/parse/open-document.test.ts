import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BookType, CFB, utils, write } from '@e965/xlsx'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { previewImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'
import { zip } from '#test/support/workbook.ts'

const { db } = await testDatabase()
const { clear } = await importing(db)
const folder = await mkdtemp(join(tmpdir(), 'kpi-open-document-'))
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => clear())

const names = ['office', 'table', 'text'].map(
  name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
)
const spaces = `${names.join(' ')} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"`

/** An OpenDocument workbook of these rows, as XML. */
function ods(rows: string): Buffer {
  const table = `<table:table table:name="Data">${rows}</table:table>`
  const body = `<office:body><office:spreadsheet>${table}</office:spreadsheet></office:body>`
  return zip(
    [
      ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
      ['content.xml', `<office:document-content ${spaces}>${body}</office:document-content>`],
      [
        'META-INF/manifest.xml',
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
      ],
      ['styles.xml', `<office:document-styles ${spaces}/>`],
    ],
    false,
  )
}

const text = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`
const number = (value: number, more = '') =>
  `<table:table-cell office:value-type="float" office:value="${value}" ${more}><text:p>${value}</text:p></table:table-cell>`
const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`
const header = row(['Date', 'Store', 'Sales', 'Orders'].map(text).join(''))
const day = (n: number, cell: string) => row(text(`2026-01-0${n}`) + text('West') + cell + number(n))

async function preview(bytes: Buffer, name = 'a.ods') {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return previewImport(db, { name, path }, us, { by: null, now })
}

describe('cells of an OpenDocument workbook without a value', () => {
  it('are named, whether their formula was never computed or came out as an error', async () => {
    const error = (of: string, more: string) =>
      `<table:table-cell table:formula="of:=${of}" ${more}><text:p>${of}</text:p></table:table-cell>`
    const { notes, days } = await preview(
      ods(
        header +
          day(1, number(10)) +
          day(2, '<table:table-cell table:formula="of:=[.A1]*2"/>') +
          day(3, error('#N/A', 'office:value-type="string" office:string-value="" calcext:value-type="error"')) +
          day(4, error('#DIV/0!', 'office:value-type="float" office:value="0"')),
      ),
    )

    const told = notes.map(note => note.en).join('\n')
    expect(told).toMatch(/C3/)
    expect(told).toMatch(/Cells with an error, read as empty: .*C4 \(#N\/A\), C5 \(#DIV\/0!\)/)
    expect(days.map(({ figures }) => figures.net_sales)).toEqual(['10', undefined, undefined, undefined])
  })
})

/** The formula 5*2 as Excel packs it (MS-XLS 2.5.198). */
const product = Buffer.from('1e05001e020005', 'hex')

/** An old Excel workbook of two days whose sales are formulas; those of `empty` rows came to an empty text. */
function xls(empty: readonly number[]): Buffer {
  const sheet = utils.aoa_to_sheet([
    ['Date', 'Store', 'Sales', 'Orders'],
    ['2026-01-01', 'West', 10, 1],
    ['2026-01-02', 'West', 20, 2],
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Data')
  const file = CFB.read(write(book, { type: 'buffer', bookType: 'biff8' }), { type: 'buffer' })
  const stream = Buffer.from(CFB.find(file, '/Workbook')?.content as Uint8Array)
  const records: Buffer[] = []
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.subarray(at, at + 4 + stream.readUInt16LE(at + 2))
    const isSales = record.readUInt16LE(0) === 0x203 && record.readUInt16LE(6) === 2
    records.push(isSales ? formulaOf(record, empty.includes(record.readUInt16LE(4))) : record)
  }
  CFB.utils.cfb_add(file, '/Workbook', Buffer.concat(records))
  return CFB.write(file, { type: 'buffer' }) as Buffer
}

/** The record of a number as that of a formula (MS-XLS 2.4.127), which came to it or to an empty text. */
function formulaOf(number: Buffer, isEmpty: boolean): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(6, 0)
  head.writeUInt16LE(22 + product.length, 2)
  const value = isEmpty ? Buffer.from('030000000000ffff', 'hex') : number.subarray(10, 18)
  const rest = Buffer.alloc(8)
  rest.writeUInt16LE(product.length, 6)
  return Buffer.concat([head, number.subarray(4, 10), value, rest, product])
}

describe('formulas of an old Excel workbook', () => {
  const told = async (bytes: Buffer) => (await preview(bytes, 'old.xls')).notes.map(note => note.en).join('\n')

  it('without a value are named by their cells, where it was never computed', async () => {
    expect(await told(xls([1, 2]))).toMatch(/Formulas without a value, read as empty: C2, C3/)
  })

  it('that came to an empty text, or to numbers, are nothing to speak of', async () => {
    expect(await told(xls([1]))).toBe('')
    expect((await preview(xls([]), 'old.xls')).days.map(({ figures }) => figures.net_sales)).toEqual(['10', '20'])
  })
})

describe('counts of repetition', () => {
  it('of empty cells, with which programs fill a sheet up, are nothing', async () => {
    const rest = row(
      '<table:table-cell table:number-columns-repeated="16384"/>',
      'table:number-rows-repeated="1048574"',
    )
    const { rowsRead } = await preview(ods(header + day(1, number(10)) + rest))

    expect(rowsRead).toBe(1)
  })

  it.each([
    ['rows', row(text('2026-01-05') + text('West') + number(1), 'table:number-rows-repeated="2000000"')],
    ['columns', row(text('2026-01-05') + number(1, 'table:number-columns-repeated="5000000"'))],
    ['both', row(number(1, 'table:number-columns-repeated="3000"'), 'table:number-rows-repeated="3000"')],
    [
      'a far corner',
      row('', 'table:number-rows-repeated="1048570"') +
        row(`<table:table-cell table:number-columns-repeated="16000"/>${number(1)}`),
    ],
  ])('of filled cells beyond what people have are refused at once: %s', async (_name, bomb) => {
    await expect(preview(ods(header + day(1, number(10)) + bomb))).rejects.toThrow(/more than 4 million filled cells/)
  })
})

it.each(['xls', 'xlsb', 'ods'] as const)(
  'a sheet of format %s that says to reach far beyond its cells is read',
  async type => {
    const sheet = utils.aoa_to_sheet([
      ['Date', 'Store', 'Sales'],
      ['2026-01-05', 'West', 10],
    ])
    if (type !== 'ods') sheet['!ref'] = 'A1:IV2000'
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'Data')
    const { rowsRead } = await preview(write(book, { type: 'buffer', bookType: type as BookType }), `far.${type}`)

    expect(rowsRead).toBe(1)
  },
)
