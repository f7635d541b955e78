import { describe, expect, it } from 'vitest'
import { monthOf } from '#src/domain/period/index.ts'
import { breakDown, shareOut } from '#src/domain/planning/break-down.ts'
import { type Increment, suggestAmount, withinLines } from '#src/domain/planning/suggest.ts'

const store = (id: number) => {
  const us = { platform: 'other', market: 'us', currency: 'USD', timeZone: 'UTC', demo: false }
  return { id, slug: `s${id}`, name: `S${id}`, ...us }
}
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

describe('a target broken down', () => {
  it.each([1, 7, 99, 100_001, 1_234_567, 999_999_999])('of %d adds up to the unit on every level', value => {
    const weights = [3, 0, 1.7, 11, 0.01]
    const shares = shareOut(value, weights, 0)
    const parts = shares.map((share, at) => ({ store: store(at), value: share }))
    const { stores, weeks, days } = breakDown(parts, monthOf('2026-12-01'), { events: [], decimals: 0 })

    expect(total(shares)).toBe(value)
    for (const part of stores) expect(total(part.days.map(day => day.value))).toBe(part.value)
    expect(total(weeks.map(week => week.value))).toBe(value)
    expect(total(days.map(day => day.value))).toBe(value)
    expect(days.every(day => Number.isInteger(day.value))).toBe(true)
  })
})

describe('a suggestion', () => {
  it('grows with its step', () => {
    const past = { months: [{ value: 90_000, weight: 30 }], rate: null, weight: 33, lastYear: null }
    const at = (step: Increment) => suggestAmount(past, step)?.value ?? 0

    expect([at('keep'), at('normal'), at('stretch')]).toEqual([104_000, 109_000, 119_000])
  })

  it.each([
    ['<', 0.04, 0.03, 0.024],
    ['<=', 0.04, 0.01, 0.01],
    ['>=', 0.9, 0.91, 0.94],
    ['>', 0.9, 0.97, 0.97],
  ] as const)('keeps its distance from a line %s %d: %d becomes %d', (comparison, limit, value, kept) => {
    expect(withinLines(value, [{ comparison, limit }], 'ratio')).toBeCloseTo(kept, 10)
  })
})
