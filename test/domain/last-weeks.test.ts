import { describe, expect, it } from 'vitest'
import { parsePeriod } from '#src/domain/period/index.ts'

describe('some weeks up to today', () => {
  it.each([
    ['last 2 weeks', '2026-11-14'],
    ['past 3 weeks', '2026-11-07'],
    ['last 4w', '2026-10-31'],
    ['2 weeks', '2026-11-14'],
    ['1 week', '2026-11-21'],
    ['last 12 wks', '2026-09-05'],
    ['最近两周', '2026-11-14'],
    ['近三个星期', '2026-11-07'],
    ['过去2周', '2026-11-14'],
    ['直近2週間', '2026-11-14'],
    ['過去の4週間', '2026-10-31'],
  ])('“%s” begins on %s', (text, from) => {
    expect(parsePeriod(text, '2026-11-28')?.from).toBe(from)
  })
})
