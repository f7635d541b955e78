import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterWorkMinutes, instantOf, quietUntil } from '#src/domain/business-hours.ts'

const tokyo = { timeZone: 'Asia/Tokyo', market: 'jp' }
const newYork = { timeZone: 'America/New_York', market: 'us' }

describe('working time', () => {
  it.each([
    ['inside a working day', '2026-11-19T01:00:00Z', 60, '2026-11-19T02:00:00.000Z'],
    ['before it begins', '2026-11-18T20:00:00Z', 60, '2026-11-19T01:00:00.000Z'],
    ['over the night', '2026-11-19T08:30:00Z', 60, '2026-11-20T00:30:00.000Z'],
    ['over a weekend and the holiday on Monday the 23rd', '2026-11-20T08:30:00Z', 60, '2026-11-24T00:30:00.000Z'],
  ])('passes %s', (_when, from, minutes, expected) => {
    expect(afterWorkMinutes(new Date(from), minutes, tokyo).toISOString()).toBe(expected)
  })

  it('works on a Saturday that China works in exchange for a holiday', () => {
    const saturday = new Date('2026-02-28T02:00:00Z')

    const after = afterWorkMinutes(saturday, 30, { timeZone: 'Asia/Shanghai', market: 'cn' })

    expect(after.toISOString()).toBe('2026-02-28T02:30:00.000Z')
  })

  it('follows the clocks of the zone when they change', () => {
    const friday = new Date('2026-10-30T21:30:00Z')

    expect(afterWorkMinutes(friday, 60, newYork).toISOString()).toBe('2026-11-02T14:30:00.000Z')
  })

  it('never goes back, and more minutes never end earlier', () => {
    const times = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-01'), noInvalidDate: true })
    fc.assert(
      fc.property(times, fc.nat(2_000), fc.nat(2_000), (from, a, b) => {
        const first = afterWorkMinutes(from, Math.min(a, b), tokyo)
        const second = afterWorkMinutes(from, Math.max(a, b), tokyo)

        expect(first.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime())
      }),
      { numRuns: 100 },
    )
  })
})

describe('quiet hours', () => {
  const night = { from: '22:00', to: '08:00', timeZone: 'Asia/Tokyo' }

  it.each([
    ['late in the evening', '2026-11-20T14:00:00Z', '2026-11-20T23:00:00.000Z'],
    ['early in the morning', '2026-11-20T20:00:00Z', '2026-11-20T23:00:00.000Z'],
    ['as they begin', '2026-11-20T13:00:00Z', '2026-11-20T23:00:00.000Z'],
    ['as they end', '2026-11-20T23:00:00Z', null],
    ['at noon', '2026-11-20T03:00:00Z', null],
  ])('%s end at %s', (_when, now, expected) => {
    expect(quietUntil(new Date(now), night)?.toISOString() ?? null).toBe(expected)
  })

  it('may lie within a day', () => {
    const lunch = { from: '12:00', to: '13:00', timeZone: 'UTC' }

    expect(quietUntil(new Date('2026-11-20T12:30:00Z'), lunch)?.toISOString()).toBe('2026-11-20T13:00:00.000Z')
    expect(quietUntil(new Date('2026-11-20T13:30:00Z'), lunch)).toBeNull()
  })
})

describe('a wall-clock time', () => {
  it('that the clocks jump over is the time after the jump', () => {
    expect(instantOf('2026-03-08', '02:30', 'America/New_York').toISOString()).toBe('2026-03-08T07:30:00.000Z')
  })
})
