import { Temporal } from 'temporal-polyfill'
import { isWorkday } from './calendar/index.ts'
import { localDay, shiftDays } from './days.ts'
import type { Day } from './period/index.ts'

/** When somebody works: the working days of a market, in a zone. */
export interface WorkTime {
  readonly timeZone: string
  /** Market id such as `jp`: whose holidays count. */
  readonly market: string
}

/** A working day as local wall-clock times (judgement: what teams in China, Japan and the US have in common). */
export const workday = { from: '09:00', to: '18:00' } as const

/** Whose calendar counts in a zone that tells the country. */
const marketsOfZones: readonly (readonly [RegExp, string])[] = [
  [/^Asia\/Tokyo$|^Japan$/, 'jp'],
  [/^Asia\/(Shanghai|Chongqing|Urumqi|Harbin)$|^PRC$/, 'cn'],
  [/^America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise)$|^US\//, 'us'],
]

/** The market whose working days count in a zone; `null` where the zone does not tell. */
export function marketOfZone(timeZone: string): string | null {
  return marketsOfZones.find(([zones]) => zones.test(timeZone))?.[1] ?? null
}

/** The longest stretch without a working day that is looked at (judgement: longer than any holiday). */
const maxDays = 40

/**
 * The moment at which so many minutes of working time have passed. The clock stands still at night, at weekends and on
 * holidays of the market.
 */
export function afterWorkMinutes(from: Date, minutes: number, { timeZone, market }: WorkTime): Date {
  let left = minutes * 60_000
  let day = localDay(from, timeZone)
  for (let tried = 0; tried < maxDays; tried++, day = shiftDays(day, 1)) {
    if (!isWorkday(day, market)) continue
    const start = Math.max(from.getTime(), instantOf(day, workday.from, timeZone).getTime())
    const room = instantOf(day, workday.to, timeZone).getTime() - start
    if (room <= 0) continue
    if (left <= room) return new Date(start + left)
    left -= room
  }
  return new Date(from.getTime() + maxDays * 86_400_000)
}

/** A stretch of the day, every day, as local wall-clock times; it may go over midnight. */
export interface QuietHours {
  readonly from: string
  readonly to: string
  readonly timeZone: string
}

/** The end of the quiet hours that a moment lies in; `null` outside of them. */
export function quietUntil(now: Date, { from, to, timeZone }: QuietHours): Date | null {
  const today = localDay(now, timeZone)
  for (const day of [shiftDays(today, -1), today]) {
    const start = instantOf(day, from, timeZone)
    const end = instantOf(to > from ? day : shiftDays(day, 1), to, timeZone)
    if (start <= now && now < end) return end
  }
  return null
}

/** The instant of a wall-clock time `09:30`; one that the clocks jump over is the same time after the jump. */
export function instantOf(day: Day, time: string, timeZone: string): Date {
  const local = Temporal.PlainDateTime.from(`${day}T${time}`)
  return new Date(local.toZonedDateTime(timeZone).epochMilliseconds)
}
