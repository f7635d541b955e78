import type { PullRequest, Window } from '#src/contracts/connector.ts'
import { earlier, instantsOf, later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Context } from './api.ts'

/** The instants of whole days, the end at most now: Amazon refuses reports of the future (API reference of createReport). */
export function pastInstantsOf(window: Window, timeZone: string, now: Date) {
  const { start, end } = instantsOf(window, timeZone)
  const past = Math.floor(now.getTime() / 1_000) * 1_000
  return { start: new Date(start).toISOString(), end: new Date(Math.min(end, past)).toISOString() }
}

/** Days of a pull that are over and of which Amazon still tells; `null`: there is none. */
export function finishedDays({ window, store }: PullRequest, context: Context, historyDays: number): Window | null {
  const today = localDay(context.now(), store.timeZone)
  const from = later(window.from, shiftDays(today, 1 - historyDays))
  const to = earlier(window.to, shiftDays(today, -1))
  return from <= to ? { from, to } : null
}
