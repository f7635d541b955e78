import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reachOf } from '#src/domain/planning/reach.ts'

const months = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]

describe('where a target stands among the months before', () => {
  it.each([
    [200, 'higher', 'beyond', 105],
    [105, 'higher', 'within', 105],
    [30, 'higher', 'within', 105],
    [29, 'higher', 'easy', 105],
    [10, 'lower', 'beyond', 15],
    [15, 'lower', 'within', 15],
    [95, 'lower', 'easy', 15],
  ] as const)('%d of a KPI that is better %s is %s', (value, better, position, limit) => {
    expect(reachOf(value, months, { better })).toEqual({ position, limit })
  })

  it('says nothing of few months or a band', () => {
    expect(reachOf(1, months.slice(0, 5), { better: 'higher' })).toBeNull()
    expect(reachOf(1, months, { better: 'band' })).toBeNull()
  })

  it('never depends on the order of the months, and mirrors with the direction', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 6, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.integer({ min: -1500, max: 1500 }), (known, value) => {
        const up = reachOf(value, known, { better: 'higher' })
        expect(reachOf(value, [...known].reverse(), { better: 'higher' })).toEqual(up)
        expect(
          reachOf(
            -value,
            known.map(one => -one),
            { better: 'lower' },
          )?.position,
        ).toBe(up?.position)
      }),
    )
  })
})
