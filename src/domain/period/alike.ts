import { shiftDays } from '#src/domain/days.ts'
import type { Day, Period } from './index.ts'
import { periodLabel } from './label.ts'
import { lengthOf } from './make.ts'

/** A running period is compared up to yesterday with as many days of the other: 20 days never face 31. */
export function alike(now: Period, earlier: Period, today: Day): readonly [Period, Period] {
  if (now.to < today || now.from >= today || now.kind !== earlier.kind) return [now, earlier]
  const cut = cutAt(now, shiftDays(today, -1))
  const last = shiftDays(earlier.from, lengthOf(cut) - 1)
  return [cut, last < earlier.end ? cutAt(earlier, last) : earlier]
}

/** A period up to a day, named so. */
export function cutAt(period: Period, day: Day): Period {
  const to = period.to < day ? period.to : day
  return { ...period, to, label: periodLabel({ ...period, to }) }
}
