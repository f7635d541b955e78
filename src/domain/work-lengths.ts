import { workday } from './business-hours.ts'

/** Minutes of a working day. */
export const workdayMinutes = 60 * (Number.parseInt(workday.to, 10) - Number.parseInt(workday.from, 10))

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:minutes?|mins?|m|分钟|分間|分)$/, 1],
  [/^(?:hours?|hrs?|h|个?小时|時間)$/, 60],
  [/^(?:days?|d|天|个?工作日|営業日|日)$/, workdayMinutes],
]

/** Minutes of working time in so many of a unit, such as `2` `days`; `NaN` for an unknown unit. A day is a working day. */
export function workMinutes(count: string, unit: string): number {
  const factor = units.find(([name]) => name.test(unit))?.[1]
  return factor === undefined ? Number.NaN : Math.round(Number(count) * factor)
}
