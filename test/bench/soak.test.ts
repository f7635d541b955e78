import { describe, expect, it } from 'vitest'
import { isMemoryFlat, judgeTables } from '#bench/faults/soak/judge.ts'
import type { Sizes } from '#bench/faults/soak/sizes.ts'
import { shortenTerms } from '#bench/faults/soak/terms.ts'
import { keptDays } from '#src/platform/database/retention.ts'

const week = (tables: Readonly<Record<string, number>>, heap = 100): Sizes => ({
  heap,
  resident: heap,
  tables: new Map(Object.entries(tables).map(([name, rows]) => [name, { rows, bytes: rows * 100 }])),
})
const verdictsOf = (name: string, rows: readonly number[]) => judgeTables(rows.map(count => week({ [name]: count })))[0]

describe('the judgement of a soak', () => {
  it.each([
    ['deliveries', [700, 1_400, 2_100, 2_800, 3_000, 3_000, 2_950, 3_010], 'flat', true],
    ['pulls', [700, 1_400, 2_100, 2_800, 3_500, 4_200, 4_900, 5_600], 'grows', false],
    ['audit', [700, 1_400, 2_100, 2_800, 3_500, 4_200, 4_900, 5_600], 'grows', false],
    ['metric_day', [700, 1_400, 2_100, 2_800, 3_500, 4_200, 4_900, 5_600], 'history, kept for good', true],
    ['claims', [10, 50, 20, 40, 10, 60, 30, 55], 'flat', true],
    ['claims', [141, 141, 289, 141, 140, 140, 289, 141], 'flat', true], // weeks that end around a change of the clocks
  ])('says of %s %j that it is: %s', (name, rows, verdict, good) => {
    expect(verdictsOf(name, rows)).toMatchObject({ verdict, good })
  })

  it.each([
    [[100, 140, 150, 149, 151, 150, 152, 150], true],
    [[100, 120, 140, 160, 180, 200, 220, 240], false],
    [[100, 300], true], // too few to tell
  ])('takes memory %j for flat: %s', (heaps, flat) => {
    expect(isMemoryFlat(heaps.map(heap => week({}, heap)))).toBe(flat)
  })
})

it('has everything come to its term within the weeks of a soak, and shortens nothing else', () => {
  const before = { ...keptDays }

  shortenTerms()

  expect(Math.max(...Object.values(keptDays))).toBe(28)
  expect(Object.keys(keptDays)).toEqual(Object.keys(before))
  expect(keptDays).toMatchObject({ claims: before.claims, reviewFiles: before.reviewFiles })
})
