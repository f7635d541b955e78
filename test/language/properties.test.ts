import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { didYouMean, gapsOf, repaired } from '#src/language/corrections.ts'
import { indexOf, type NameIndex } from '#src/language/name-index.ts'
import { recognise } from '#src/language/recognise.ts'
import { cut } from '#src/language/segment.ts'
import { longestLine } from '#src/language/text.ts'
import { around, catalog, commands, read } from './fixture.ts'

const lines: readonly (readonly string[])[] = [
  ['status', 'amazon', 'jp', 'ad spend', 'last week', 'sales'],
  ['compare', 'amazon', 'jp', 'us', 'conversion rate'],
  ['状态', '乐天', '上周', '销售额', '转化率'],
  ['推移', '広告費', '楽天市場', '先月'],
  ['target', 'set', 'sales', 'west', '2017-11', '$50,000', '@owner'],
  ['目標', '楽天', '売上', '500万円', '今月', '@佐藤 花子'],
  ['note', 'west', '11/3-11/5', '"the port is closed"', 'sales'],
  ['ack', '#42', '"restock"'],
  ['status', 'rakuten', 'japan', 'roas', '7d'],
]

describe('the words after the verb', () => {
  it('mean the same in every order', () => {
    const shuffled = fc
      .constantFrom(...lines)
      .chain(([verb = '', ...words]) =>
        fc.shuffledSubarray(words, { minLength: words.length }).map(mixed => ({ verb, words, mixed })),
      )

    fc.assert(
      fc.property(shuffled, fc.nat(6), ({ verb, words, mixed }, at) => {
        const moved = [...mixed.slice(0, at), verb, ...mixed.slice(at)]
        expect(read(moved.join(' '))).toBe(read([verb, ...words].join(' ')))
      }),
      { numRuns: 500 },
    )
  })

  it('mean the same in capitals and in full-width letters', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　')

    for (const words of lines.filter(one => !one.some(word => word.startsWith('"')))) {
      const line = words.join(' ')
      expect(read(wide(line))).toBe(read(line))
      expect(read(line.toUpperCase())).toBe(read(line))
    }
  })
})

const bits = [
  'status',
  'target',
  '状态',
  '目標',
  'sales',
  '广告花费',
  '転換率',
  'amazon',
  'jp',
  '乐天',
  'メモ',
  'リ',
  '上周',
  '7d',
  '2026-10',
  '1.2M',
  '5万',
  '¥',
  '%',
  '"',
  '“',
  '」',
  '「',
  '@',
  '@owner',
  '#',
  '#42',
  'sku:',
  'ABC-1',
  '/',
  '-',
  '..',
  '\u0000',
  '\u202e',
  '\ud83d',
  '😀',
  '的',
  'の',
  ',',
  '，',
  ' ',
  '　',
  'İ',
  'ﬃ',
  '㍿',
]

describe('any line', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: longestLine }),
    fc.string({ unit: 'binary', maxLength: longestLine }),
    fc.array(fc.constantFrom(...bits), { maxLength: 120 }).map(parts => parts.join('')),
    fc.array(fc.constantFrom(...bits), { maxLength: 80 }).map(parts => parts.join(' ')),
  )

  it('is read without a fault, and every gap can be asked about', () => {
    fc.assert(
      fc.property(anything, line => {
        const found = recognise(line, around())
        if (!found || found.unknown.length === 0) return
        const gaps = gapsOf(found, 'administrator')
        repaired(found, gaps)
        expect(didYouMean(found, gaps)).toBeInstanceOf(UserError)
      }),
      { numRuns: 700 },
    )
  })

  it('reads the same after it was normalised once', () => {
    fc.assert(
      fc.property(anything, line => {
        const found = recognise(line, around())
        if (found && found.line.text.length <= longestLine) expect(read(found.line.text)).toBe(read(line))
      }),
      { numRuns: 400 },
    )
  })

  it('takes time in proportion to its length', () => {
    const steps = (length: number) => {
      let looks = 0
      const { names, at } = indexOf(catalog, commands)
      const look: NameIndex['at'] = (folded, from) => {
        looks++
        return at(folded, from)
      }
      const use = {
        accepts: () => true,
        today: '2026-11-21',
        noPeriods: true,
        periods: true,
        weekdays: true,
        namedDays: true,

        amounts: true,
        times: false,
        isSku: () => false,
      }
      cut('乐天上周'.repeat(length), { ...use, index: { names, at: look } })
      return looks
    }

    expect(steps(100)).toBe(steps(10) * 10)
  })
})
