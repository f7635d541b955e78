import { describe, expect, it } from 'vitest'
import { noPeriodAt } from '#src/language/no-period.ts'
import { lower, normalisePlain } from '#src/language/text.ts'

const read = (text: string) => noPeriodAt(lower(normalisePlain(text)), 0, '2026-11-21')

describe('a period that the calendar does not have', () => {
  it.each([
    ['2026-13', 'month'], ['2026/00', 'month'], ['2026-13-01', 'day'], ['2026-02-30', 'day'], ['2026/2/30', 'day'],
    ['2026.11.31', 'day'], ['2/30', 'day'], ['13/13', 'day'], ['2/30/2026', 'day'], ['Feb 30', 'day'], ['Nov 31st', 'day'],
    ['30 February', 'day'], ['2月30日', 'day'], ['13月5日', 'day'], ['2026年2月30日', 'day'], ['11月31号', 'day'],
    ['13月', 'month'], ['0月', 'month'], ['十三月', 'month'], ['2026年13月', 'month'], ['Q5', 'quarter'], ['Q0', 'quarter'],
    ['2026Q5', 'quarter'], ['2026-Q7', 'quarter'], ['Q5 2026', 'quarter'], ['第五季度', 'quarter'], ['第5四半期', 'quarter'],
    ['W54', 'week'], ['week 60', 'week'], ['2026-W60', 'week'], ['第60周', 'week'], ['第60週', 'week'],
  ] as const)('“%s” is no %s', (text, kind) => {
    expect(read(text)).toEqual({ kind, length: normalisePlain(text).length })
  }) // biome-ignore format: one list

  it.each([
    '2026-12', '2026-02-28', '2/28', '12月', '十二月', 'Q4', '2026Q1', '第四季度', 'W52', 'week 12', 'Nov 30', 'Feb 29 2024',
    'Nov 45', 'Nov 50000', 'nov 31.5', '2026', '13', '13天', 'sku-2026-13', 'Q5-RED', 'q5x', '1.13',
  ])('“%s” is not taken for one', text => {
    expect(read(text)).toBeNull()
  }) // biome-ignore format: one list
})
