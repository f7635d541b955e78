import { eachDay, isWeekend } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Localized } from '#src/i18n/locale.ts'
import table from './calendar.generated.json' with { type: 'json' }

/** A shopping event or closure that somebody entered. */
export interface CalendarEvent {
  readonly id: number
  readonly name: string
  readonly place: PlaceKey
  readonly fromDay: Day
  readonly toDay: Day
  readonly kind: 'sale' | 'closed' | 'force_majeure' | 'other'
  /** Expected multiple of a normal day. */
  readonly factor: number
  readonly demo: boolean
}

/** A public holiday, or a weekend day that is worked in its place (`workday`). */
export interface Holiday {
  readonly day: Day
  readonly name: Localized
  /** A Saturday or Sunday on which people work in exchange for a long holiday, as in China. */
  readonly workday: boolean
  /** The official notice is not out yet: only the days fixed by law are known. */
  readonly tentative: boolean
}

const markets: ReadonlyMap<string, ReadonlyMap<Day, Holiday>> = new Map(
  Object.entries(table.markets).map(([market, years]) => [market, new Map(years.flatMap(holidaysOfYear))]),
)

/** Markets whose holidays are known, by id. Elsewhere only the weekend tells workdays apart. */
export const calendarMarkets: readonly string[] = [...markets.keys()]

/** Whether people work on a day in a market: not at weekends and on holidays, but on worked weekend days. */
export function isWorkday(day: Day, market: string): boolean {
  const holiday = markets.get(market)?.get(day)
  return holiday ? holiday.workday : !isWeekend(day)
}

/** The holiday on a day in a market; `null` on any other day, on worked weekend days, and where we know none. */
export function holidayName(day: Day, market: string): Localized | null {
  const holiday = markets.get(market)?.get(day)
  return holiday && !holiday.workday ? holiday.name : null
}

/** Holidays and worked weekend days of a market from `from` to `to`, both included, in order. */
export function holidaysIn(market: string, from: Day, to: Day): readonly Holiday[] {
  const days = markets.get(market)
  return days ? eachDay(from, to).flatMap(day => days.get(day) ?? []) : []
}

/**
 * How far a market's table can be trusted in the year of a day: `official`; `tentative` where the government has not
 * announced the year yet; `unknown` outside the years of the table and in other markets.
 */
export function calendarState(day: Day, market: string): 'official' | 'tentative' | 'unknown' {
  const years: readonly TableYear[] = Object.entries(table.markets).find(([id]) => id === market)?.[1] ?? []
  const year = years.find(each => each.year === Number(day.slice(0, 4)))
  if (!year) return 'unknown'
  return year.tentative ? 'tentative' : 'official'
}

/** Whether an event takes any of the days from one to another. */
export function overlaps(event: Pick<CalendarEvent, 'fromDay' | 'toDay'>, from: Day, to: Day): boolean {
  return event.fromDay <= to && event.toDay >= from
}

/**
 * Events that count for all of some stores: their place holds each of them. Demo events count for demo stores, real
 * ones for real stores.
 */
export function eventsFor(events: readonly CalendarEvent[], stores: readonly Store[]): readonly CalendarEvent[] {
  return events.filter(event => {
    const place: Place | null = parsePlaceKey(event.place)
    return place !== null && stores.every(store => holds(place, store) && store.demo === event.demo)
  })
}

interface TableYear {
  readonly year: number
  readonly tentative: boolean
  readonly days: readonly { readonly day: string; readonly name: Localized; readonly workday?: boolean }[]
}

function holidaysOfYear({ tentative, days }: TableYear): [Day, Holiday][] {
  return days.map(({ day, name, workday = false }) => [day, { day, name, workday, tentative }])
}
