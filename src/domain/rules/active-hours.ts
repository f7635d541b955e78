import { localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import type { ActiveHours } from './rule.ts'

const hourMs = 3_600_000

/** When a rule may speak next, in a store's zone; `null`: now. Hours that end before they begin span midnight. */
export function speaksAgain(hours: ActiveHours | null, zone: string, now: Date): Date | null {
  if (hours === null || hours.from === hours.to) return null
  const today = localDay(now, zone)
  const hour = (now.getTime() - startOfDay(today, zone).getTime()) / hourMs
  const spans = hours.to < hours.from
  const active = spans ? hour >= hours.from || hour < hours.to : hour >= hours.from && hour < hours.to
  if (active) return null
  const day = hour < hours.from ? today : shiftDays(today, 1)
  return new Date(startOfDay(day, zone).getTime() + hours.from * hourMs)
}
