import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decompose, type Effect } from '#src/domain/causes/decompose.ts'
import { decomposeGroups } from '#src/domain/causes/decompose-groups.ts'
import { logMean } from '#src/domain/causes/log-mean.ts'

const sum = (effects: readonly Effect[]) => effects.reduce((all, { amount }) => all + amount, 0)
const amounts = (effects: readonly Effect[]) => effects.map(({ amount }) => Math.round(amount * 10) / 10)
const factor = (id: string, before: number, after: number) => ({ id, before, after })
const positive = fc.double({ min: 0.001, max: 1e6, noNaN: true })

describe('the change of a product', () => {
  it('is taken apart by logarithmic means, to the published example', () => {
    const { effects, method } = decompose([
      factor('sessions', 40_000, 36_000),
      factor('conversion', 0.03, 0.034),
      factor('aov', 3_200, 3_050),
    ])

    expect(method).toBe('lmdi')
    expect(amounts(effects)).toEqual([-398_931.7, 473_911.3, -181_779.7])
    expect(sum(effects)).toBeCloseTo(-106_800, 6)
  })

  it('is averaged over all orders of change where a factor is negative', () => {
    const { effects, method } = decompose([factor('units', 100, 120), factor('margin', 5, -1)])

    expect(method).toBe('shapley')
    expect(amounts(effects)).toEqual([40, -660])
    expect(sum(effects)).toBeCloseTo(-620, 9)
  })

  it('has no parts where there was nothing before, or is nothing now', () => {
    expect(decompose([factor('sessions', 0, 10), factor('value', 0, 5)]).effects).toEqual([])
    expect(decompose([factor('sessions', 10, 500), factor('conversion', 0.1, 0)]).effects).toEqual([])
  })

  it('has parts that add up to it, and that turn their signs when time runs backwards', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 4 }), pairs => {
        const there = decompose(pairs.map(([before, after], at) => factor(String(at), before, after)))
        const back = decompose(pairs.map(([before, after], at) => factor(String(at), after, before)))
        const scale = Math.max(there.before, there.after)

        expect(Math.abs(sum(there.effects) - (there.after - there.before)) / scale).toBeLessThan(1e-9)
        for (const [at, { amount }] of there.effects.entries()) {
          expect(Math.abs(amount + (back.effects[at]?.amount ?? 0)) / scale).toBeLessThan(1e-9)
        }
      }),
      { seed: 7 },
    )
  })
})

it('a logarithmic mean lies between its numbers, also where they nearly meet', () => {
  for (const far of [1, 1e-3, 1e-5, 1e-9]) {
    expect(logMean(100 + far, 100)).toBeGreaterThanOrEqual(100)
    expect(logMean(100 + far, 100)).toBeLessThanOrEqual(100 + far)
  }
  expect(logMean(5, 5)).toBe(5)
})

describe('the change of a total over stores', () => {
  const rakuten = { size: [20_000, 15_000], factors: { conversion: [0.04, 0.041], aov: [3_000, 3_000] } } as const
  const yahoo = { size: [20_000, 21_000], factors: { conversion: [0.02, 0.029], aov: [3_600, 3_100] } } as const

  it('tells traffic, mix and each factor apart, to the published example', () => {
    const effects = decomposeGroups([rakuten, yahoo], { before: 0, after: 0 })

    expect(effects.map(({ id, amount }) => [id, Math.round(amount)])).toEqual([
      ['size', -396_599],
      ['mix', -129_820],
      ['conversion', 666_622],
      ['aov', -247_304],
    ])
    expect(sum(effects)).toBeCloseTo(-107_100, 6)
  })

  it('tells stores that came or went as a part of their own', () => {
    const effects = decomposeGroups([rakuten], { before: 50_000, after: 80_000 })

    expect(effects.at(-1)).toEqual({ id: 'entered', amount: 30_000 })
    expect(sum(effects)).toBeCloseTo(15_000 * 0.041 * 3_000 - 20_000 * 0.04 * 3_000 + 30_000, 6)
  })
})
