import type { PullRequest, Window } from '#src/contracts/connector.ts'
import { earlier, later, localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import type { Context } from './api.ts'

/** The instants at which whole local days begin and end: `end` belongs to the day after. */
export function instantsOf({ from, to }: Window, timeZone: string): { readonly start: Date; readonly end: Date } {
  return { start: startOfDay(from, timeZone), end: startOfDay(shiftDays(to, 1), timeZone) }
}

/** As `instantsOf`, the end at most now: Amazon refuses reports of the future (API reference of createReport). */
export function pastInstantsOf(window: Window, timeZone: string, now: Date) {
  const { start, end } = instantsOf(window, timeZone)
  const past = new Date(Math.floor(now.getTime() / 1_000) * 1_000)
  return { start: start.toISOString(), end: (end < past ? end : past).toISOString() }
}

/** Days of a pull that are over and of which Amazon still tells; `null`: there is none. */
export function finishedDays({ window, store }: PullRequest, context: Context, historyDays: number): Window | null {
  const today = localDay(context.now(), store.timeZone)
  const from = later(window.from, shiftDays(today, 1 - historyDays))
  const to = earlier(window.to, shiftDays(today, -1))
  return from <= to ? { from, to } : null
}
