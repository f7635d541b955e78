import { describe, expect, it } from 'vitest'
import { mayFollow } from '#src/features/conversation/asking/follow-up.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import { recognise } from '#src/language/recognise.ts'
import { asking, asLine, asLineAfter } from './asking.ts'
import { furtherQuestions, plainQuestions, questions } from './questions-asked.ts'
import { runQuestions } from './questions-runs.ts'
import { noQuestions, spokenFollowUps, spokenQuestions } from './questions-spoken.ts'
import { traderQuestions } from './questions-traders.ts'
import { unseenQuestions } from './questions-unseen.ts'

const all = [
  ...questions,
  ...furtherQuestions,
  ...plainQuestions,
  ...runQuestions,
  ...spokenQuestions,
  ...[...unseenQuestions, ...traderQuestions].map(([question, line]) => [question, line] as const),
]

describe('a question in one’s own words', () => {
  it.each(all)('%s is %s', (question, line) => {
    expect(asLine(question)).toBe(line)
  })

  it('is the same question when its line is asked', () => {
    for (const [, line] of all.filter(([, one]) => one.startsWith('top ') && !one.includes('!')))
      expect({ line, again: asLine(line) }).toEqual({ line, again: line })
  })

  it.each([...runQuestions, ...spokenQuestions])('gives back what nothing uses beside %s', question => {
    expect(asLine(`${question} blurgh`)).toMatch(/^\?|!/)
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

  it.each([
    ['which store sold the most yesterday?', false],
    ['上周退货率最高的SKU', false],
    ['trend', false],
    ['status sales rakuten', false],
    ['先月より伸びていない店は', false],
    ['比上月没有增长的店铺呢', false],
    ['which stores did not grow last month?', false],
    ['why?', true],
    ['那店铺呢', true],
    ['and the worst?', true],
    ['by store', true],
    ['sales by store', false],
    ['担当者別の売上', false],
  ])('%s goes on with a question: %s', (line, goesOn) => {
    const found = recognise(line, asking)
    expect(found !== null && mayFollow(found, asking)).toBe(goesOn)
  })

  it.each([
    ['convertion rate walmart', 'status walmart !convertion !rate'],
    ['sales target west', 'target sales west'],
    ['convertion trend walmart', 'trend walmart !convertion'],
  ])('a misspelt KPI is not cut by the verb that its name ends with: %s', (line, same) => {
    expect(asLine(line)).toBe(same)
  })

  it('takes only so many, one KPI and one period', () => {
    const read = (line: string) => {
      const top = asking.commands.find(({ name }) => name === 'top')
      const found = recognise(line, top ? { ...asking, verb: top } : asking)
      return found ? readQuery(found.words, asking.catalog.findKpi).surplus : null
    }

    expect(read('top 5 stores by sales orders')).toBe('kpis')
    expect(read('top 5 stores sales 3')).toBe('numbers')
    expect(read('top stores sales last week yesterday 2026-08')).toBe('periods')
  })
})

describe('what is no question', () => {
  it.each(noQuestions)('is not run: %s', line => {
    expect(asLine(line)).toMatch(/^(?:$|–|\?)|!/)
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
    ['昨天销售额 乐天', '为什么', 'why sales rakuten 2026-11-20'],
    ['sales rakuten last week', 'why did it drop', 'why sales rakuten 2026-W46'],
    ['売上 楽天 先週', 'なぜ？', 'why sales rakuten 2026-W46'],
    ['why sales yesterday rakuten', '能完成吗', 'forecast sales rakuten 2026-11-20'],
    ['売上 今月', '達成できる？', 'forecast sales 2026-11-01..2026-11-21'],
    ['上周退货率最高的SKU', '那店铺呢', 'top stores return_rate highest 2026-W46'],
    ['上周退货率最高的SKU', '最低的呢', 'top skus return_rate lowest 2026-W46'],
    ['which store sold the most yesterday', 'and the worst?', 'top stores worst 2026-11-20'],
    ['which store sold the most yesterday', 'by profit?', 'top stores profit best 2026-11-20'],
    ['top 5 skus by sales last week', 'top 10?', 'top 10 skus sales highest 2026-W46'],
    ['sales last week', 'by store', 'top stores sales 2026-W46'],
    ['上周销售额', '按店铺看', 'top stores sales 2026-W46'],
    ['上周销售额 乐天', '走势呢', 'trend sales rakuten 2026-W46'],
    ['sales rakuten last week', 'compared with last year?', 'status sales rakuten 2026-W46 year'],
    ['sales rakuten last week', 'same for orders', 'status orders rakuten 2026-W46'],
  ])('%s – %s', (before, question, line) => {
    expect(asLineAfter(before, question)).toBe(line)
  })

  it.each(spokenFollowUps)('%s – %s: %s', (before, question, line) => {
    expect(asLineAfter(before, question)).toBe(line)
  })
})
