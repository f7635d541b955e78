import type { Catalog } from '#src/domain/catalog.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { ShownHeld } from '#src/domain/rules/held.ts'
import { listHeldNotes, type ShownHeldNote } from '#src/features/alerts/store/held-back.ts'
import type { Reader } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Which days, and at which stores; `kpiIds` absent: all KPIs. */
export interface HeldQuestion {
  readonly from: string
  readonly to: string
  readonly stores: readonly Store[]
  readonly kpiIds?: readonly string[]
}

/** Who asks, and where it is looked up. */
export interface HeldParts {
  readonly db: Db
  readonly catalog: Pick<Catalog, 'stores' | 'findKpi'>
  /** The stores that the reader sees. */
  readonly caller: Pick<Reader, 'stores'>
}

/** What events held back at some stores and at the places around them, as far as the caller sees all of these places. */
export async function heldAt(
  { db, catalog, caller }: HeldParts,
  { from, to, stores, kpiIds }: HeldQuestion,
): Promise<readonly ShownHeld[]> {
  const notes = await listHeldNotes(db, from, to)
  const mine = new Set(caller.stores.map(store => store.id))
  return notes.flatMap(note => {
    const about = storesOf(note, catalog.stores)
    const isSeen =
      about.every(store => mine.has(store.id)) && about.some(store => stores.some(one => one.id === store.id))
    const kpi = kpiIds === undefined || kpiIds.includes(note.kpiId) ? catalog.findKpi(note.kpiId) : undefined
    return kpi && isSeen ? [{ ...note, kpi, place: placeLabel(note.place, caller.stores) }] : []
  })
}

/** The stores that a note is about: demo and real ones apart. */
function storesOf({ rule, place }: ShownHeldNote, stores: readonly Store[]): readonly Store[] {
  const known = parsePlaceKey(place)
  if (!known) return []
  const held = stores.filter(store => holds(known, store))
  return known.kind === 'store' ? held : held.filter(store => store.demo === rule.endsWith('/demo'))
}
