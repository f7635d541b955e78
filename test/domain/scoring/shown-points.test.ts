import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ScoredLine, scoreOf } from '#src/domain/scoring/score.ts'
import { digitsFor, shownPoints } from '#src/domain/scoring/shown-points.ts'
import { pointsText } from '#src/features/scoring/cards/line-words.ts'

const line = (weight: number, value: number | null): ScoredLine => ({
  ...{ kpiId: 'sales', weight, better: 'higher', value },
  ...{ aim: { value: 100 }, belowSample: false, provisional: false },
})
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0)

describe('points as they are shown', () => {
  it('add up to the score and to 100, each within one unit of what it is', () => {
    const lines = fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 60 }),
        value: fc.option(fc.double({ min: 5, max: 200, noNaN: true }), { freq: 4 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(lines, all => {
        const inputs = all.map(({ weight, value }) => line(weight, value))
        const result = scoreOf({ lines: inputs, maxAttainment: 1.2, gate: null, broken: 0 })
        const { digits, points, worth } = shownPoints(result)
        if (result.ungated === null) return
        const unit = 10 ** -digits
        expect(sum(points)).toBeCloseTo(Number(pointsText(result.ungated).en), 6)
        expect(sum(worth)).toBeCloseTo(100, 6)
        for (const [at, one] of result.lines.entries()) {
          expect(points[at] === null).toBe(one.points === null)
          expect(Math.abs((points[at] ?? 0) - (one.points ?? 0))).toBeLessThanOrEqual(unit + 1e-6)
          expect(Math.abs((worth[at] ?? 0) - (one.worth ?? 0))).toBeLessThanOrEqual(unit + 1e-6)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    [109.56, 1],
    [79.96, 2],
    [99.99, 2],
    [80, 1],
    [80.04, 1],
    [0, 1],
  ])('of %d have %d digits', (score, digits) => {
    expect(digitsFor(score)).toBe(digits)
  })

  it('of thirds are thirds that make a whole', () => {
    const result = scoreOf({
      lines: [1, 1, 1].map(weight => line(weight, 100)),
      maxAttainment: 1.2,
      gate: null,
      broken: 0,
    })
    expect(shownPoints(result).worth).toEqual([33.4, 33.3, 33.3])
    expect(sum(shownPoints(result).points)).toBeCloseTo(100, 9)
  })
})
