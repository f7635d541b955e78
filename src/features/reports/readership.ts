import { type Place, type PlaceKey, parsePlaceKey } from '#src/domain/place.ts'
import type { Reader } from '#src/features/figures/index.ts'
import { type Channel, findOwner, findPerson } from '#src/features/people/index.ts'
import { listStores, sees } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Schedule } from '#src/platform/jobs/schedules.ts'

/** Who reads a post, of which place, and on whose clock. */
export interface Readership {
  readonly reader: Reader
  readonly place: Place
  /** Zone in which times are shown. */
  readonly zone: string
  /** Several people read it, who may be in other zones. */
  readonly named: boolean
}

/**
 * Who reads what is posted in a conversation: a group sees what it may see, a person in their own conversation what they
 * may see. `null` when that is nothing, also for somebody who has left.
 */
export async function readershipOf(
  db: Db,
  channel: Channel,
  schedule: Pick<Schedule, 'createdBy' | 'params'>,
): Promise<Readership | null> {
  const person = channel.kind === 'direct' ? await personOf(db, channel, schedule.createdBy) : null
  if (person !== null && !person.active) return null
  const all = await listStores(db)
  const stores = all.filter(store => sees(channel.scope, store) && (person === null || sees(person.scope, store)))
  const reader = { stores, demo: channel.demo || (person?.demo ?? false) }
  const scope = person ? person.scope : channel.scope
  const place = placeOf(typeof schedule.params.place === 'string' ? [schedule.params.place] : scope, reader)
  return place && { reader, place, zone: person?.timeZone ?? channel.timeZone, named: person === null }
}

/** By the id of the conversation; else who ordered the post there. */
async function personOf(db: Db, channel: Channel, createdBy: number | null) {
  const id = (await findOwner(db, channel.id)) ?? createdBy
  return id === null ? null : findPerson(db, { id })
}

/** One place as it is; of several, everything that may be seen of the reader's kind. */
function placeOf(scope: readonly PlaceKey[], { stores, demo }: Reader): Place | null {
  const [only] = scope.length === 1 ? scope : []
  const place = only === undefined ? null : parsePlaceKey(only)
  if (place?.kind === 'store') return stores.some(store => store.slug === place.slug) ? place : null
  return stores.some(store => store.demo === demo) ? (place ?? { kind: 'all' }) : null
}
