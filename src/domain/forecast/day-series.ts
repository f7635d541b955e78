import { type DayContext, type DayType, dayTypeOf } from '#src/domain/baseline/day-type.ts'
import { daysBetween, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** An amount day by day, with what tells its days apart. Days are counted from the first one. */
export interface DaySeries {
  readonly first: Day
  /** `null`: no data. */
  readonly values: readonly (number | null)[]
  /** What kind of day it is, also of days to come. */
  readonly typeAt: (index: number) => DayType
  /** 1 is Monday. */
  readonly weekdayAt: (index: number) => number
  readonly indexOf: (day: Day) => number
  readonly dayAt: (index: number) => Day
}

/** Builds a series; kinds of days are found out once each. */
export function daySeries(first: Day, values: readonly (number | null)[], context: DayContext): DaySeries {
  const types = new Map<number, DayType>()
  const dayAt = (index: number) => shiftDays(first, index)
  return {
    first,
    values,
    dayAt,
    indexOf: day => daysBetween(first, day),
    weekdayAt: index => weekday(dayAt(index)),
    typeAt: index => {
      const known = types.get(index)
      if (known) return known
      const found = dayTypeOf(dayAt(index), context)
      types.set(index, found)
      return found
    },
  }
}

/** Whether a day is like most: no sale, holiday or closure, nor the days after a big one. */
export function isPlain({ kind }: DayType): boolean {
  return kind === 'normal' || kind === 'weekend' || kind === 'holiday-eve'
}
