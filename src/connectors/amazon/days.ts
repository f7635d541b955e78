import type { Window } from '#src/contracts/connector.ts'
import { shiftDays, startOfDay } from '#src/domain/days.ts'

/** The instants at which whole local days begin and end: `end` belongs to the day after. */
export function instantsOf({ from, to }: Window, timeZone: string): { readonly start: Date; readonly end: Date } {
  return { start: startOfDay(from, timeZone), end: startOfDay(shiftDays(to, 1), timeZone) }
}
