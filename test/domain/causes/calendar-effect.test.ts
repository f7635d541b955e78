import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarEffect } from '#src/domain/causes/calendar-effect.ts'
import { eachDay, weekday } from '#src/domain/days.ts'

/** Days that sell twice as much on weekends. */
const like = (from: string, to: string, of: number) =>
  eachDay(from, to).map(day => ({ day, value: weekday(day) > 5 ? 2 * of : of }))

describe('the calendar of a change', () => {
  it('is all of it where each weekday brought the same', () => {
    const effect = calendarEffect(like('2026-09-01', '2026-09-30', 100), like('2026-10-01', '2026-10-31', 100))

    // September 2026 has 8 days of weekends, October 9
    expect(effect?.counts).toEqual([30, 31])
    expect(effect?.alike).toBeCloseTo(0)
    expect((effect?.days ?? 0) + (effect?.weekdays ?? 0)).toBeCloseTo(200)
    expect(effect?.days).toBeCloseTo(900 / 7)
  })

  it('is named apart where days are as many and weekdays are not', () => {
    const effect = calendarEffect(like('2026-11-02', '2026-11-16', 100), like('2026-11-07', '2026-11-21', 100))

    expect(effect).toMatchObject({ days: 0 })
    expect(effect?.weekdays).toBeCloseTo(100)
    expect(effect?.alike).toBeCloseTo(0)
  })

  it('names more days of a sale apart from weekdays, with what such a day brings beyond any other', () => {
    const plain = like('2026-10-01', '2026-10-31', 100).map(one => ({ ...one, value: 100 }))
    const isSale = (day: string) => day >= '2026-11-26'
    const month = eachDay('2026-11-01', '2026-11-30').map(day => ({
      day,
      value: isSale(day) ? 500 : 100,
      sale: isSale(day),
    }))
    const effect = calendarEffect(plain, month)

    expect(effect?.saleCounts).toEqual([0, 5])
    expect(effect?.sales).toBeCloseTo(5 * 400)
    expect(effect?.days).toBeCloseTo(-100)
    expect([effect?.weekdays, effect?.alike].map(one => one?.toFixed(6))).toEqual(['0.000000', '0.000000'])
  })

  it('does nothing between stretches of the same weekdays', () => {
    expect(calendarEffect(like('2026-11-02', '2026-11-15', 100), like('2026-11-16', '2026-11-29', 150))).toBeNull()
    expect(calendarEffect([], like('2026-11-16', '2026-11-29', 150))).toBeNull()
  })

  it('adds up to the change of the days, whatever is missing, and backwards to its opposite', () => {
    const side = fc
      .tuple(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.option(fc.integer({ min: -9_999, max: 99_999 })), { minLength: 1, maxLength: 60 }),
      )
      .map(([start, values]) => {
        const days = eachDay('2026-01-01', '2026-12-31').slice(start, start + values.length)
        return days.map((day, at) => ({ day, value: values[at] ?? null, sale: at % 11 === 3 }))
      })
    fc.assert(
      fc.property(side, side, (before, after) => {
        const sum = (days: typeof before) => days.reduce((all, { value }) => all + (value ?? 0), 0)
        const [there, back] = [calendarEffect(before, after), calendarEffect(after, before)]
        if (!there || !back) return
        expect(there.days + there.weekdays + there.sales + there.alike).toBeCloseTo(sum(after) - sum(before), 4)
        expect(back.alike).toBeCloseTo(-there.alike, 4)
        expect(back.weekdays).toBeCloseTo(-there.weekdays, 4)
      }),
    )
  })
})
