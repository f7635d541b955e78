import exceljs from 'exceljs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { DataTable } from '#src/contracts/data-table.ts'
import { tableFile, tablesOfCards } from '#src/features/tables/index.ts'
import { verbatim } from '#src/i18n/locale.ts'

const dangerous = [
  '=1+1',
  '+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '  =HYPERLINK("x")',
  '＝1+1',
  '\u200b=1',
  '\n=2',
]
const harmless = ['a=b', '-5', '+12.5', '-3.2%', 'ordinary', '面接 = 可', '1-2']

function tableOf(rows: DataTable['rows'], title = 'Figures'): DataTable {
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_none, at) => ({ id: `c${at}`, label: verbatim(`Column ${at}`) }))
  return { id: 'figures', title: verbatim(title), columns, rows }
}

async function read(content: Uint8Array): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer)
  return book
}

function csvRows(content: Uint8Array): readonly (readonly string[])[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)
  expect(text.startsWith('\uFEFF')).toBe(true)
  return Papa.parse<string[]>(text.slice(1).trimEnd()).data
}

describe('a file of a table', () => {
  it.each(dangerous)('never holds %j as a formula, in either format', async text => {
    const csv = csvRows(tableFile([tableOf([[text]])], 'csv', 'en').content)
    const cell = (await read(tableFile([tableOf([[text]])], 'xlsx', 'en').content)).worksheets[0]?.getCell('A2')

    expect(csv[1]?.[0]?.startsWith("'")).toBe(true)
    expect(cell?.type).toBe(exceljs.ValueType.String)
    expect(cell?.formula).toBeUndefined()
    expect(String(cell?.value).startsWith("'")).toBe(true)
  })

  it.each(harmless)('leaves %j as it is', text => {
    expect(csvRows(tableFile([tableOf([[text]])], 'csv', 'en').content)[1]).toEqual([text])
  })

  it('shows four decimals at most of a number that stays exact, and whole numbers as they are', async () => {
    const { content } = tableFile([tableOf([[0.583212345678901, 1_868_748.8099999, 20261130, -0.5]])], 'xlsx', 'en')
    const row = (await read(content)).worksheets[0]?.getRow(2)
    const cells = [1, 2, 3, 4].map(at => row?.getCell(at))

    expect(cells.map(cell => cell?.value)).toEqual([0.583212345678901, 1_868_748.8099999, 20261130, -0.5])
    expect(cells.map(cell => cell?.numFmt)).toEqual(['#,##0.00##', '#,##0.00##', undefined, '#,##0.00##'])
  })

  it('keeps numbers numbers, knows no value, and says texts in the language of the reader', async () => {
    const label = { en: 'Sales', ja: '売上', 'zh-CN': '销售额' }
    const table = tableOf([[12.345, -7, null, label, true, Number.NaN]])

    const sheet = (await read(tableFile([table], 'xlsx', 'ja').content)).worksheets[0]
    const csv = csvRows(tableFile([table], 'csv', 'zh-CN').content)

    expect([1, 2, 4, 5].map(at => sheet?.getRow(2).getCell(at).value)).toEqual([12.345, -7, '売上', true])
    expect([3, 6].map(at => sheet?.getRow(2).getCell(at).value ?? null)).toEqual([null, null])
    expect(csv[1]).toEqual(['12.345', '-7', '', '销售额', 'true', ''])
  })

  it('gives each table a sheet with a name that spreadsheets take', async () => {
    const long = 'A [very] long: title / with * everything ? that is not allowed'
    const book = await read(tableFile([tableOf([[1]], long), tableOf([[2]], long)], 'xlsx', 'en').content)

    const names = book.worksheets.map(sheet => sheet.name)
    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
  })

  it('turns what a card shows into rows where an answer has none of its own', () => {
    const card = {
      title: verbatim('People'),
      tone: 'info' as const,
      blocks: [
        {
          type: 'table' as const,
          columns: [{ label: verbatim('Name') }, { label: verbatim('Count') }],
          rows: [[{ text: verbatim('Ana') }, { text: { en: '1,234', ja: '1,234', 'zh-CN': '1,234' } }]],
        },
        { type: 'facts' as const, facts: [{ label: verbatim('Open'), value: verbatim('3') }] },
      ],
    }

    const tables = tablesOfCards([card])

    expect(tables[0]?.rows).toEqual([[verbatim('Ana'), 1234]])
    expect(tables[1]?.rows).toEqual([[verbatim('Open'), 3, null]])
  })
})
