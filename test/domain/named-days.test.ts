import { describe, expect, it } from 'vitest'
import { matchPeriod, parsePeriod } from '#src/domain/period/index.ts'
import { recognise } from '#src/language/recognise.ts'
import { around } from '#test/language/fixture.ts'

const today = '2026-11-29'
const days = (words: string) => {
  const period = parsePeriod(words, today)
  return period && `${period.from}..${period.to}`
}

describe('a holiday or a shopping day', () => {
  it.each([
    ['双十一', '2026-11-11..2026-11-11'],
    ['去年双十一', '2025-11-11..2025-11-11'],
    ["Singles' Day 2024", '2024-11-11..2024-11-11'],
    ['独身の日', '2026-11-11..2026-11-11'],
    ['Thanksgiving', '2026-11-26..2026-11-26'],
    ['感恩节', '2026-11-26..2026-11-26'],
    ['Black Friday', '2026-11-27..2026-11-27'],
    ['ブラックフライデー', '2026-11-27..2026-11-27'],
    ["last year's black friday", '2025-11-28..2025-11-28'],
    ['last black friday', '2026-11-27..2026-11-27'],
    ['last cyber monday', '2025-12-01..2025-12-01'],
    ['next black friday', '2027-11-26..2027-11-26'],
    ['black friday last year', '2025-11-28..2025-11-28'],
    ['black friday (2024)', '2024-11-29..2024-11-29'],
    ['ブラックフライデー2024', '2024-11-29..2024-11-29'],
    ['前回のサイバーマンデー', '2025-12-01..2025-12-01'],
    ['前年のブラックフライデー', '2025-11-28..2025-11-28'],
    ['前年双11', '2024-11-11..2024-11-11'],
    ['上次双11', '2026-11-11..2026-11-11'],
    ['下次双11', '2027-11-11..2027-11-11'],
    ['一昨年の独身の日', '2024-11-11..2024-11-11'],
    ['prime day 2025', null],
    ['cyber monday', '2026-11-30..2026-11-30'],
    ['Christmas', '2026-12-25..2026-12-25'],
    ['元旦', '2027-01-01..2027-01-01'],
    ['ゴールデンウィーク', '2026-04-29..2026-05-06'],
    ['2025年のゴールデンウィーク', '2025-04-29..2025-05-06'],
    ['双十一 - 双十二', null],
    ['2031年春节', null],
  ])('%s', (words, means) => {
    expect(days(words)).toBe(means)
  })

  it.each(['春节', 'Chinese New Year', '国庆节', '端午', '中秋节', '五一'])('%s is the days that are free', words => {
    const period = parsePeriod(`2026 ${words}`, today) ?? parsePeriod(`2026年${words}`, today)

    expect(period?.from.slice(0, 4)).toBe('2026')
    expect(parsePeriod(words, today)).toEqual(period)
  })

  it('is a period of a question, and only words where people write freely', () => {
    const found = recognise('status sales 双十一', around())

    expect(found?.unknown).toEqual([])
    expect(found?.words.periods.map(({ from }) => from)).toEqual(['2026-11-11'])
    expect(matchPeriod('black friday', 0, { today })).toBeNull()
  })
})
