import { describe, expect, it } from 'vitest'
import { calendarState, eventsFor, holidayName, holidaysIn, isWorkday } from '#src/domain/calendar/index.ts'
import { store } from '#test/support/builders.ts'

const shortYear = (market: string, year: number, worked: boolean) =>
  holidaysIn(market, `${year}-01-01`, `${year}-12-31`)
    .filter(holiday => holiday.workday === worked)
    .map(holiday => holiday.day.slice(5))

describe('the holidays', () => {
  it('of Japan have their substitute days and the day between two holidays', () => {
    expect(shortYear('jp', 2026, false).join(' ')).toBe(
      '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
    )
    expect(shortYear('jp', 2027, false)).toHaveLength(17)
  })

  it('of the US have the days on which they are observed', () => {
    expect(shortYear('us', 2026, false).join(' ')).toBe(
      '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25',
    )
    expect(holidayName('2026-07-03', 'us')).toEqual({
      en: 'Independence Day (observed)',
      ja: '独立記念日（振替）',
      'zh-CN': '独立日（补休）',
    })
  })

  it('of China come with the weekends that are worked instead', () => {
    expect(shortYear('cn', 2026, true).join(' ')).toBe('01-04 02-14 02-28 05-09 09-20 10-10')
    expect(isWorkday('2026-10-10', 'cn')).toBe(true) // a Saturday
    expect(holidayName('2026-10-10', 'cn')).toBeNull()
    expect(isWorkday('2026-10-07', 'cn')).toBe(false)
    expect(isWorkday('2026-10-11', 'cn')).toBe(false)
  })

  it('of China are tentative until they are announced: the days of the law alone', () => {
    expect([calendarState('2026-05-01', 'cn'), calendarState('2027-05-01', 'cn')]).toEqual(['official', 'tentative'])
    expect(shortYear('cn', 2027, false).join(' ')).toBe(
      '01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03',
    )
    expect(shortYear('cn', 2027, true)).toEqual([])
  })

  it('are unknown elsewhere: only the weekend counts', () => {
    expect(calendarState('2026-05-01', 'de')).toBe('unknown')
    expect(calendarState('2017-05-01', 'us')).toBe('unknown')
    expect([isWorkday('2026-05-01', 'de'), isWorkday('2026-05-02', 'de')]).toEqual([true, false])
  })
})

it('an event counts only where it holds all stores, demo and real apart', () => {
  const event = { id: 1, name: 'Sale', fromDay: '2026-11-01', toDay: '2026-11-02', kind: 'sale', factor: 2 } as const
  const events = [
    { ...event, id: 1, place: 'all', demo: false },
    { ...event, id: 2, place: 'store:west', demo: false },
    { ...event, id: 3, place: 'market:us', demo: true },
  ]
  const ids = (stores: Parameters<typeof eventsFor>[1]) => eventsFor(events, stores).map(({ id }) => id)

  expect(ids([store()])).toEqual([1, 2])
  expect(ids([store(), store({ slug: 'east' })])).toEqual([1])
  expect(ids([store({ demo: true })])).toEqual([3])
})
