import fc from 'fast-check'
import { expect, it } from 'vitest'
import { baselineFor } from '#src/domain/baseline/baseline.ts'
import type { DayContext } from '#src/domain/baseline/day-type.ts'
import { eventSpans } from '#src/domain/baseline/event-baseline.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { shiftDays } from '#src/domain/days.ts'

const day = '2026-06-05'

const events: fc.Arbitrary<readonly CalendarEvent[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('Super SALE 2025', 'Super SALE 6月', 'Prime Day'),
      since: fc.integer({ min: -420, max: 2 }),
      length: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom('sale', 'other', 'force_majeure'),
      factor: fc.constantFrom(1, 2),
    }),
    { maxLength: 12 },
  )
  .map(list =>
    list.map(({ since, length, ...rest }, id) => {
      const fromDay = shiftDays(day, since)
      return { ...rest, id, place: 'all', fromDay, toDay: shiftDays(fromDay, length - 1), demo: false }
    }),
  )

const contexts: fc.Arbitrary<DayContext> = fc.record({
  market: fc.constantFrom('jp', null),
  platform: fc.constantFrom('rakuten', 'yahoo', null),
  events,
})

it('a day is held against nothing but the quarter before it and the spans of its events', () => {
  let far = 0
  fc.assert(
    fc.property(contexts, fc.boolean(), (context, scales) => {
      const asked: string[] = []
      const past = (before: string) => {
        asked.push(before)
        return { value: 100, sample: null }
      }
      baselineFor({ day, past, context, scales })
      const outside = asked.filter(one => one < shiftDays(day, -91))
      const spans = eventSpans(day, context)
      far += outside.length
      expect(outside.filter(one => !spans.some(({ from, to }) => from <= one && one <= to))).toEqual([])
    }),
    { numRuns: 500 },
  )
  expect(far).toBeGreaterThan(0)
})

it('an ordinary day looks at nothing long before', () => {
  expect(eventSpans('2026-06-09', { market: 'jp', platform: null, events: [] })).toEqual([])
})
