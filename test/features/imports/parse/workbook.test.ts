import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { openTable } from '#src/features/imports/parse/open-table.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { type Written, workbook, zip } from '#test/support/workbook.ts'

const folder = await mkdtemp(join(tmpdir(), 'kpi-workbooks-'))
afterAll(() => rm(folder, { recursive: true }))
let files = 0

async function opened(bytes: Buffer | string, market?: string) {
  const path = join(folder, String(++files))
  await writeFile(path, bytes)
  return (await openTable(path, market)).table
}

async function rowsOf(bytes: Buffer | string, market?: string): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = []
  for await (const row of (await opened(bytes, market)).rows()) rows.push(row.cells)
  return rows
}

const header = ['Date', 'Store', 'Sales', 'Orders']
const day = (number: number) => ({ day: `2026-01-0${number}` })

describe('a workbook', () => {
  it.each([
    ['packed', {}],
    ['stored without packing', { stored: true }],
    ['with texts in its cells', { inline: true }],
    ['stored, with texts in its cells', { stored: true, inline: true }],
  ])('%s says the same every time', async (_how, writing) => {
    const bytes = workbook([{ name: 'A', rows: [header, [day(5), 'West & Co', 1000.5, 10]] }], writing)

    for (let time = 0; time < 20; time++) {
      expect(await rowsOf(bytes)).toEqual([header, [new Date('2026-01-05T00:00:00Z'), 'West & Co', 1000.5, 10]])
    }
  })

  it('is read in the sheet whose columns are known, wherever it stands; others are named', async () => {
    const table = await opened(
      workbook([
        { name: 'Read me', rows: [['This is a report'], ['made by hand']] },
        { name: 'Empty', rows: [] },
        { name: 'Data', rows: [['January'], header, [day(5), 'West', 1000, 10]] },
        { name: 'Old', rows: [header, [day(4), 'West', 9, 9]], hidden: true },
      ]),
    )

    expect(table.sheet).toBe('Data')
    expect(table.remarks?.map(remark => remark.en).join()).toMatch(/Not read.*“Read me”, “Old”/)
  })

  it('with a sheet per month is read as one', async () => {
    const month = (name: string, sales: number) => ({ name, rows: [['Report'], header, [day(5), 'West', sales, 1]] })
    const bytes = workbook([month('Jan', 1000), month('Feb', 2000), { name: 'Notes', rows: [['x']] }])
    const table = await opened(bytes)

    expect((await rowsOf(bytes)).map(row => row[2])).toEqual([undefined, 'Sales', 1000, 2000])
    expect(table.remarks?.map(remark => remark.en)).toEqual([
      expect.stringContaining('“Jan”, “Feb”'),
      expect.stringContaining('“Notes”'),
    ])
  })

  it('with a copy of a sheet is read once, and the copy is named', async () => {
    const rows = [header, [day(5), 'West', 1000, 10], [day(6), 'West', 2000, 20]]
    const bytes = workbook([
      { name: 'Data', rows },
      { name: 'Data (2)', rows },
    ])

    expect(await rowsOf(bytes)).toHaveLength(3)
    expect((await opened(bytes)).remarks?.map(remark => remark.en).join()).toMatch(/copies/)
  })

  it('gives merged cells to each of their rows, and amounts once', async () => {
    const rows: Written[][] = [header, [day(5), 'West', 500, 1], [null, 'East', null, 2], [null, 'North', 7, 3]]
    const read = await rowsOf(workbook([{ name: 'A', rows, merged: ['A2:A4', 'C2:C3', 'A1:B1'] }]))

    expect(read.slice(1).map(row => row[0])).toEqual(Array(3).fill(new Date('2026-01-05T00:00:00Z')))
    expect(read.map(row => row[2])).toEqual(['Sales', 500, null, 7])
  })

  it('keeps numbers of 16 digits and more apart', async () => {
    const ids = ['4503599627370497', '4503599627370498', '9876543210987654', '9876543210987655', '12345678901234567890']
    const rows = ids.map(raw => [{ raw }, 'West', 1, 1])

    const read = await rowsOf(workbook([{ name: 'A', rows: [header, ...rows] }]))

    expect(read.slice(1).map(row => textOf(row[0]))).toEqual(ids)
  })

  it('names the cells that lack a value', async () => {
    const rows: Written[][] = [header, [day(5), 'West', { formula: 'A1' }, 1], [day(6), 'West', { error: '#N/A' }, 2]]
    const table = await opened(workbook([{ name: 'A', rows }]))
    for await (const _row of table.rows());

    expect(table.gaps?.()).toEqual([
      { row: 2, column: 2, error: null },
      { row: 3, column: 2, error: '#N/A' },
    ])
  })

  it('gives back what was written, whatever it is', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter(text => text === text.trim() && !/[^\P{C}]/u.test(text)),
      fc.integer(),
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map(value => Number(value.toPrecision(12))),
      fc.boolean(),
      fc.constant(null),
    )
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), fc.boolean(), async (written, stored, inline) => {
        const read = await rowsOf(workbook([{ name: 'A', rows: written }], { stored, inline }))

        const texts = (all: readonly (readonly Cell[])[]) =>
          all.map(row =>
            row
              .map(one => textOf(one))
              .join('\t')
              .trimEnd(),
          )
        expect(texts(read)).toEqual(texts(written as Cell[][]))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a file that is no workbook of ours', () => {
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from(name, 'utf16le'),
      Buffer.alloc(99),
    ])

  it.each([
    ['with a password', compound('EncryptedPackage'), /protected by a password/],
    ['of old Excel', compound('Workbook'), /old Excel file/],
    ['of binary Excel', zip([['xl/workbook.bin', 'x']]), /\.xlsb/],
    ['of OpenDocument', zip([['content.xml', '<x/>']]), /\.ods/],
    ['that is an archive of pictures', zip([['a.png', 'x']]), /neither a CSV/],
    [
      'that is an archive of several files',
      zip([
        ['a.csv', 'x'],
        ['b.csv', 'y'],
      ]),
      /2 files/,
    ],
    ['that is a PDF', Buffer.from('%PDF-1.7 …'), /PDF/],
    ['that is a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /no file of rows/],
    ['that is a web page without a table', '<html><body><h1>Sign in</h1></body></html>', /web page/],
    ['that is empty', '', /empty/],
  ])('%s is called by its name', async (_what, bytes, message) => {
    await expect(opened(bytes)).rejects.toThrow(message)
  })

  it('is read where it is a packed CSV', async () => {
    expect(
      await rowsOf(
        zip([
          ['folder/', ''],
          ['folder/report.csv', 'Date,Store,Sales\n2026-01-05,West,10\n'],
        ]),
      ),
    ).toEqual([
      ['Date', 'Store', 'Sales'],
      ['2026-01-05', 'West', '10'],
    ])
  })

  it.each([
    [
      'a web page',
      '<html><table><tr><td>x</td></tr></table><table><tr><th>Date</th><th>Sales</th></tr><tr><td>2026-01-05</td><td>1,000&nbsp;</td></tr></table></html>',
    ],
    [
      'XML of Excel 2003',
      '<?xml version="1.0"?><Workbook xmlns:ss="s"><Worksheet ss:Name="A"><Table><Row><Cell><Data ss:Type="String">Date</Data></Cell><Cell><Data ss:Type="String">Sales</Data></Cell></Row><Row><Cell><Data ss:Type="String">2026-01-05</Data></Cell><Cell><Data ss:Type="String">1,000</Data></Cell></Row></Table></Worksheet></Workbook>',
    ],
  ])('is read where it is %s', async (_what, text) => {
    expect((await rowsOf(text)).map(row => row.map(textOf))).toEqual([
      ['Date', 'Sales'],
      ['2026-01-05', '1,000'],
    ])
  })

  it('never ends the process: it is read, or refused in words', async () => {
    const good = workbook([{ name: 'A', rows: [header, ...Array.from({ length: 30 }, () => [day(5), 'West', 1, 1])] }])
    const damage = fc.record({
      cut: fc.nat(good.length),
      flips: fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }),
      whole: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ cut, flips, whole }) => {
        const bytes = Buffer.from(good)
        for (const [at, value] of flips) bytes[at] = value
        const outcome = await rowsOf(whole ? bytes : bytes.subarray(0, cut)).catch((error: unknown) => error)

        expect(Array.isArray(outcome) || outcome instanceof UserError, String(outcome)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('never gives other figures than were written, whichever byte of it changed', async () => {
    const written = [header, ...Array.from({ length: 9 }, (_, i) => [day(5), 'West', 1000 + i, 1])]
    const good = workbook([{ name: 'A', rows: written }], { stored: true })
    const right = await rowsOf(good)
    let refused = 0
    for (let at = good.indexOf('<sheetData>'); at < good.indexOf('</sheetData>'); at += 7) {
      const bytes = Buffer.from(good)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      const outcome = await rowsOf(bytes).catch((error: unknown) => error)
      if (outcome instanceof UserError) refused++
      else expect(outcome).toEqual(right)
    }

    expect(refused).toBeGreaterThan(50)
  })

  it('is refused where a page claims more cells than are kept', async () => {
    const row = `<tr>${'<td colspan="16384">1</td>'}</tr>`

    await expect(opened(`<html><table>${row.repeat(2_000)}</table></html>`)).rejects.toThrow(UserError)
  })

  it('is refused where it would unpack without end', async () => {
    const bytes = workbook([{ name: 'A', rows: [header] }])
    const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(0xf0000000, at + 24)

    await expect(opened(bytes)).rejects.toThrow(UserError)
  })
})
