import { eventSeries } from '#src/domain/baseline/day-type.ts'
import { type CalendarEvent, eventsFor, holidaysIn, overlaps } from '#src/domain/calendar/index.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { CauseAlert, CauseEvent, Causes } from '#src/domain/causes/causes.ts'
import { later } from '#src/domain/days.ts'
import { daysOf, type Period } from '#src/domain/period/index.ts'
import { commonMarket, parsePlaceKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { ReportNote } from '#src/domain/report.ts'
import { type AlertOfDays, storesOf } from '#src/features/alerts/index.ts'
import { listEvents, listNotes } from '#src/features/annotations/index.ts'
import { type Reader, touches } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A place, its days, and the days they are compared with. */
export interface Span2 {
  readonly place: ResolvedPlace
  readonly period: Period
  readonly before: Period
}

/** An event is named from this difference of its share of the days on (judgement: two days of a month). */
const minShare = 0.04

/**
 * Events that take more of the one time than of the other, each series once: one that lies in both alike explains
 * nothing. The largest difference first.
 */
export async function eventsAround(db: Db, { place, period, before }: Span2): Promise<readonly CauseEvent[]> {
  const events = eventsFor(await listEvents(db, before.from, period.to), place.stores)
  const series = new Map<string, CalendarEvent[]>()
  for (const event of events) {
    const key = `${event.kind} ${eventSeries(event.name) || event.name}`
    series.set(key, [...(series.get(key) ?? []), event])
  }
  const found = [...series.values()].flatMap(members => {
    const more = daysShare(members, period) - daysShare(members, before)
    const span = more > 0 ? period : before
    const inside = members.filter(event => overlaps(event, span.from, span.to))
    const [first] = inside
    if (!first || Math.abs(more) < minShare) return []
    const toDay = inside.reduce((last, event) => later(last, event.toDay), first.toDay)
    const { name, fromDay } = first
    return [{ more, event: { name, count: inside.length, fromDay, toDay, earlier: more < 0 } }]
  })
  return found.sort((a, b) => Math.abs(b.more) - Math.abs(a.more)).map(({ event }) => event)
}

function daysShare(events: readonly CalendarEvent[], span: Period): number {
  const days = daysOf(span)
  return days.filter(day => events.some(event => event.fromDay <= day && day <= event.toDay)).length / days.length
}

/** Public holidays of the place's market, where there are more of them in one of the two times. */
export function holidaysAround({ place, period, before }: Span2): Causes['holidays'] {
  const market = commonMarket(place.stores)
  if (market === null) return null
  const count = (span: Period) => holidaysIn(market, span.from, span.to).filter(holiday => !holiday.workday).length
  const [now, then] = [count(period), count(before)]
  return now === then ? null : { now, before: then }
}

/** Notes about the place in its days; those that say why an alert was taken on are told with the alert. */
export async function notesAround(
  db: Db,
  reader: Reader,
  { place, period }: Span2,
  kpiIds: readonly string[],
): Promise<readonly ReportNote[]> {
  const notes = await listNotes(db, { stores: reader.stores, from: period.from, to: period.to })
  return notes
    .filter(note => note.alertId === null && touches(note.place, place))
    .filter(note => note.kpiId === null || kpiIds.includes(note.kpiId))
    .map(note => ({ ...note, about: note.place === place.key ? null : placeLabel(note.place, reader.stores) }))
}

/** Alerts about the place alone, in its days, that were no false alarms; those with an answer first, then the newest. */
export function alertsAround(
  alerts: readonly AlertOfDays[],
  { place, period }: Span2,
  stores: readonly Store[],
  catalog: Catalog,
): readonly CauseAlert[] {
  const ids = new Set(place.stores.map(store => store.id))
  const within = alerts.filter(alert => {
    const about = storesOf(alert, stores)
    const key = parsePlaceKey(alert.place)
    const sku = key?.kind === 'store' ? (key.sku ?? '') : ''
    const inside = about.length > 0 && about.every(store => ids.has(store.id))
    return inside && (place.sku === '' || sku === place.sku) && alert.fromDay <= period.to && alert.day >= period.from
  })
  const told = within.flatMap(({ id, kpiId, said, falseAlarm, open }) => {
    const kpi = catalog.findKpi(kpiId)
    return kpi && !falseAlarm ? [{ id, kpi, text: said, open }] : []
  })
  return told.sort((a, b) => Number(b.text !== null) - Number(a.text !== null) || b.id - a.id)
}
