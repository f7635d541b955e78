import { describe, expect, it } from 'vitest'
import { matchPeriod, parsePeriod } from '#src/domain/period/index.ts'

const today = '2026-11-21' // a Saturday

function days(words: string, on = today): string | null {
  const period = parsePeriod(words, on)
  return period && (period.from === period.to ? period.from : `${period.from}..${period.to}`)
}

describe('what is counted back from today', () => {
  it.each([
    ['3 days ago', '2026-11-18'],
    ['three days ago', '2026-11-18'],
    ['1 day ago', '2026-11-20'],
    ['3天前', '2026-11-18'],
    ['三天前', '2026-11-18'],
    ['两天之前', '2026-11-19'],
    ['３日前', '2026-11-18'],
    ['三日前', '2026-11-18'],
    ['大前天', '2026-11-18'],
    ['さきおととい', '2026-11-18'],
    ['后天', '2026-11-23'],
    ['後天', '2026-11-23'],
    ['大后天', '2026-11-24'],
    ['明後日', '2026-11-23'],
    ['the day after tomorrow', '2026-11-23'],
    ['2 weeks ago', '2026-11-02..2026-11-08'],
    ['两周前', '2026-11-02..2026-11-08'],
    ['2週間前', '2026-11-02..2026-11-08'],
    ['3 months ago', '2026-08-01..2026-08-31'],
    ['三个月前', '2026-08-01..2026-08-31'],
    ['3ヶ月前', '2026-08-01..2026-08-31'],
    ['last 3 months', '2026-08-21..2026-11-20'],
    ['past six months', '2026-05-21..2026-11-20'],
    ['过去三个月', '2026-08-21..2026-11-20'],
    ['近3个月', '2026-08-21..2026-11-20'],
    ['直近3か月', '2026-08-21..2026-11-20'],
    ['近半年', '2026-05-21..2026-11-20'],
    ['直近半年', '2026-05-21..2026-11-20'],
  ])('%s is %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })

  it('begins on the last day of a month that is shorter', () => {
    expect(days('last 3 months', '2026-05-31')).toBe('2026-02-28..2026-05-30')
  })

  it.each(['1000 months ago x', 'last 0 months', '0天前', 'last 999 months'])('nothing is read into %s', words => {
    expect(days(words)).toBeNull()
  })
})

describe('parts of months and years', () => {
  it.each([
    ['11月上旬', '2026-11-01..2026-11-10'],
    ['11月の中旬', '2026-11-11..2026-11-20'],
    ['十月下旬', '2026-10-21..2026-10-31'],
    ['12月上旬', '2025-12-01..2025-12-10'],
    ['2026年2月下旬', '2026-02-21..2026-02-28'],
    ['先月下旬', '2026-10-21..2026-10-31'],
    ['上个月中旬', '2026-10-11..2026-10-20'],
    ['本月上旬', '2026-11-01..2026-11-10'],
    ['中旬', '2026-11-11..2026-11-20'],
    ['early november', '2026-11-01..2026-11-10'],
    ['mid-Oct', '2026-10-11..2026-10-20'],
    ['late february 2026', '2026-02-21..2026-02-28'],
    ['上半年', '2026-01-01..2026-06-30'],
    ['下半年', '2026-07-01..2026-12-31'],
    ['去年下半年', '2025-07-01..2025-12-31'],
    ['H1', '2026-01-01..2026-06-30'],
    ['h2 2025', '2025-07-01..2025-12-31'],
    ['2025H2', '2025-07-01..2025-12-31'],
  ])('%s is %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })

  it.each([
    ['下旬', '2026-11-05', '2026-10-21..2026-10-31'],
    ['下半年', '2026-03-05', '2025-07-01..2025-12-31'],
  ])('%s on %s is the latest that has begun', (words, on, expected) => {
    expect(days(words, on)).toBe(expected)
  })
})

describe('days written with dots', () => {
  it.each([
    ['11.1-11.11', '2026-11-01..2026-11-11'],
    ['11.1~11.5', '2026-11-01..2026-11-05'],
    ['１１．１〜１１．５', '2026-11-01..2026-11-05'],
    ['11.1到11.5', '2026-11-01..2026-11-05'],
  ])('%s is %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })

  it.each(['4.5-4.8', '11.1-11.11'])('%s stays a band of numbers where no figures are asked for', words => {
    expect(matchPeriod(words, 0, { today })).toBeNull()
  })

  it.each(['11.1', '13.1-13.5', '11.31-11.40', '4.55-4.8%'])('%s names none', words => {
    expect(days(words)).toBeNull()
  })
})

describe('days that stand the wrong way round', () => {
  it.each([
    ['11/20-11/12', '2026-11-12..2026-11-20'],
    ['nov 20 to nov 12', '2026-11-12..2026-11-20'],
    ['11月20日至11月12日', '2026-11-12..2026-11-20'],
    ['11/20〜11/12', '2026-11-12..2026-11-20'],
    ['2026-11-20..2026-11-12', '2026-11-12..2026-11-20'],
  ])('%s is %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })

  it.each([
    ['12/30-1/3', '2026-12-30..2027-01-03'],
    ['4/1-3/31', '2025-04-01..2026-03-31'],
  ])('%s crosses the turn of the year: %s', (words, expected) => {
    expect(days(words)).toBe(expected)
  })
})
