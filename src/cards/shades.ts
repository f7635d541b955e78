import { type CalendarEvent, eventsFor, holidayName, isWorkday } from '#src/domain/calendar/index.ts'
import type { ChartShade } from '#src/domain/chart.ts'
import { earlier, isWeekend, later } from '#src/domain/days.ts'
import { type Day, daysOf, type Period } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { marketLabel } from '#src/domain/place-names.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const inMarket = { en: '{name} ({market})', ja: '{name}（{market}）', 'zh-CN': '{name}（{market}）' }

/** What the calendar says about the days of a picture: weekends, holidays of the stores' markets, events. */
export function shadesOf(
  period: Period,
  stores: readonly Store[],
  events: readonly CalendarEvent[],
): readonly ChartShade[] {
  const markets = [...new Set(stores.map(store => store.market))]
  const days = daysOf(period)
  const weekends = days.filter(day => isWeekend(day) && !markets.some(market => isWorkday(day, market)))
  const holidays = days.flatMap(day => holidayShade(day, markets))
  return [...runs(weekends), ...holidays, ...eventsFor(events, stores).map(event => eventShade(event, period))]
}

function holidayShade(day: Day, markets: readonly string[]): readonly ChartShade[] {
  const names = markets.flatMap(market => {
    const name = holidayName(day, market)
    return name ? [{ market, name }] : []
  })
  if (names.length === 0) return []
  const labels: readonly Localized[] = names.map(({ market, name }) =>
    markets.length > 1 ? fill(inMarket, { name, market: marketLabel(market) }) : name,
  )
  return [{ from: day, to: day, kind: 'holiday', label: join(labels) }]
}

function eventShade(event: CalendarEvent, period: Period): ChartShade {
  return {
    from: later(event.fromDay, period.from),
    to: earlier(event.toDay, period.to),
    kind: 'event',
    label: verbatim(event.name),
  }
}

/** Saturday and Sunday side by side are one shade. */
function runs(days: readonly Day[]): readonly ChartShade[] {
  const shades: ChartShade[] = []
  for (const day of days) {
    const last = shades.at(-1)
    if (last && Date.parse(day) - Date.parse(last.to) === 86_400_000) {
      shades[shades.length - 1] = { ...last, to: day }
    } else shades.push({ from: day, to: day, kind: 'weekend' })
  }
  return shades
}
