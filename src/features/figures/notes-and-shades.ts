import { shadesOf } from '#src/cards/shades.ts'
import type { ChartShade } from '#src/domain/chart.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, type PlaceKey, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { ReportNote } from '#src/domain/report.ts'
import { listNotes } from '#src/features/annotations/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Figures, Reader } from './figures.ts'

/** The notes that touch a place and its days, as far as the reader may see them; `kpiId` leaves out those about others. */
export async function notesAt(
  db: Db,
  reader: Reader,
  place: ResolvedPlace,
  period: Period,
  kpiId?: string,
): Promise<readonly ReportNote[]> {
  const query = { stores: reader.stores, from: period.from, to: period.to, ...(kpiId === undefined ? {} : { kpiId }) }
  const notes = await listNotes(db, query)
  return notes
    .filter(note => touches(note.place, place))
    .map(note => ({ ...note, about: note.place === place.key ? null : placeLabel(note.place, reader.stores) }))
}

/** Weekends, holidays and events of a place, for its pictures. */
export async function shadesAt(
  { events }: Pick<Figures, 'events'>,
  place: ResolvedPlace,
  period: Period,
): Promise<readonly ChartShade[]> {
  return shadesOf(period, place.stores, await events(period.from, period.to))
}

/** A note about a SKU stands at that SKU and at its store; any other at every place that shares a store with it. */
export function touches(key: PlaceKey, shown: ResolvedPlace): boolean {
  const place = parsePlaceKey(key)
  if (!place) return false
  const sku = place.kind === 'store' ? (place.sku ?? '') : ''
  if (shown.sku !== '' && sku !== '' && sku !== shown.sku) return false
  return shown.stores.some(store => holds(place, store))
}
