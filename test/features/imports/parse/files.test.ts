import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { findHeader } from '#src/features/imports/columns/header.ts'
import { csvRows } from '#src/features/imports/parse/csv.ts'
import { openTable } from '#src/features/imports/parse/open-table.ts'
import { type Cell, type TableRow, textOf } from '#src/features/imports/parse/table.ts'

const folder = await mkdtemp(join(tmpdir(), 'kpi-files-'))
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function rowsOf(path: string, market?: string): Promise<(readonly Cell[])[]> {
  const { table } = await openTable(path, market)
  const rows: (readonly Cell[])[] = []
  for await (const row of table.rows()) rows.push(row.cells)
  return rows
}

/** Bytes of a text in a character set that Node only reads: found by trying all of its two-byte characters. */
function encode(text: string, encoding: 'shift_jis' | 'gb18030' | 'big5' | 'euc-kr' | 'euc-jp'): Buffer {
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, number[]>()
  for (let first = 0x81; first <= 0xfe; first++) {
    table.set(decoder.decode(Uint8Array.of(first)), [first])
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second))
      if ([...character].length === 1 && !table.has(character)) table.set(character, [first, second])
    }
  }
  return Buffer.from(
    [...text].flatMap(character => (character < '\x80' ? [character.charCodeAt(0)] : (table.get(character) ?? []))),
  )
}

const japanese = '注文番号,注文日,商品コード,売上金額,数量\r\nA-1,2026/1/5,㈱①～髙,1200,2\r\n'
const chinese = '订单号,下单日期,商品编码,销售额,数量\nA-1,2026/1/5,红色连衣裙,1200,2\n'

describe('character sets', () => {
  it.each([
    ['utf-8', Buffer.from(japanese), undefined, 'utf-8', '㈱①～髙'],
    ['utf-8 with a mark', Buffer.from(`\ufeff${japanese}`), 'jp', 'utf-8', '㈱①～髙'],
    ['utf-16', Buffer.from(`\ufeff${japanese}`, 'utf16le'), 'jp', 'utf-16le', '㈱①～髙'],
    ['Shift_JIS', encode(japanese, 'shift_jis'), undefined, 'shift_jis', '㈱①～髙'],
    ['Shift_JIS against the market', encode(japanese, 'shift_jis'), 'cn', 'shift_jis', '㈱①～髙'],
    ['GB18030', encode(chinese, 'gb18030'), undefined, 'gb18030', '红色连衣裙'],
    ['GB18030 against the market', encode(chinese, 'gb18030'), 'jp', 'gb18030', '红色连衣裙'],
  ])('%s is recognised', async (name, bytes, market, encoding, word) => {
    const path = await file(`${name}.csv`, bytes)
    const { table } = await openTable(path, market)

    expect(table.encoding).toBe(encoding)
    expect((await rowsOf(path, market))[1]?.[2]).toBe(word)
  })

  const traditional = '日期,店舖,銷售額,訂單數\n2026-01-05,台北店,1000,10\n2026-01-06,高雄店,900,9\n'
  const korean = '주문번호,주문일자,상품명,판매금액,수량\nA-1,2026-01-05,원피스 레드,1200,2\n'
  const german = 'Datum;Händler;Größe;Umsatz\n2026-01-05;Müller & Söhne;groß;1000\n2026-01-06;Köln;klein;5\n'

  it.each([
    ['Big5', encode(traditional, 'big5'), 'tw', 'big5', '店舖'],
    ['Big5 without a market', encode(traditional, 'big5'), undefined, 'big5', '店舖'],
    ['Big5 in a shop of the US', encode(traditional, 'big5'), 'us', 'big5', '店舖'],
    ['EUC-KR', encode(korean, 'euc-kr'), undefined, 'euc-kr', '주문일자'],
    ['EUC-KR in Japan', encode(korean, 'euc-kr'), 'jp', 'euc-kr', '주문일자'],
    ['EUC-JP', encode(japanese.replace(/[㈱①～髙]/gu, ''), 'euc-jp'), 'jp', 'euc-jp', '注文日'],
    ['GB18030 in Korea', encode(chinese, 'gb18030'), 'kr', 'gb18030', '下单日期'],
    ['Windows-1252', Buffer.from(german, 'latin1'), 'us', 'windows-1252', 'Händler'],
    ['Windows-1252 in Japan', Buffer.from(german, 'latin1'), 'jp', 'windows-1252', 'Händler'],
    ['UTF-16 without a mark', Buffer.from(chinese, 'utf16le'), undefined, 'utf-16le', '下单日期'],
    ['UTF-16 of the other order', Buffer.from(chinese, 'utf16le').swap16(), undefined, 'utf-16be', '下单日期'],
  ])('%s is recognised by what its language uses', async (name, bytes, market, encoding, word) => {
    const path = await file(`${name}.csv`, bytes)

    expect((await openTable(path, market)).table.encoding).toBe(encoding)
    expect((await rowsOf(path, market))[0]?.[1]).toBe(word)
  })

  it('that the bytes leave open are decided by the market', async () => {
    const path = await file(
      'open.csv',
      Buffer.concat([Buffer.from('a,'), encode('東京', 'shift_jis'), Buffer.from('\n')]),
    )

    expect((await openTable(path, 'jp')).table.encoding).toBe('shift_jis')
    expect((await openTable(path, 'cn')).table.encoding).toBe('gb18030')
  })

  it('with a damaged byte cost only the damaged row', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${'日付,店舗,売上\n2026-01-05,西,100\n'.repeat(20)}2026-01-06,`),
      Buffer.from([0xff]),
      Buffer.from(',200\n2026-01-07,西,300\n'),
    ])
    const { table } = await openTable(await file('damaged.csv', bytes))
    const rows: TableRow[] = []
    for await (const row of table.rows()) rows.push(row)

    expect(table.encoding).toBe('utf-8')
    expect(rows.filter(row => row.broken).map(row => row.number)).toEqual([41])
    expect(rows.at(-1)?.cells).toEqual(['2026-01-07', '西', '300'])
  })
})

describe('separators', () => {
  it.each([
    [',', 'Order ID,Order Date,Sales\n1,2026-01-05,"1,200"\n'],
    ['\t', 'Order ID\tOrder Date\tSales\n1\t2026-01-05\t1,200\n'],
    [';', 'Order ID;Order Date;Sales\n1;2026-01-05;1,200\n'],
  ])('%j is recognised', async (separator, text) => {
    const path = await file('separated.csv', text)

    expect((await openTable(path)).table.separator).toBe(separator)
    expect((await rowsOf(path))[1]).toEqual(['1', '2026-01-05', '1,200'])
  })
})

describe('separated text', () => {
  async function parse(text: string, size = 7): Promise<TableRow[]> {
    const rows: TableRow[] = []
    const pieces = Readable.from(
      (function* () {
        for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size)
      })(),
    )
    for await (const row of csvRows(pieces, ',')) rows.push(row)
    return rows
  }

  it('may hold line breaks, quotation marks and separators in quotes, and any line ends', async () => {
    const rows = await parse('a,"b\nb",c\r\n"say ""hi""",",",\n"end"')

    expect(rows.map(row => row.cells)).toEqual([['a', 'b\nb', 'c'], ['say "hi"', ',', ''], ['end']])
    expect(await parse('a,b\rc,d\r').then(all => all.map(row => row.cells))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('loses one line, not the rest, to a quotation mark that is never closed', async () => {
    const rows = await parse('a,b\n1,"open\n2,x\n3,"y"\n4,z\n')

    expect(rows.map(row => [row.number, row.broken ? 'broken' : row.cells.join()])).toEqual([
      [1, 'a,b'],
      [2, 'broken'],
      [3, '2,x'],
      [4, '3,y'],
      [5, '4,z'],
    ])
  })

  it('loses one line to an open mark also where a megabyte follows', async () => {
    const rows = await parse(`a,b\n"open,1\n${'12345,67890\n'.repeat(120_000)}`, 65_536)

    expect(rows).toHaveLength(120_002)
    expect(rows.filter(row => row.broken).map(row => row.number)).toEqual([2])
  })

  it('keeps an inch sign inside a quoted cell', async () => {
    expect((await parse('1,"27" monitor",x\n2,y,z\n')).map(row => row.cells)).toEqual([
      ['1', '27" monitor', 'x'],
      ['2', 'y', 'z'],
    ])
  })

  it('gives back whatever cells were written', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '楽') }).map(text => `x${text}x`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        async (rows, size) => {
          const text = rows.map(cells => cells.map(one => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n')
          expect((await parse(text, size)).map(row => row.cells)).toEqual(rows)
        },
      ),
    )
  })
})

describe('workbooks', () => {
  async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
    const book = new ExcelJS.Workbook()
    fill(book)
    return file(`${Math.floor(performance.now() * 1000)}.xlsx`, Buffer.from(await book.xlsx.writeBuffer()))
  }

  it('give dates, numbers, results of formulas and text, from the sheet whose columns are known', async () => {
    const path = await workbook(book => {
      book.addWorksheet('Notes').addRow(['Nothing to see here'])
      const sheet = book.addWorksheet('Orders')
      sheet.addRow(['Monthly export'])
      sheet.addRow(['Order ID', 'Order Date', 'SKU', 'Sales', 'Quantity'])
      sheet.addRow(['A-1', new Date('2026-01-05T00:00:00Z'), { richText: [{ text: 'FUR' }, { text: '-1' }] }, 12.1, 2])
      sheet.addRow([
        'A-2',
        new Date('2026-01-06T00:00:00Z'),
        'FUR-2',
        { formula: 'D3*3', result: 36.300000000000004 },
        null,
      ])
    })
    const { table } = await openTable(path)
    const rows = await rowsOf(path)

    expect((await findHeader(table)).row).toBe(2)
    expect(rows[2]?.map(textOf)).toEqual(['A-1', '2026-01-05T00:00:00.000Z', 'FUR-1', '12.1', '2'])
    expect(textOf(rows[3]?.[3])).toBe('36.3')
  })

  it.each([
    ['empty', Buffer.alloc(0), /empty/],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/],
    ['a broken workbook', Buffer.from('504b0304deadbeef', 'hex'), /cannot be read/],
  ])('that are %s are refused with a sentence', async (name, bytes, reason) => {
    await expect(openTable(await file(name, bytes))).rejects.toThrow(reason)
  })

  it('that unpack to gigabytes are refused', async () => {
    const path = await workbook(book => book.addWorksheet('x').addRow([1]))
    const { readFile } = await import('node:fs/promises')
    const bytes = await readFile(path)
    bytes.writeUInt32LE(0xf0000000, bytes.indexOf(Buffer.from('504b0102', 'hex')) + 24)

    await expect(openTable(await file('bomb.xlsx', bytes))).rejects.toThrow(/cannot be read/)
  })
})
