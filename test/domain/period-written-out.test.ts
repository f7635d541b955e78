import { describe, expect, it } from 'vitest'
import { matchPeriod, parsePeriod } from '#src/domain/period/index.ts'

const today = '2026-11-29' // a Sunday

function days(words: string): string | null {
  const period = parsePeriod(words, today)
  return period && (period.from === period.to ? period.from : `${period.from}..${period.to}`)
}

describe('a day with its weekday', () => {
  it.each([
    '11月20日(金)',
    '11月20日（金）',
    '11/20(金)',
    '11/20 (金曜)',
    '2026/11/20(金曜日)',
    '2026年11月20日 金曜日',
    '11月20日（周五）',
    '11/20(五)',
    '11月20日星期五',
    '11月20号 周五',
    '2026-11-20 (星期五)',
    '2026-11-20 fri',
    'nov 20 (fri)',
    'nov 20, friday',
    'fri nov 20',
    'fri, nov 20',
    'friday, november 20th',
    'friday 20 november 2026',
    'friday the 20th of november',
    '周五11月20日',
    '星期五（11月20日）',
    '金曜日(11/20)',
  ])('is that day: %s', words => {
    expect(days(words)).toBe('2026-11-20')
  })

  it.each([
    ['11/20(金)~11/22(日)', '2026-11-20..2026-11-22'],
    ['11月20日（周五）到11月22日（周日）', '2026-11-20..2026-11-22'],
    ['fri nov 20 to sun nov 22', '2026-11-20..2026-11-22'],
    ['nov 20 (fri) - nov 22 (sun)', '2026-11-20..2026-11-22'],
  ])('may begin and end a range: %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })

  it.each(['11月20日(木)', '11月20日周四', 'nov 20 (thu)'])('keeps a weekday that is not its own apart: %s', words => {
    const found = matchPeriod(words, 0, { today, namedDays: true, weekdays: true })

    expect(found?.length).toBeLessThan(words.length)
  })

  it.each([
    ['11月20日日亚', '11月20日'],
    ['11月22日日本', '11月22日'],
    ['11月22日 日亚', '11月22日'],
    ['11月20日金额', '11月20日'],
  ])('leaves other words alone: %s', (words, expected) => {
    const found = matchPeriod(words, 0, { today, namedDays: true, weekdays: true })

    expect(words.slice(0, found?.length)).toBe(expected)
  })
})

describe('days between two others', () => {
  it.each([
    'between nov 1 and nov 15',
    'between 11/1 and 11/15',
    'between nov 1 and 15',
    '11月1日和11月15日之间',
    '11月1日到11月15日之间',
    '11月1日至15日期间',
    '11月1日から11月15日の間',
    '11月1日と11月15日の間',
    '11/1〜11/15の期間',
  ])('are all of them: %s', words => {
    expect(days(words)).toBe('2026-11-01..2026-11-15')
  })

  it.each(['nov 1 and nov 15', '11月1日和11月15日', '11月1日と11月15日'])(
    'are two days without that word: %s',
    words => {
      expect(days(words)).toBeNull()
    },
  )
})

describe('weeks and halves of a month', () => {
  it.each([
    ['first week of november', '2026-11-01..2026-11-07'],
    ['the 2nd week of november 2025', '2025-11-08..2025-11-14'],
    ['week 3 of november', '2026-11-15..2026-11-21'],
    ['11月第一周', '2026-11-01..2026-11-07'],
    ['11月的第2周', '2026-11-08..2026-11-14'],
    ['11月第1週', '2026-11-01..2026-11-07'],
    ['2025年10月の第4週', '2025-10-22..2025-10-28'],
    ['上个月第一周', '2026-10-01..2026-10-07'],
    ['last week of october', '2026-10-25..2026-10-31'],
    ['10月最后一周', '2026-10-25..2026-10-31'],
    ['10月最終週', '2026-10-25..2026-10-31'],
    ['first half of november', '2026-11-01..2026-11-15'],
    ['second half of october', '2026-10-16..2026-10-31'],
    ['11月上半月', '2026-11-01..2026-11-15'],
    ['10月下半月', '2026-10-16..2026-10-31'],
    ['11月前半', '2026-11-01..2026-11-15'],
    ['10月の後半', '2026-10-16..2026-10-31'],
  ])('%s is %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })
})
