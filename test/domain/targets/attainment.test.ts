import { describe, expect, it } from 'vitest'
import { attainment, attainmentText, standingOf } from '#src/domain/targets/attainment.ts'
import { pace } from '#src/domain/targets/pacing.ts'

describe('attainment', () => {
  it.each([
    ['higher', 108, 100, 1.08],
    ['higher', 500, 100, 1.2],
    ['higher', -5, 100, 0],
    ['higher', 0, 0, 1],
    ['higher', -1, 0, 0],
    ['higher', -100, -100, 1],
    ['higher', -150, -100, 0.5],
    ['lower', 0.015, 0.02, 1.2],
    ['lower', 0.02, 0.02, 1],
    ['lower', 0.03, 0.02, 0.5],
    ['lower', 0.04, 0.02, 0],
    ['lower', 0, 0, 1],
    ['lower', 1, 0, 0],
    ['band', 90, 100, 0.9],
    ['band', 110, 100, 0.9],
  ] as const)('%s is better: %d of %d is %d', (better, value, target, expected) => {
    expect(attainment(value, target, better)).toBeCloseTo(expected, 12)
  })

  it.each([
    [30, 20, 40, 1],
    [20, 20, 40, 1],
    [50, 20, 40, 0.5],
    [10, 20, 40, 0.5],
    [80, 20, 40, 0],
    [24, null, 20, 0],
    [22, null, 20, 0.5],
    [19, 20, null, 0.75],
  ])('%d in the band from %d to %d is %d', (value, low, high, expected) => {
    expect(attainment(value, { value: null, low, high }, 'band')).toBeCloseTo(expected, 12)
  })

  it('is unknown without a value or a target', () => {
    expect([
      attainment(null, 100, 'higher'),
      attainment(5, null, 'higher'),
      attainment(5, { value: null }, 'lower'),
    ]).toEqual([null, null, null])
  })

  it.each([
    [1.2, 'met', '120%'],
    [1, 'met', '100%'],
    [0.1 * 3 + 0.7, 'met', '100%'],
    [0.999999, 'near', '99%'],
    [0.916, 'near', '91%'],
    [0.28 / 0.35, 'near', '80%'],
    [0.79 / 1 + 0.01, 'near', '80%'],
    [0.79999, 'missed', '79%'],
    [0.01, 'missed', '1%'],
    [0.0099, 'missed', '0.9%'],
    [0.0001, 'missed', 'under 0.1%'],
    [0, 'missed', '0%'],
  ])('of %d is %s and reads %s', (attained, standing, text) => {
    expect([standingOf(attained), attainmentText(attained).en]).toEqual([standing, text])
  })
})

describe('the pace', () => {
  const month = { target: 3040, expected: 760, closedTo: '2026-02-07', remainingDays: 21 }

  it('knows what should have been reached, and where it lands', () => {
    const found = pace({ ...month, actual: 684 })

    expect(found).toMatchObject({ target: 3040, expected: 760, gap: -76, remainingDays: 21 })
    expect(found.index).toBeCloseTo(0.9, 12)
    expect(found.landing).toBeCloseTo(2736, 9)
    expect(found.neededPerDay).toBeCloseTo(2356 / 21, 9)
  })

  it('tells no landing before a tenth of the plan', () => {
    expect(pace({ ...month, expected: 300, actual: 300 }).landing).toBeNull()
    expect(pace({ ...month, expected: 400, actual: 400 }).landing).toBeCloseTo(3040, 9)
  })

  it('expects nothing before the first day has closed', () => {
    expect(pace({ ...month, expected: 0, closedTo: null, actual: 0, remainingDays: 28 })).toMatchObject({
      expected: 0,
      gap: 0,
      index: null,
      remainingDays: 28,
    })
  })

  it('needs nothing more when the target is reached, and no rate when no day remains', () => {
    expect(pace({ ...month, actual: 4000 }).neededPerDay).toBe(0)
    expect(pace({ ...month, expected: 3040, remainingDays: 0, actual: 3000 }).neededPerDay).toBeNull()
  })
})
