import { describe, expect, it } from 'vitest'
import { coveredDays } from '#src/domain/reconciliation/covered.ts'

const month = { from: '2026-11-01', to: '2026-11-30' }
const days = (from: number, to: number) => ({ from: day(from), to: day(to) })
const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}`

describe('the days of a month that are compared', () => {
  it.each([
    ['all of a month that is over', '2026-12-03', null, null, [1, 30], []],
    ['those that are over while it runs', day(17), null, null, [1, 17], ['running']],
    ['those that a file tells', '2026-12-03', days(5, 20), null, [5, 20], ['theirs']],
    ['those of a file that ends with the running month', day(17), days(1, 17), null, [1, 17], ['running']],
    ['those of a file of the running month that holds today', day(17), days(1, 18), null, [1, 17], ['running']],
    ['those from where ours begin', '2026-12-03', days(1, 30), day(12), [12, 30], ['ours']],
    ['all where a whole month cannot be cut', '2026-12-03', null, day(12), [1, 30], ['ours']],
    ['what all three leave', day(25), days(3, 28), day(12), [12, 25], ['running', 'theirs', 'ours']],
  ])('are %s', (_, lastWhole, theirs, ourStart, [from, to], why) => {
    expect(coveredDays({ month, lastWhole, theirs, ourStart })).toMatchObject({ ...days(from ?? 0, to ?? 0), why })
  })

  it.each([
    ['it has not begun', '2026-10-30', null, null],
    ['ours begin after what they tell', '2026-12-03', days(1, 10), day(12)],
    ['they tell today alone', day(9), days(10, 10), null],
  ])('are none where %s', (_, lastWhole, theirs, ourStart) => {
    expect(coveredDays({ month, lastWhole, theirs, ourStart })).toBeNull()
  })
})
