import { describe, expect, it } from 'vitest'
import { readQuery } from '#src/language/questions/read-query.ts'
import { recognise } from '#src/language/recognise.ts'
import { asking, asLine, asLineAfter } from './asking.ts'
import { furtherQuestions, questions } from './questions-asked.ts'

const all = [...questions, ...furtherQuestions]

describe('a question in one’s own words', () => {
  it.each(all)('%s is %s', (question, line) => {
    expect(asLine(question)).toBe(line)
  })

  it('is the same question when its line is asked', () => {
    for (const [, line] of all.filter(([, one]) => one.startsWith('top ')))
      expect({ line, again: asLine(line) }).toEqual({ line, again: line })
  })

  it.each([
    ['which store sold the most blurgh yesterday', 'blurgh'],
    ['上周退货率最高的乱码SKU', '乱码'],
    ['先週いちばん伸びたほげほげの店', 'ほげほげ'],
    ['top 5 skus by sales yesterday zzz9', 'zzz9'],
  ])('gives back what nothing uses: %s', (question, word) => {
    expect(asLine(question)).toContain(`!${word}`)
  })

  it.each([
    ['status sales last week', 'status sales 2026-W46'],
    ['target set sales rakuten 2026-11 ¥5,000', 'target.set sales rakuten 2026-11-01..2026-11-21'],
    ['sales rakuten yesterday', 'status sales rakuten 2026-11-20'],
    ['target acos west at least 25%', 'target acos west !least'],
    ['acos west target at least 25%', 'target acos west !least'],
    ['目标 销售额 乐天 不超过 500', 'target sales rakuten !不超过'],
    ['比較 amazon-jp 楽天', 'compare amazon-jp rakuten'],
  ])('a command stays a command: %s', (line, same) => {
    expect(asLine(line)).toBe(same)
  })

  it('takes only so many, one KPI and one period', () => {
    const read = (line: string) => {
      const top = asking.commands.find(({ name }) => name === 'top')
      const found = recognise(line, top ? { ...asking, verb: top } : asking)
      return found ? readQuery(found.words).surplus : null
    }

    expect(read('top 5 stores by sales orders')).toBe('kpis')
    expect(read('top 5 stores sales 3')).toBe('numbers')
    expect(read('top stores sales last week yesterday 2026-08')).toBe('periods')
  })
})

describe('a question that goes on with the one before', () => {
  it.each([
    ['sales amazon-us last week', 'and Yahoo?', 'status sales yahoo-jp 2026-W46'],
    ['状态 销售额 乐天 上周', '那亚马逊呢', 'status sales platform:amazon 2026-W46'],
    ['状況 売上 amazon-us 先週', '楽天は？', 'status sales rakuten 2026-W46'],
    ['acos walmart yesterday', 'last month?', 'status acos walmart 2026-10'],
    ['trend sales rakuten last month', 'what about acos', 'trend acos rakuten 2026-10'],
    ['上周退货率最高的SKU', '昨天呢', 'top skus return_rate highest 2026-11-20'],
    ['which store sold the most yesterday', 'and last week?', 'top stores best 2026-W46'],
    ['top 5 skus by sales last week', 'and on Walmart?', 'top 5 skus sales highest walmart 2026-W46'],
    ['sales without Amazon last week', 'and last month?', 'status sales except platform:amazon 2026-10'],
    ['compare sales 2026-10 yoy', 'conversion rate?', 'compare conversion_rate 2026-10 year'],
  ])('%s – %s', (before, question, line) => {
    expect(asLineAfter(before, question)).toBe(line)
  })
})
