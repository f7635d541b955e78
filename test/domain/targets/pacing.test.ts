import { Big } from 'big.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pace } from '#src/domain/targets/pacing.ts'

const usual = { closedTo: '2026-11-20', remainingDays: 10 }

it('shares what is left among the days that remain and lands where the plan says', () => {
  const found = pace({ ...usual, target: 3_000, expected: 2_000, actual: 1_500 })

  expect(found).toMatchObject({ gap: -500, index: 0.75, neededPerDay: 150, landing: 2_250 })
  expect(found.exact).toBeUndefined()
})

it('is exact to the last unit beyond 2^53', () => {
  const huge = fc.bigInt({ min: 2n ** 53n, max: 10n ** 18n })
  fc.assert(
    fc.property(
      huge,
      fc.integer({ min: 1_000, max: 1_000_000 }),
      fc.integer({ min: 1, max: 30 }),
      (amount, part, days) => {
        const target = part * 3
        const { exact } = pace({
          ...{ closedTo: '2026-11-20', target, expected: part, remainingDays: days },
          ...{ actual: Number(amount), exactActual: String(amount) },
        })

        expect(exact?.actual).toBe(String(amount))
        expect(exact?.gap).toBe(String(amount - BigInt(part)))
        expect(exact?.landing).toBe(String(amount * 3n))
        expect(exact?.neededPerDay).toBe('0')
      },
    ),
  )
})

it('never divides by a plan of nothing', () => {
  const found = pace({ ...usual, target: 100, expected: 0, actual: 7 })

  expect(found).toMatchObject({ index: null, landing: null })
  expect(Big(found.neededPerDay ?? 0).toFixed(1)).toBe('9.3')
})
