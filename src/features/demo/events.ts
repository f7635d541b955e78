import { type CalendarEvent, overlaps } from '#src/domain/calendar/index.ts'
import { daysBetween, eachDay, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Story } from './story.ts'

/** An event before it is stored. */
export type DemoEvent = Omit<CalendarEvent, 'id' | 'demo'>

/** Days for which the calendar is filled beyond today. */
export const daysAhead = 60

/** Sale events between two days, by their usual dates, and the storm of the story. Factors: design rule and judgement. */
export function demoEvents(from: Day, to: Day, story: Story): readonly DemoEvent[] {
  const years = eachDay(from, to).flatMap(day => (day.endsWith('-01-01') ? [day.slice(0, 4)] : []))
  const all = [from.slice(0, 4), ...years].filter((year, at, list) => list.indexOf(year) === at)
  const events = [...all.flatMap(eventsOfYear), ...pointDays(from, to), story.storm.event]
  return events.filter(event => overlaps(event, from, to))
}

function eventsOfYear(year: string): readonly DemoEvent[] {
  const rakuten = ['03', '06', '09', '12'].map(month =>
    sale('楽天スーパーSALE', 'store:rakuten', `${year}-${month}-04`, `${year}-${month}-11`, 2),
  )
  const marathons = ['01', '02', '04', '05', '07', '08', '10'].map(month =>
    sale('お買い物マラソン', 'store:rakuten', `${year}-${month}-09`, `${year}-${month}-15`, 1.5),
  )
  const prime = year === '2026' ? ['06-23', '06-26'] : ['07-08', '07-11']
  const [first = '', last = ''] = prime.map(date => `${year}-${date}`)
  const friday = blackFriday(year)
  return [
    ...rakuten,
    ...marathons,
    sale('楽天ブラックフライデー', 'store:rakuten', `${year}-11-20`, `${year}-11-27`, 1.6),
    sale('プライムデー', 'store:amazon-jp', first, last, 2.4),
    sale('Prime Day', 'store:amazon-us', first, last, 2.6),
    sale('Amazonブラックフライデー', 'store:amazon-jp', shiftDays(friday, -1), shiftDays(friday, 6), 1.8),
    sale('Black Friday – Cyber Monday', 'market:us', friday, shiftDays(friday, 3), 2.2),
    sale('Black Friday (all stores)', 'all', friday, shiftDays(friday, 3), 1.5),
    sale('Memorial Day Sale', 'store:shopify', `${year}-05-22`, `${year}-05-25`, 1.4),
  ]
}

/** The day after the fourth Thursday of November. */
function blackFriday(year: string): Day {
  const first = `${year}-11-01`
  return shiftDays(first, ((4 - weekday(first) + 7) % 7) + 22)
}

/** Yahoo! gives more points on days that end with a five. */
function pointDays(from: Day, to: Day): readonly DemoEvent[] {
  return eachDay(from, to)
    .filter(day => /-(05|15|25)$/.test(day))
    .map(day => sale('5のつく日', 'store:yahoo', day, day, 1.35))
}

function sale(name: string, place: string, fromDay: Day, toDay: Day, factor: number): DemoEvent {
  return { name, place, fromDay, toDay, kind: 'sale', factor }
}

/** How far a day lies from another, in years; negative before it. */
export function yearsBetween(from: Day, to: Day): number {
  return daysBetween(from, to) / 365.25
}
