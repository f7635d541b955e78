import { describe, expect, it } from 'vitest'
import type { Role } from '#src/contracts/command.ts'
import { didYouMean, gapsOf, repaired } from '#src/language/corrections.ts'
import { errorsBetween, nearNames } from '#src/language/nearest.ts'
import { recognise, type Surroundings } from '#src/language/recognise.ts'
import { writingOf } from '#src/language/variants.ts'
import { around, stores } from './fixture.ts'

function ask(line: string, role: Role = 'administrator', over: Partial<Surroundings> = {}) {
  const found = recognise(line, around(over))
  if (!found) throw new Error('the line is empty')
  const gaps = gapsOf(found, role)
  return { lines: didYouMean(found, gaps).suggestions.map(one => one.line), repair: repaired(found, gaps) }
}

describe('a word that is nearly right', () => {
  it.each([
    ['status saels west', 'status sales west'],
    ['stauts west', 'status west'],
    ['status amazn jp', 'status amazon jp'],
    ['status convertion rate west', 'status conversion rate west'],
    ['trend conversion raet west', 'trend conversion rate west'],
    ['target slaes west 5000', 'target sales west 5000'],
    ['traget sales west 5000', 'target sales west 5000'],
    ['target ad spnd west 5000', 'target ad spend west 5000'],
    ['target sales wset 5000', 'target sales west 5000'],
    ['target sales walmrat 5000', 'target sales walmart 5000'],
    ['状态 乐天 销售颜', '状态 乐天 销售额'],
    ['状矿 乐天', '状况 乐天'],
    ['推移 楽天 転換卒', '推移 楽天 転換率'],
    ['推移 ウォルマト 売上', '推移 ウォルマート 売上'],
    ['hlep', 'help'],
    ['alrts west', 'alerts west'],
    ['compre amazon rakuten', 'compare amazon rakuten'],
    ['target sales west 5000 @ownr', 'target sales west 5000 @owner'],
  ])('%s offers %s', (line, expected) => {
    expect(ask(line).lines).toContain(expected)
  })

  it('keeps the rest of the line as it was typed', () => {
    expect(ask('note wset "Typhoon at sea" 11/3-11/5').lines).toContain('note west "Typhoon at sea" 11/3-11/5')
  })

  it('puts several words right at once', () => {
    expect(ask('status saels wset').lines[0]).toBe('status sales west')
  })
})

describe('a word is put right without asking', () => {
  it.each([
    ['status saels west', 'status sales west'],
    ['status convertion rate west', 'status conversion rate west'],
    ['stauts west', 'status west'],
    ['推移 楽天 転換卒', '推移 楽天 転換率'],
  ])('when a command only reads and one letter is off: %s', (line, expected) => {
    expect(ask(line).repair?.line).toBe(expected)
  })

  it.each([
    ['a command changes something', 'target saels west 5000'],
    ['an amount is no rate', '状态 乐天 退款额'],
    ['the verb itself is unsure and changes something', 'traget sales west 5000'],
    ['the word is short', 'status wst'],
    ['two letters are off', 'status slase west'],
    ['nothing is near', 'status xylophone west'],
    ['one of two words is unsure', 'status saels xylophone'],
  ])('never when %s', (_why, line) => {
    expect(ask(line).repair).toBeNull()
  })

  it('never when two names are equally near', () => {
    expect(ask('status amazon-xp', 'administrator').repair).toBeNull()
  })
})

describe('suggestions', () => {
  it('never name a store out of sight', () => {
    const mine = stores.filter(store => store.slug === 'rakuten')

    expect(ask('status walmrt', 'viewer', { stores: mine }).lines).not.toContain('status store:walmart')
    expect(ask('status wset', 'viewer', { stores: mine }).lines).toEqual([])
    expect(ask('status 西都', 'viewer', { stores: mine }).lines).not.toContain('status 西部')
  })

  it('never name a verb that the caller may not use', () => {
    expect(ask('peopel', 'viewer').lines).toEqual([])
    expect(ask('peopel', 'administrator').lines).toContain('people')
  })

  it('are at most four', () => {
    expect(ask('status sale adspends roa westt').lines.length).toBeLessThanOrEqual(4)
  })
})

describe('what is offered for a word', () => {
  const kana = /[\u3040-\u30ff]/u
  const lines = [
    '累计',
    '累計',
    '累记销售额',
    '退款金額',
    '退款金頟',
    '状矿 乐天',
    '状況 楽夭',
    '推移 楽天 転換卒',
    '销售颜',
    'sales 累計',
  ]

  it.each(lines)('is in the script and language of what was typed: %s', line => {
    const typed = writingOf(line)
    for (const offered of ask(line).lines) {
      if (typed === 'simplified') expect(kana.test(offered) || writingOf(offered) === 'other', offered).toBe(false)
      if (typed === 'other') expect(writingOf(offered) === 'simplified' && !kana.test(offered), offered).toBe(false)
    }
  })

  it.each([
    ['累计', '总计'],
    ['累計', '总计'],
    ['累记销售额', '注記销售额'],
    ['sales 累計', 'sales 总计'],
  ])('%s is not %s', (line, wrong) => {
    expect(ask(line).lines).not.toContain(wrong)
  })
})

describe('the distance of two words', () => {
  it.each([
    ['sales', 'saels', 1],
    ['sales', 'sale', 1],
    ['sales', 'salse', 1],
    ['sales', 'sels', 2],
    ['status', 'stauts', 1],
    ['abcd', 'badc', 3],
  ])('%s and %s are %i apart', (a, b, errors) => {
    expect(errorsBetween(a, b)).toBe(errors)
  })

  it('finds nothing for a single letter', () => {
    const found = recognise('x', around())
    expect(nearNames('x', found?.index.names ?? [], () => true, 5)).toEqual([])
  })
})
