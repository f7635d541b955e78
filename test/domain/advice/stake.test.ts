import fc from 'fast-check'
import { expect, it } from 'vitest'
import { adviceRules } from '#src/domain/advice/rules.ts'
import { holders, stakeOf } from '#src/domain/advice/stake.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'

it.each([
  ['gap', 0.31, 0.25, 1_000, 'lower', 60],
  ['gap', 0.2, 0.25, 1_000, 'lower', 0],
  ['share', 0.02, 0.03, 1_000, 'higher', 500],
  ['share', 0.04, 0.03, 1_000, 'higher', 0],
  ['share', 0, 0.03, 1_000, 'higher', 0],
  ['value', 700, 0, 0, 'lower', 700],
] as const)('what is at stake by %s: %d at target %d', (form, value, target, base, better, stake) => {
  expect(stakeOf({ form }, { value, target, base, better })).toBeCloseTo(stake, 9)
})

it('products that hold a share are as few as can be, and none without any', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 500 })), amounts => {
      const found = holders(
        amounts.map(amount => ({ amount })),
        0.8,
      )
      const positive = amounts.filter(amount => amount > 0)
      const all = positive.reduce((sum, amount) => sum + amount, 0)
      const held = found.reduce((sum, { amount }) => sum + amount, 0)

      expect(held).toBeGreaterThanOrEqual(0.8 * all)
      expect(held - (found.at(-1)?.amount ?? 0)).toBeLessThan(Math.max(0.8 * all, 1e-9))
    }),
    { seed: 21 },
  )
})

it('every rule is about a KPI and a measure that there are, once', () => {
  for (const { kpiId, base } of adviceRules) {
    expect(findBuiltInKpi(kpiId)).not.toBeNull()
    if (base !== '') expect(compileFormula(base).needs).toHaveLength(1)
  }
  expect(new Set(adviceRules.map(({ kpiId }) => kpiId)).size).toBe(adviceRules.length)
})
