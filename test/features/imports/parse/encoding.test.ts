import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncodingDetector, type Encoding } from '#src/features/imports/parse/encoding.ts'
import { namesIn } from '#src/features/imports/parse/text-file.ts'
import { roleNames } from '#src/features/imports/words/role-names.ts'

/** Characters of a character set that Node only reads, with their bytes: found by trying all that have two bytes. */
function bytesOf(encoding: Encoding): ReadonlyMap<string, number[]> {
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, number[]>()
  for (let code = 0; code < 0x80; code++) table.set(String.fromCharCode(code), [code])
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second))
      if ([...character].length === 1 && !table.has(character)) table.set(character, [first, second])
    }
  }
  return table
}

function encode(text: string, table: ReadonlyMap<string, number[]>): Buffer {
  return Buffer.from([...text].flatMap(character => table.get(character) ?? []))
}

function read(bytes: Buffer, market?: string): Encoding {
  const detector = createEncodingDetector({ market, knownNames: namesIn })
  detector.add(bytes)
  return detector.finish()
}

const traditional = '日期,店鋪,銷售額,訂單編號,商品名稱,數量,運費'.split(',')
const simplified = '日期,店铺,销售额,订单编号,商品名称,数量,运费,下单日期,单价,成交金额'.split(',')
const korean = '주문번호,주문일자,상품명,판매금액,수량,매출,쇼핑몰,결제일'.split(',')

/** Names of columns that have kana, or are Japanese in their other signs. */
const japanese = [
  ...Object.values(roleNames).flatMap(names => names.split('|').map(name => name.trim())),
  ...['販売手数料', '配送料', '原価', '日付', '店舗', '売上', '広告費', '売上個数', '注文数'],
].filter(name => /[\u3041-\u30fe売舗価単費]/u.test(name) && !/[费单价]/u.test(name))

const cases: readonly (readonly [Encoding, string, readonly string[]])[] = [
  ['shift_jis', 'jp', japanese],
  ['gb18030', 'cn', simplified],
  ['big5', 'tw', traditional],
  ['euc-kr', 'kr', korean],
]

describe('a file with names of columns in one language and hardly anything else', () => {
  it('is read as Shift_JIS where no other character is Japanese', () => {
    const text = '日付,店舗,売上,販売手数料,配送料,原価\n2026/11/20,rakuten-jp,1000,100,50,300\n'
    const bytes = encode(text, bytesOf('shift_jis'))

    for (const market of ['jp', 'cn', 'us', undefined]) expect(read(bytes, market), market).toBe('shift_jis')
  })

  it.each(cases)('is read as %s in the market %s whichever names these are', (encoding, market, names) => {
    const table = bytesOf(encoding)
    const known = names.filter(name => [...name].every(character => table.has(character)))
    expect(known.length).toBeGreaterThan(6)
    const header = fc.uniqueArray(fc.constantFrom(...known), { minLength: 3, maxLength: 8 })
    const cell = fc.constantFrom('1000', '2026/11/20', 'Test Shop', 'rakuten-jp', '')
    fc.assert(
      fc.property(header, fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { maxLength: 3 }), (top, rows) => {
        const text = [top, ...rows].map(cells => cells.join(',')).join('\n')
        expect(read(encode(text, table), market), text).toBe(encoding)
      }),
      { numRuns: 300 },
    )
  })
})
