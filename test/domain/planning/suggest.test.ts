import { describe, expect, it } from 'vitest'
import { suggestAmount, suggestRate } from '#src/domain/planning/suggest.ts'

const months = [
  { value: 100, weight: 20 },
  { value: 110, weight: 22 },
  { value: 90, weight: 18 },
]

describe('a suggested target', () => {
  it('for an amount is the pace of the months on the effective days to come, and a tenth more', () => {
    expect(suggestAmount({ months, rate: null, weight: 66, lastYear: null })).toEqual({
      value: 363,
      base: 330,
      season: null,
      step: 0.1,
    })
  })

  it('follows the season of the year before, as far as that can be believed', () => {
    const over = { value: 1_000, weight: 50 }
    const season = (value: number) =>
      suggestAmount({ months, rate: null, weight: 60, lastYear: { over, coming: { value, weight: 50 } } })?.season

    expect([season(1_200), season(5_000), season(10)]).toEqual([1.2, 1.8, 0.6])
  })

  it('is none without a whole month, or without a day on which anything could be sold', () => {
    expect(suggestAmount({ months: [], rate: null, weight: 60, lastYear: null })).toBeNull()
    expect(suggestAmount({ months, rate: null, weight: 0, lastYear: null })).toBeNull()
  })

  it.each([
    ['higher', 'ratio', 0.6, 0.63],
    ['higher', 'ratio', 0.98, 0.985],
    ['higher', 'stars', 4.4, 4.55],
    ['lower', 'ratio', 0.2, 0.19],
    ['higher', 'times', 4, 4.2],
  ] as const)('for a rate (%s is better, %s) of %d is %d, never past what is possible', (better, unit, rate, value) => {
    expect(suggestRate({ better, unit }, { rate })?.value).toBeCloseTo(value, 10)
  })

  it('is none for a band, and without data', () => {
    expect(suggestRate({ better: 'band', unit: 'days' }, { rate: 30 })).toBeNull()
    expect(suggestRate({ better: 'higher', unit: 'ratio' }, { rate: null })).toBeNull()
  })
})
