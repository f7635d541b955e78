import { endOfDay, localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** A feed as far as lateness goes. */
export interface FeedState {
  readonly lastDay: Day
  /** How many of the seven days up to the last one it told. */
  readonly toldDays: number
  readonly dueHours: number
}

/** What is known about how late a feed is. */
export interface Lateness {
  /** The last day that should be there by now. */
  readonly dueDay: Day
  readonly late: boolean
  /** Hours since the first missing day was due, whole; 0 when nothing is late. */
  readonly hours: number
}

/** A feed that told so many of its last seven days comes by itself; one that told fewer is filled by hand (judgement). */
const livingDays = 4
/** Silence for so long is not lateness any more: the feed has ended (judgement). */
const endedDays = 21

const hourMs = 3_600_000

/**
 * Whether a feed is late: the day after its last one ended more than the due hours and some grace ago. `null` for feeds
 * that do not come daily, and for those that ended long ago.
 */
export function latenessOf(feed: FeedState, graceHours: number, zone: string, now: Date): Lateness | null {
  const due = feed.dueHours + graceHours
  const dueDay = shiftDays(localDay(new Date(now.getTime() - due * hourMs), zone), -1)
  if (feed.toldDays < livingDays || feed.lastDay < shiftDays(dueDay, -endedDays)) return null
  if (feed.lastDay >= dueDay) return { dueDay, late: false, hours: 0 }
  const wanted = endOfDay(shiftDays(feed.lastDay, 1), zone).getTime() + feed.dueHours * hourMs
  return { dueDay, late: true, hours: Math.floor((now.getTime() - wanted) / hourMs) }
}
