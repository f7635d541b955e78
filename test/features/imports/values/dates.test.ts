import { describe, expect, it } from 'vitest'
import { parseDay } from '#src/features/imports/values/dates.ts'
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
  ] as const)('in %s for %j is %s', (market, dates, order) => {
    const evidence = createOrderEvidence('2026-11-22')
    for (const date of dates) evidence.add(date)
    expect(dayOrder(evidence.found(), market)).toBe(order)
  })
})
