import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Against, lengthOf, parsePeriod, periodAgainst } from '#src/domain/period/index.ts'

const today = '2026-11-21'

describe('the earlier period that a period is held against', () => {
  it.each([
    ['2026-10', 'year', '2025-10-01..2025-10-31'],
    ['2026-10', 'month', '2026-09-01..2026-09-30'],
    ['2026-10', 'previous', '2026-09-01..2026-09-30'],
    ['2024-02', 'year', '2023-02-01..2023-02-28'],
    ['2024-02-29', 'year', '2023-02-28..2023-02-28'],
    ['2026-05-31', 'month', '2026-04-30..2026-04-30'],
    ['last week', 'year', '2025-11-10..2025-11-16'],
    ['last week', 'week', '2026-11-02..2026-11-08'],
    ['last week', 'month', '2026-10-12..2026-10-18'],
    ['yesterday', 'week', '2026-11-13..2026-11-13'],
    ['yesterday', 'day', '2026-11-19..2026-11-19'],
    ['yesterday', 'previous', '2026-11-19..2026-11-19'],
    ['7d', 'previous', '2026-11-07..2026-11-13'],
    ['last quarter', 'previous', '2026-04-01..2026-06-30'],
    ['last quarter', 'year', '2025-07-01..2025-09-30'],
    ['this month', 'month', '2026-10-01..2026-10-21'],
    ['this month', 'year', '2025-11-01..2025-11-21'],
    ['last year', 'year', '2024-01-01..2024-12-31'],
  ] as const)('%s by the %s is %s', (words, against, days) => {
    const period = parsePeriod(words, today)
    const before = period && periodAgainst(period, against)

    expect(before && `${before.from}..${before.to}`).toBe(days)
  })

  it('is none where the period is longer than the step', () => {
    const month = parsePeriod('2026-10', today)

    expect(month && periodAgainst(month, 'week')).toBeNull()
    expect(month && periodAgainst(month, 'day')).toBeNull()
  })

  it('is over before the period begins, and never longer than it by more than a month has', () => {
    const words = fc.constantFrom('yesterday', '7d', '2026-10', 'last week', 'last quarter', '2026-02', 'ytd', 'mtd')
    const steps = fc.constantFrom<Against>('year', 'quarter', 'month', 'week', 'day', 'previous')
    fc.assert(
      fc.property(words, steps, (said, against) => {
        const period = parsePeriod(said, today)
        const before = period && periodAgainst(period, against)
        if (!period || !before) return
        expect(before.to < period.from, `${said} ${against}`).toBe(true)
        expect(Math.abs(lengthOf(before) - lengthOf(period))).toBeLessThanOrEqual(3)
      }),
    )
  })
})
