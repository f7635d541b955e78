import { describe, expect, it } from 'vitest'
import {
  dayPeriod,
  daysOf,
  matchPeriod,
  monthOf,
  parsePeriod,
  periodPhrases,
  rangePeriod,
  sameWeekdaysBefore,
  weekOf,
  wholePeriod,
} from '#src/domain/period/index.ts'

const today = '2026-11-21' // a Saturday

function span(words: string, on = today): string | null {
  const period = parsePeriod(words, on)
  if (!period) return null
  const end = period.end === period.to ? '' : `|${period.end}`
  return `${period.kind} ${period.from}..${period.to}${end}`
}

describe('a period is understood', () => {
  it.each([
    ['today', 'day 2026-11-21..2026-11-21'],
    ['Yesterday', 'day 2026-11-20..2026-11-20'],
    ['今天', 'day 2026-11-21..2026-11-21'],
    ['昨天', 'day 2026-11-20..2026-11-20'],
    ['前天', 'day 2026-11-19..2026-11-19'],
    ['一昨日', 'day 2026-11-19..2026-11-19'],
    ['昨日', 'day 2026-11-20..2026-11-20'],
    ['7d', 'range 2026-11-14..2026-11-20'],
    ['last7', 'range 2026-11-14..2026-11-20'],
    ['last 7 days', 'range 2026-11-14..2026-11-20'],
    ['近7天', 'range 2026-11-14..2026-11-20'],
    ['最近30天', 'range 2026-10-22..2026-11-20'],
    ['直近７日', 'range 2026-11-14..2026-11-20'],
    ['過去30日間', 'range 2026-10-22..2026-11-20'],
    ['7天', 'range 2026-11-14..2026-11-20'],
    ['14日間', 'range 2026-11-07..2026-11-20'],
    ['30日', 'range 2026-10-22..2026-11-20'],
    ['90日', 'range 2026-08-23..2026-11-20'],
    ['5日', 'day 2026-11-05..2026-11-05'],
    ['25日', 'day 2026-10-25..2026-10-25'],
    ['12号', 'day 2026-11-12..2026-11-12'],
    ['2w', 'range 2026-11-07..2026-11-20'],
    ['wtd', 'week 2026-11-16..2026-11-21|2026-11-22'],
    ['本周', 'week 2026-11-16..2026-11-21|2026-11-22'],
    ['last week', 'week 2026-11-09..2026-11-15'],
    ['上周', 'week 2026-11-09..2026-11-15'],
    ['先週', 'week 2026-11-09..2026-11-15'],
    ['mtd', 'month 2026-11-01..2026-11-21|2026-11-30'],
    ['本月', 'month 2026-11-01..2026-11-21|2026-11-30'],
    ['上个月', 'month 2026-10-01..2026-10-31'],
    ['先月', 'month 2026-10-01..2026-10-31'],
    ['next month', 'month 2026-12-01..2026-12-31'],
    ['qtd', 'quarter 2026-10-01..2026-11-21|2026-12-31'],
    ['前四半期', 'quarter 2026-07-01..2026-09-30'],
    ['上季度', 'quarter 2026-07-01..2026-09-30'],
    ['ytd', 'year 2026-01-01..2026-11-21|2026-12-31'],
    ['去年', 'year 2025-01-01..2025-12-31'],
    ['2026-10', 'month 2026-10-01..2026-10-31'],
    ['2026-11', 'month 2026-11-01..2026-11-21|2026-11-30'],
    ['2026-10-05', 'day 2026-10-05..2026-10-05'],
    ['2026/10/05', 'day 2026-10-05..2026-10-05'],
    ['１０／５', 'day 2026-10-05..2026-10-05'],
    ['10月', 'month 2026-10-01..2026-10-31'],
    ['十月', 'month 2026-10-01..2026-10-31'],
    ['8月', 'month 2026-08-01..2026-08-31'],
    ['10月5日', 'day 2026-10-05..2026-10-05'],
    ['2026年10月', 'month 2026-10-01..2026-10-31'],
    ['2025年10月5日', 'day 2025-10-05..2025-10-05'],
    ['2026Q3', 'quarter 2026-07-01..2026-09-30'],
    ['q4 2025', 'quarter 2025-10-01..2025-12-31'],
    ['第3四半期', 'quarter 2026-07-01..2026-09-30'],
    ['三季度', 'quarter 2026-07-01..2026-09-30'],
    ['2026-W41', 'week 2026-10-05..2026-10-11'],
    ['第41周', 'week 2026-10-05..2026-10-11'],
    ['Nov 2025', 'month 2025-11-01..2025-11-30'],
    ['November', 'month 2026-11-01..2026-11-21|2026-11-30'],
    ['Nov 3, 2017', 'day 2017-11-03..2017-11-03'],
    ['3 November', 'day 2026-11-03..2026-11-03'],
  ])('%s is %s', (words, expected) => {
    expect(span(words)).toBe(expected)
  })

  it.each([
    ['7/1-7/5', 'range 2026-07-01..2026-07-05'],
    ['7/1~7/5', 'range 2026-07-01..2026-07-05'],
    ['7/1～7/5', 'range 2026-07-01..2026-07-05'],
    ['7/1–7/5', 'range 2026-07-01..2026-07-05'],
    ['7/1 to 7/5', 'range 2026-07-01..2026-07-05'],
    ['from 7/1 to 7/5', 'range 2026-07-01..2026-07-05'],
    ['7/1-5', 'range 2026-07-01..2026-07-05'],
    ['7月1日至7月5日', 'range 2026-07-01..2026-07-05'],
    ['7月1日から5日まで', 'range 2026-07-01..2026-07-05'],
    ['从7月1日到7月5日', 'range 2026-07-01..2026-07-05'],
    ['2026-10-05..2026-10-07', 'range 2026-10-05..2026-10-07'],
    ['2017/11/3-11/5', 'range 2017-11-03..2017-11-05'],
    ['2025-12-28~1/3', 'range 2025-12-28..2026-01-03'],
    ['9月〜10月', 'range 2026-09-01..2026-10-31'],
    ['2026-09-2026-10', 'range 2026-09-01..2026-10-31'],
    ['Nov 3 to Nov 5', 'range 2026-11-03..2026-11-05'],
  ])('the range %s is %s', (words, expected) => {
    expect(span(words)).toBe(expected)
  })

  it.each(['连续3天', '3日連続', '3天以上', '2天后', '3天前后'])('counts days and names none: %s', words => {
    expect(parsePeriod(words, today)).toBeNull()
  })

  it.each(['', 'west', '13/45', '2026-02-30', '2026-13', '7day2', '3.5', '50000', '8%', '2026-10-05x', 'mtds', 'q5'])(
    'nothing is read into "%s"',
    words => {
      expect(span(words)).toBeNull()
    },
  )
})

describe('a date without a year', () => {
  it('is the latest one that has passed', () => {
    expect(span('10/5')).toBe('day 2026-10-05..2026-10-05')
    expect(span('2/1')).toBe('day 2026-02-01..2026-02-01')
  })

  it('is a coming one only within 60 days', () => {
    expect(span('1/20')).toBe('day 2027-01-20..2027-01-20')
    expect(span('1/21')).toBe('day 2026-01-21..2026-01-21')
  })

  it('is the next month, but not the one after', () => {
    expect(span('12月')).toBe('month 2026-12-01..2026-12-31')
    expect(span('1月')).toBe('month 2026-01-01..2026-01-31')
  })

  it('crosses the turn of the year in a range', () => {
    expect(span('12/28-1/3', '2027-02-01')).toBe('range 2026-12-28..2027-01-03')
  })

  it('finds the last 29 February', () => {
    expect(span('2/29')).toBe('day 2024-02-29..2024-02-29')
  })
})

describe('a phrase inside a line', () => {
  const at = (text: string, position: number) => {
    const found = matchPeriod(text, position, { today })
    return found && `${text.slice(position, position + found.length)} ${found.period.from}..${found.period.to}`
  }

  it('is the longest one at its position', () => {
    expect(at('sales last week west', 6)).toBe('last week 2026-11-09..2026-11-15')
    expect(at('先月の売上', 0)).toBe('先月 2026-10-01..2026-10-31')
    expect(at('10月5日销售额', 0)).toBe('10月5日 2026-10-05..2026-10-05')
    expect(at('west 7/1-7/5 sales', 5)).toBe('7/1-7/5 2026-07-01..2026-07-05')
  })

  it('does not begin inside a word', () => {
    expect(at('sku-10/5', 4)).toBeNull()
    expect(at('smtd', 1)).toBeNull()
  })

  it('does not end inside a number', () => {
    expect(at('7d5', 0)).toBeNull()
    expect(at('10/50', 0)).toBeNull()
  })

  it('lists its fixed phrases longest first', () => {
    expect(periodPhrases).toContain('上个月')
    expect(periodPhrases.indexOf('last week')).toBeLessThan(periodPhrases.indexOf('wtd'))
  })
})

describe('periods', () => {
  it('begin their weeks on Monday', () => {
    expect(weekOf('2026-11-22')).toMatchObject({ from: '2026-11-16', to: '2026-11-22', end: '2026-11-22' })
    expect(weekOf('2026-11-23')).toMatchObject({ from: '2026-11-23' })
  })

  it('know the length of February', () => {
    expect(monthOf('2028-02-10').to).toBe('2028-02-29')
    expect(daysOf(monthOf('2027-02-10'))).toHaveLength(28)
  })

  it.each([
    [dayPeriod('2026-11-20'), '2026-11-13', '2026-11-13'],
    [weekOf('2026-11-15'), '2026-11-02', '2026-11-08'],
    [monthOf('2026-10-01'), '2026-08-27', '2026-09-26'],
    [rangePeriod('2026-11-10', '2026-11-17'), '2026-10-27', '2026-11-03'],
  ])('are compared with the same weekdays before', (period, from, to) => {
    expect(sameWeekdaysBefore(period)).toMatchObject({ from, to })
  })

  it('can be completed when they run', () => {
    expect(wholePeriod(monthOf(today, today))).toMatchObject({
      from: '2026-11-01',
      to: '2026-11-30',
      end: '2026-11-30',
    })
  })

  it('are named in three languages', () => {
    expect(monthOf('2026-11-01', today).label).toEqual({
      en: 'Nov 2026 to Nov 21',
      ja: '2026年11月（11月21日まで）',
      'zh-CN': '2026年11月（截至11月21日）',
    })
    expect(weekOf('2026-10-05').label.en).toBe('Week 41, 2026 (Oct 5 – Oct 11)')
    expect(rangePeriod('2026-07-01', '2026-07-05').label['zh-CN']).toBe('2026年7月1日–7月5日')
  })
})
