import type { PersonRef } from '#src/chat/card.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { findPerson } from '#src/features/people/index.ts'
import { standingTargets } from '#src/features/targets/index.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { Subject } from './pack.ts'

/**
 * What a person answers for, as far as the caller sees it: the stores of the targets that are theirs in the period, or, of
 * somebody without targets, the stores that they may see. `null`: none that the caller sees.
 */
export async function personSubject(
  { id, name }: PersonRef,
  period: Period,
  context: CommandContext,
): Promise<Subject | null> {
  const { db } = context
  const targets = await standingTargets(db, () => period.from)
  const own = targets.filter(({ owner, validFrom }) => owner?.id === id && validFrom <= period.end)
  const places = own.length > 0 ? own.map(({ place }) => place) : ((await findPerson(db, { id }))?.scope ?? [])
  const stores = storesAt(places, context)
  return stores.length === 0
    ? null
    : { key: `person:${id}`, label: verbatim(name), place: placeOf(stores), stores, period, personId: id }
}

/** The stores of some places that the caller sees. */
export function storesAt(places: readonly PlaceKey[], { caller }: CommandContext): readonly Store[] {
  const named = places.flatMap(key => parsePlaceKey(key) ?? [])
  return caller.stores.filter(store => store.demo === caller.demo && named.some(place => holds(place, store)))
}

/** Where figures of some stores are asked for: of several they are all that the reader is given. */
export function placeOf(stores: readonly Store[]): Place {
  const [only] = stores.length === 1 ? stores : []
  return only ? { kind: 'store', slug: only.slug } : { kind: 'all' }
}
