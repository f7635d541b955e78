import { describe, expect, it } from 'vitest'
import { lacksYear, parseDay } from '#src/features/imports/values/dates.ts'
import { createOrderEvidence, dayOrder } from '#src/features/imports/values/day-order.ts'

const american = { order: 'month-first', timeZone: 'America/New_York' } as const
const european = { order: 'day-first', timeZone: 'Europe/Berlin' } as const

describe('dates', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026.01.05', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['２０２６年１月５日（月）', '2026-01-05'],
    ['1/5/2026', '2026-01-05'],
    ['Jan 5, 2026', '2026-01-05'],
    ['5-Jan-2026', '2026-01-05'],
    ['January 5th, 2026', '2026-01-05'],
    ['2026-01-05 23:59:59', '2026-01-05'],
    ['2026/01/05 9:05', '2026-01-05'],
    ['2026-01-05T23:30:00', '2026-01-05'],
    ['1/5/2026 3:04 PM', '2026-01-05'],
    ['46027', '2026-01-05'],
    [46027, '2026-01-05'],
    [46027.75, '2026-01-05'],
    [20260105, '2026-01-05'],
    [new Date('2026-01-05T00:00:00Z'), '2026-01-05'],
    ['2026-01-05T03:00:00Z', '2026-01-04'],
    ['2026-01-05T03:00:00+00:00', '2026-01-04'],
    ['2026-01-05 03:00:00 -0500', '2026-01-05'],
    ['2026-01-05 03:00:00 UTC', '2026-01-04'],
    ['2026/01/05 12:30 JST', '2026-01-04'],
  ])('%s is %s in New York', (cell, day) => {
    expect(parseDay(cell, american)).toBe(day)
  })

  it('are read day first where the file does', () => {
    expect(parseDay('5/1/2026', european)).toBe('2026-01-05')
    expect(parseDay('05.01.2026', american)).toBe('2026-01-05')
  })

  it.each(['', '-', 'N/A', null, undefined])('%j is nothing', cell => {
    expect(parseDay(cell, american)).toBeNull()
  })

  it.each(['soon', '2026-02-30', '13/40/2026', '2026-13-01', '12', 'Foo 5, 2026', true, 12, 99_999_999])(
    '%s is no date',
    cell => {
      expect(parseDay(cell, american)).toBeUndefined()
    },
  )
})

describe('the order of day and month', () => {
  it.each([
    ['us', ['1/5/2026', '2/6/2026'], 'month-first'],
    ['gb', ['1/5/2026', '2/6/2026'], 'day-first'],
    ['us', ['1/5/2026', '25/5/2026'], 'day-first'],
    ['gb', ['1/5/2026', '5/25/2026 10:00'], 'month-first'],
    [undefined, [], 'month-first'],
    ['us', ['5/3/2026', '6/3/2026', '7/3/2026'], 'day-first'],
    ['de', ['3/5/2026', '3/6/2026'], 'month-first'],
    ['us', ['1/1/2026', '2/1/2026', '3/1/2026'], 'month-first'],
    ['us', ['3/5/2026', '3/6/2026'], 'month-first'],
  ] as const)('in %s for %j is %s', (market, dates, order) => {
    const evidence = createOrderEvidence('2026-11-22')
    for (const date of dates) evidence.add(date)
    expect(dayOrder(evidence.found(), market)).toBe(order)
  })
})

describe('a day with its weekday, its time or its zone around it', () => {
  it.each([
    'mer. 1 juil. 2026',
    'mercredi 1er juillet 2026',
    'mer. 01/07/2026',
    'Mi, 01.07.2026',
    'wo 01-07-2026',
    'quarta-feira, 1 de julho de 2026',
    'miércoles, 1 de julio de 2026',
    'śr., 1 lip 2026',
    '1 lipca 2026 r.',
    'mercoledì 1 luglio 2026',
    'Thứ Tư, 1 tháng 7, 2026',
    'T4 01/07/2026',
    '1 thg 7, 2026',
    'Rabu, 1 Juli 2026',
    'วันพุธที่ 1 กรกฎาคม 2569',
    'Çar 01.07.2026',
    '1 июля 2026 г.',
    '1 يوليو 2026',
    '١/٧/٢٠٢٦',
    '令和八年七月一日',
    '令和8年7月1日(水)',
    '2026年7月1日星期三',
    '2026年7月1日（水）10時05分',
    '115.7.1',
    '2026년 7월 1일 수요일',
    '10:00 01-07-2026',
    '10:00:05 01/07/2026',
    '8:05 PM 01/07/2026',
    '10:00, 01.07.2026',
    '1 juil. 2026 à 10:00',
    '01/07/2026 à 10h05',
    '01.07.2026 10:00 Uhr',
    '1 de julio de 2026, 10:00 a. m.',
    'Wed Jul  1 10:00:00 2026',
    '20260701T100000',
    "1 Jul '26",
  ])('%s is 1 July 2026', text => {
    expect(parseDay(text, european)).toBe('2026-07-01')
  })

  it.each([
    ['mar. 30 juin 2026', '2026-06-30'],
    ['mar 3 mar 2026', '2026-03-03'],
    ['mar. 03/03/2026', '2026-03-03'],
    ['Mar 9, 2026 12:03:11 PM', '2026-03-09'],
    ['Mar 9 2026', '2026-03-09'],
    ['1. Jänner 2026', '2026-01-01'],
    ["Jum'at, 1 Mei 2026", '2026-05-01'],
    ['2026-07-01 01:00 Asia/Tokyo', '2026-06-30'],
    ['2026-07-01T01:00:00+09:00[Asia/Tokyo]', '2026-06-30'],
    ['2026-07-01 02:00:00 北京时间', '2026-06-30'],
  ])('%s is %s in Berlin', (text, day) => {
    expect(parseDay(text, european)).toBe(day)
  })

  it.each(['mar. soon', 'Mi 2026', 'T4', '10:00', 'thứ tư'])('%s is none', text => {
    expect(parseDay(text, european)).toBeUndefined()
  })
})

describe('days as people write them in other countries', () => {
  it.each([
    ['1 ก.ค. 2569', 'Asia/Bangkok'],
    ['1/7/69', 'Asia/Bangkok'],
    ['พุธ 1 กรกฎาคม 2569', 'Asia/Bangkok'],
    ['ngày 1 tháng 7 năm 2026', 'Asia/Ho_Chi_Minh'],
    ['1 tháng 7, 2026', 'Asia/Ho_Chi_Minh'],
    ['Mi., 1. Juli 2026', 'Europe/Berlin'],
    ['mer. 1 juil. 2026', 'Europe/Paris'],
    ['mié, 1 jul 2026', 'Europe/Madrid'],
    ['Rabu, 1 Juli 2026', 'Asia/Jakarta'],
    ['Wed Jul 01 2026 10:00:00 GMT-0700 (PDT)', 'America/Los_Angeles'],
    ['Wed Jul 01 2026 10:00:00 GMT+0900 (Japan Standard Time)', 'Asia/Tokyo'],
  ])('%s', (text, timeZone) => {
    expect(parseDay(text, { order: 'day-first', timeZone })).toBe('2026-07-01')
  })

  it('a two-digit year is of the Buddhist calendar in Thailand alone', () => {
    expect(parseDay('1/7/69', { order: 'day-first', timeZone: 'Asia/Jakarta' })).toBe('2069-07-01')
    expect(parseDay('1/7/26', { order: 'day-first', timeZone: 'Asia/Bangkok' })).toBe('2026-07-01')
  })

  it.each(['7/1', '7月1日', '7월 1일', '7/1(水)'])('%s lacks its year', text => {
    expect(parseDay(text, { order: 'month-first', timeZone: 'Asia/Tokyo' })).toBeUndefined()
    expect(lacksYear(text)).toBe(true)
  })
})
