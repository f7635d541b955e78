import { isWorkday } from '#src/domain/calendar/index.ts'
import { localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ActiveHours } from './rule.ts'

const hourMs = 3_600_000
/** The longest stretch without a workday that is looked over (judgement: the longest holidays). */
const maxDays = 21

/** Where a rule looks: the zone of its clock and the market of its holidays (`null`: only weekends are free). */
export interface RuleClock {
  readonly zone: string
  readonly market: string | null
}

/** When a rule may speak next; `null`: now. Hours that end before they begin span midnight, from the day they begin. */
export function speaksAgain(hours: ActiveHours | null, clock: RuleClock, now: Date): Date | null {
  if (hours === null) return null
  const today = localDay(now, clock.zone)
  for (let days = -1; days <= maxDays; days++) {
    const day = shiftDays(today, days)
    if (hours.workdays === true && !isWorkday(day, clock.market ?? '')) continue
    const { from, to } = spanOf(hours, day, clock.zone)
    if (to > now) return from <= now ? null : from
  }
  return null
}

/** The stretch that begins on a day. */
function spanOf({ from, to }: ActiveHours, day: Day, zone: string): { readonly from: Date; readonly to: Date } {
  const at = (on: Day, hour: number) => new Date(startOfDay(on, zone).getTime() + hour * hourMs)
  const tomorrow = shiftDays(day, 1)
  if (from === to) return { from: at(day, 0), to: at(tomorrow, 0) }
  return { from: at(day, from), to: to > from ? at(day, to) : at(tomorrow, to) }
}
