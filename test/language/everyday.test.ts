import { describe, expect, it } from 'vitest'
import { withoutMadeLinks } from '#src/language/links.ts'
import { recognise } from '#src/language/recognise.ts'
import { around, people } from './fixture.ts'

const words = (line: string) => {
  const found = recognise(line, around({}))
  if (!found) throw new Error('the line is empty')
  return found
}

describe('everyday writing', () => {
  it.each([
    ['status 売り上げ 楽天', 'sales'],
    ['status 売上げ', 'sales'],
    ['状態 售額 樂天 銷售額', 'sales'],
    ['status ＣＶＲ', 'conversion_rate'],
    ['状态 轉化率', 'conversion_rate'],
    ['status 廣告費', 'ad_spend'],
    ['status 広告费', 'ad_spend'],
  ])('%s is about %s', (line, kpi) => {
    expect(words(line).words.kpis.map(one => one.id)).toContain(kpi)
  })

  it.each(['@kpi bot status sales', 'status @KPI Bot sales', 'status sales @LinkStar KPI', '@KPI助手 status sales'])(
    'drops the mention of the bot: %s',
    line => {
      expect(words(line)).toMatchObject({ unknown: [], words: { verb: 'status' } })
    },
  )

  it.each([
    ['<http://amazon.co.jp|amazon.co.jp>', 'amazon.co.jp'],
    ['[a@example.com](mailto:a@example.com)', 'a@example.com'],
    ['[amazon.com](http://amazon.com)', 'amazon.com'],
    ['[https://example.com/x](https://example.com/x)', 'https://example.com/x'],
    ['[read this](https://example.com)', '[read this](https://example.com)'],
  ])('%s was typed as %s', (line, typed) => {
    expect(withoutMadeLinks(line)).toBe(typed)
  })

  it('notices that a name is the name of several people', () => {
    const twins = [...people, { id: 9, name: 'Li Wei', email: 'li.wei2@example.com' }]
    const { catalog } = around({})
    const surroundings = around({ catalog: { ...catalog, people: twins } })

    expect(recognise('target sales west 5000 @Li Wei', surroundings)?.doubtful).toHaveLength(1)
    expect(recognise('target sales west 5000 @li.wei2@example.com', surroundings)?.doubtful).toEqual([])
    expect(recognise('target sales west 5000 @owner', surroundings)?.doubtful).toEqual([])
  })
})
