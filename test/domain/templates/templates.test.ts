import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import { builtInTemplates } from '#src/domain/templates/built-in.ts'
import { ownLines } from '#src/domain/templates/template.ts'
import { rescaled, weightProblems } from '#src/domain/templates/weights.ts'

describe('the templates', () => {
  it.each(builtInTemplates)('$code follows the rules of weights', template => {
    expect(weightProblems(template, template.code)).toEqual([])
  })

  it.each(builtInTemplates)('$code measures KPIs that exist, never sales alone', ({ lines }) => {
    const names = lines.flatMap(({ kpiId, instead }) => [kpiId, ...(instead ? [instead] : [])])

    expect(names.filter(id => !ownLines.some(own => own === id) && !findBuiltInKpi(id))).toEqual([])
    expect(lines.filter(({ kpiId }) => !['sales', 'gross_sales'].includes(kpiId)).length).toBeGreaterThan(3)
  })

  it('are found by different words', () => {
    const words = builtInTemplates.flatMap(({ code, name, aliases }) => [
      ...new Set([code, ...Object.values(name), ...aliases].map(word => word.toLowerCase())),
    ])
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  })
})

describe('weights', () => {
  const lines = (...weights: readonly number[]) =>
    weights.map((weight, at) => ({
      kpiId: ['sales', 'avg_stars', 'conversion_rate', 'csat', 'acos', 'units', 'orders', 'aov', 'asp'][at] ?? 'x',
      weight,
      goal: { kind: 'plan' } as const,
    }))
  const problems = (...weights: readonly number[]) =>
    weightProblems({ kind: 'role', lines: lines(...weights) }, 'operator').map(({ kind }) => kind)

  it.each([
    ['that do not sum to 100', [40, 30, 20, 5], ['sum']],
    ['above 40', [45, 25, 20, 10], ['heavy']],
    ['below 5', [40, 36, 20, 4], ['light']],
    ['that are not whole', [40, 30.5, 19.5, 10], ['whole', 'whole']],
    ['of three KPIs', [40, 40, 20], ['few']],
    ['of nine KPIs', [20, 10, 10, 10, 10, 10, 10, 10, 10], ['many']],
    ['as they should be', [40, 30, 20, 10], []],
  ])('%s', (_what, weights, kinds) => {
    expect(problems(...weights)).toEqual(kinds)
  })

  it('let nobody be measured for more than a fifth by what they do not move, nor without quality', () => {
    const ads = weightProblems({ kind: 'role', lines: lines(20, 30, 20, 30) }, 'ads')
    expect(ads).toContainEqual({ kind: 'beyond-influence', weight: 60, kpiIds: ['avg_stars', 'csat'] })

    const amounts = lines(40, 30, 20, 10).map((one, at) => ({
      ...one,
      kpiId: ['sales', 'orders', 'units', 'aov'][at] ?? '',
    }))
    expect(weightProblems({ kind: 'role', lines: amounts }, 'operator')).toEqual([{ kind: 'no-quality' }])
  })

  it('are rescaled to whole points of 100, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 }), weights => {
        const whole = rescaled(weights)

        expect(whole.reduce((sum, one) => sum + one, 0)).toBe(100)
        expect(whole.every(Number.isInteger)).toBe(true)
        const sum = weights.reduce((all, one) => all + one, 0)
        if (sum > 0)
          for (const [at, one] of whole.entries())
            expect(Math.abs(one - (100 * (weights[at] ?? 0)) / sum)).toBeLessThan(1)
      }),
    )
    expect(rescaled([1, 1, 1])).toEqual([34, 33, 33])
    expect(rescaled([])).toEqual([])
  })
})
