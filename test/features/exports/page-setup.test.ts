import { CFB, read } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { tableFile } from '#src/features/tables/index.ts'

const columns = Array.from({ length: 20 }, (_each, at) => ({
  id: `c${at}`,
  label: { en: `Column ${at}`, ja: `列${at}`, 'zh-CN': `列${at}` },
}))
const rows = Array.from({ length: 120 }, (_each, at) =>
  columns.map((_column, of) => (of === 0 ? `row ${at}` : at * of)),
)
const tables = [
  { id: 'one', title: { en: 'It’s one', ja: "店's", 'zh-CN': '一' }, columns, rows },
  { id: 'two', title: { en: "Two's", ja: '二', 'zh-CN': '二' }, columns, rows: rows.slice(0, 1) },
]

/** The text of each part of a workbook. */
function partsOf(content: Uint8Array): ReadonlyMap<string, string> {
  const file = CFB.read(Buffer.from(content), { type: 'buffer' })
  return new Map(
    file.FullPaths.map((path: string, at: number) => [
      path.replace(/^Root Entry\//, ''),
      Buffer.from((file.FileIndex[at]?.content ?? []) as Uint8Array).toString('utf8'),
    ]),
  )
}

describe.each(['en', 'ja', 'zh-CN'] as const)('a workbook in %s', locale => {
  const { content } = tableFile(tables, 'xlsx', locale)
  const parts = partsOf(content)

  it.each([1, 2])('prints sheet %i lying, on one page across, and keeps its header row in sight', at => {
    const sheet = parts.get(`xl/worksheets/sheet${at}.xml`) ?? ''
    const order = ['<sheetPr>', '<dimension', '<sheetViews>', '<cols>', '<sheetData>', '<pageMargins', '<pageSetup']

    expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape" fitToWidth="1" fitToHeight="0"/)
    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(sheet).toMatch(/<pane ySplit="1" topLeftCell="A2" [^>]*state="frozen"/)
    expect(order.map(tag => sheet.indexOf(tag)).every((place, i, all) => place > (all[i - 1] ?? 0))).toBe(true)
  })

  it('repeats the header row of every sheet on each printed page', () => {
    expect(
      parts.get('xl/workbook.xml')?.match(/name="_xlnm.Print_Titles" localSheetId="\d">[^<]*!\$1:\$1</g),
    ).toHaveLength(2)
  })

  it('is still read as it was written, and holds nothing else', () => {
    const book = read(content, { type: 'array' })

    expect(book.SheetNames).toHaveLength(2)
    expect(book.Sheets[book.SheetNames[0] ?? '']?.B121).toMatchObject({ t: 'n', v: 119 })
    expect([...parts.keys()].filter(name => /Sh33t/.test(name) && !name.startsWith('\u0001'))).toEqual([])
  })
})
