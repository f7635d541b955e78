import { describe, expect, it } from 'vitest'
import { figuresHold } from '#src/language/wording/checked-figures.ts'

const facts = [
  'Sales · Rakuten · Week 47, 2026 (Nov 16 – Nov 22)',
  'Sales 9,856,812 JPY, before 8,012,900 JPY: +1,843,912 JPY (+23%)',
  'Conversion rate 3.41 %, ▼ 0.4 pt',
  'Ad spend $1,234.56, orders 52,480',
].join('\n')

describe('figures of a text against facts', () => {
  it.each([
    'Sales rose 23% to 9,856,812 JPY in week 47.',
    'Sales were about 9.86M JPY, up 23 %.',
    '销售额约986万日元，上升23%。',
    '売上は986万円で、23%増えました。',
    'Conversion fell to 3.4%.',
    'Orders came to 52,480 and ad spend was $1,234.56.',
    'Orders came to 52.5k.',
    'Nothing stands out.',
  ])('hold: %s', text => {
    expect(figuresHold(text, facts)).toBe(true)
  })

  it.each([
    ['a number that is nowhere', 'Sales rose 24% to 9,856,812 JPY.'],
    ['a digit that is wrong', 'Sales were 9,856,813,000 JPY.'],
    ['a rounding that is none', 'Sales were about 9.96M JPY.'],
    ['another multiple', '销售额约986亿日元。'],
    ['another currency', 'Sales came to 9,856,812 USD.'],
    ['percent of what is none', 'Orders rose by 52,480%.'],
    ['no percent of what is one', 'Sales rose by 23 JPY.'],
    ['the opposite direction', 'Sales fell 23%.'],
    ['the opposite direction in Chinese', '销售额下降了23%。'],
    ['the opposite direction by sign', 'Sales: -23%.'],
    ['quantities in words', 'Sales doubled.'],
    ['quantities in words in Chinese', '销售额增长了两成。'],
    ['quantities in words in Japanese', '売上は半減しました。'],
    ['numbers in characters', '订单五万。'],
    ['full-width digits', '销售额上升９９％。'],
    ['a rounding that hides much', 'Orders were about 1 million.'],
  ])('do not hold with %s', (_what, text) => {
    expect(figuresHold(text, facts)).toBe(false)
  })
})
