import { periodWord } from '#src/cards/lines.ts'
import { isDay } from '#src/domain/days.ts'
import { type Day, lengthOf, type Period, parsePeriod, rangePeriod } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { locales } from '#src/i18n/locale.ts'

/** What an address of a board says besides the board, as it is written there. Empty: nothing was said. */
export interface Filters {
  /** A word for a period such as `7d` or `2026-10`; days of a calendar are `2026-10-01..2026-10-05`. */
  readonly period: string
  /** The key of a place, which may be a SKU. */
  readonly place: string
  /** The KPI that trend, heat map and days are about. */
  readonly kpi: string
  /** A day of which the SKUs are listed. */
  readonly day: string
  /** The language that was chosen on the page. */
  readonly lang: string
  /** Days that are none, as they were written; absent: there are none. */
  readonly unread?: readonly string[]
}

/** What is shown where no period is named (judgement: a week has each weekday once). */
export const usualPeriod = '7d'
/** Longest period of a board in days (judgement: two years, as in a trend). */
const maxDays = 740

/** Reads the query of an address; whatever is not understood counts as not said. */
export function filtersOf(query: Readonly<Record<string, string | undefined>>): Filters {
  const { from = '', to = '', day = '' } = query
  const named = text(query.period)
  const odd = [from, to, day].map(text).filter(one => one !== '' && !isDay(one))
  const range = isDay(from) && isDay(to) ? periodWord(rangePeriod(from, to)) : ''
  const sku = text(query.sku)
  const place = text(query.place)
  const store = parsePlaceKey(place)
  const withSku = sku !== '' && store?.kind === 'store' ? placeKey({ kind: 'store', slug: store.slug, sku }) : place
  return {
    period: range || named,
    place: withSku,
    kpi: text(query.kpi),
    day: isDay(day) ? day : '',
    lang: locales.find(one => one === query.lang) ?? '',
    ...(odd.length > 0 && { unread: odd }),
  }
}

function text(value: string | undefined): string {
  return (value ?? '').normalize('NFC').trim().slice(0, 120)
}

/** The period that filters name at a place where a day is running; an odd one or one without end is the usual one. */
export function periodOf(filters: Pick<Filters, 'period'>, today: Day): Period {
  const usual = parsePeriod(usualPeriod, today)
  if (!usual) throw new Error('The usual period is none')
  return namedPeriod(filters, today) ?? usual
}

/** The period that filters name; `null`: none, or one that no board shows. */
export function namedPeriod({ period }: Pick<Filters, 'period'>, today: Day): Period | null {
  const named = period === '' ? null : parsePeriod(period, today)
  return named === null || lengthOf(named) > maxDays + 1 || named.from > today ? null : named
}

/** The place that filters name; `null`: none, or something that is no place. */
export function placeOf({ place }: Pick<Filters, 'place'>): Place | null {
  return place === '' ? null : parsePlaceKey(place)
}

/** The query of an address that says the same; changed where `change` says so. Starts with `?`, or is empty. */
export function queryOf(filters: Filters, change: Partial<Filters> = {}, more: Readonly<Record<string, string>> = {}) {
  const { period, place, kpi, day, lang } = { ...filters, ...change }
  const said = Object.entries({ period, place, kpi, day, lang, ...more }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(said).toString()
  return query === '' ? '' : `?${query}`
}
