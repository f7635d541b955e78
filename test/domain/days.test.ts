import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  dayNumber,
  dayOfNumber,
  daysBetween,
  eachDay,
  endOfDay,
  hoursInDay,
  instantsOf,
  isDay,
  localDay,
  shiftDays,
  startOfDay,
  weekday,
} from '#src/domain/days.ts'

it.each([
  ['2026-11-21', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-1-1', false],
  ['2026-13-01', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

it('knows the weekday', () => {
  expect(weekday('2026-11-21')).toBe(6)
  expect(weekday('2026-11-23')).toBe(1)
  expect(weekday('1969-12-31')).toBe(3)
})

it('goes over the ends of months and years', () => {
  expect(shiftDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(shiftDays('2028-03-01', -1)).toBe('2028-02-29')
  expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
  expect(eachDay('2026-11-29', '2026-12-01')).toEqual(['2026-11-29', '2026-11-30', '2026-12-01'])
  expect(eachDay('2026-12-01', '2026-11-30')).toEqual([])
})

it('puts the same instant on the local day of each zone', () => {
  const instant = new Date('2026-11-20T16:30:00Z')

  expect(localDay(instant, 'Asia/Tokyo')).toBe('2026-11-21')
  expect(localDay(instant, 'Asia/Shanghai')).toBe('2026-11-21')
  expect(localDay(instant, 'America/Los_Angeles')).toBe('2026-11-20')
})

it('begins days at local midnight', () => {
  expect(startOfDay('2026-11-21', 'Asia/Tokyo').toISOString()).toBe('2026-11-20T15:00:00.000Z')
  expect(endOfDay('2026-11-21', 'Asia/Tokyo').toISOString()).toBe('2026-11-21T15:00:00.000Z')
})

it('gives the days on which the clocks change their real length', () => {
  expect(hoursInDay('2026-03-08', 'America/Los_Angeles')).toBe(23)
  expect(hoursInDay('2026-11-01', 'America/Los_Angeles')).toBe(25)
  expect(hoursInDay('2026-11-02', 'America/Los_Angeles')).toBe(24)
})

it('begins a day whose midnight does not exist at its first moment, not on the day before', () => {
  const start = startOfDay('2026-09-06', 'America/Santiago')

  expect(start.toISOString()).toBe('2026-09-06T04:00:00.000Z')
  expect(localDay(start, 'America/Santiago')).toBe('2026-09-06')
})

it('refuses a zone that does not exist', () => {
  expect(() => localDay(new Date(0), 'Mars/Olympus')).toThrow(RangeError)
})

it('has no day that is not reached by counting', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), number => {
      const day = dayOfNumber(number)

      expect(isDay(day)).toBe(true)
      expect(dayNumber(day)).toBe(number)
    }),
  )
})

it('puts every instant between the start and the end of its local day', () => {
  const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'America/Santiago', 'Australia/Lord_Howe', 'UTC']
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) }),
      fc.constantFrom(...zones),
      (time, zone) => {
        const day = localDay(new Date(time), zone)

        expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(time)
        expect(endOfDay(day, zone).getTime()).toBeGreaterThan(time)
      },
    ),
  )
})

it.each([
  ['2026-03-08', '2026-03-08', 'America/Los_Angeles', 0, '2026-03-08T08:00:00.000Z', '2026-03-09T07:00:00.000Z'],
  ['2026-10-31', '2026-11-01', 'America/Los_Angeles', 1, '2026-10-31T07:00:00.000Z', '2026-11-02T07:59:59.999Z'],
  ['2026-02-28', '2026-03-01', 'Asia/Tokyo', 1_000, '2026-02-27T15:00:00.000Z', '2026-03-01T14:59:59.000Z'],
])('tells the instants of %s to %s in %s, the end less %i ms', (from, to, zone, tick, first, last) => {
  const { start, end } = instantsOf({ from, to }, zone, tick)

  expect([start, end].map(ms => new Date(ms).toISOString())).toEqual([first, last])
})
