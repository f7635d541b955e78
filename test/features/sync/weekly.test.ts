import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shiftDays } from '#src/domain/days.ts'
import { weeklySlices } from '#src/features/sync/plan.ts'

describe('windows that are read again once a week', () => {
  it('come up once in seven nights each, and hold every day of the time within two weeks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 62, max: 400 }),
        fc.integer({ min: 14, max: 60 }),
        fc.integer({ min: 61, max: 400 }),
        (start, weeklyDays, sliceDays, age) => {
          const nights = Array.from({ length: 14 }, (_, night) => shiftDays('2026-01-01', start + night))
          const found = nights.map(today => weeklySlices({ weeklyDays, sliceDays }, shiftDays(today, -60), today))

          const first = found.slice(0, 7).flat().length
          expect(first).toBe(Math.ceil((weeklyDays - 60) / sliceDays))
          const day = shiftDays(nights[0] ?? '', -age)
          fc.pre(age + 14 <= weeklyDays)
          expect(found.flat().some(({ fromDay, toDay }) => fromDay <= day && day <= toDay)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('are none where a feed does not want any', () => {
    expect(weeklySlices({ sliceDays: 15 }, '2026-01-01', '2026-03-01')).toEqual([])
  })
})
