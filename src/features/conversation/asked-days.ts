import { notOverLine } from '#src/cards/not-over.ts'
import type { Caller, Command, Words } from '#src/contracts/command.ts'
import { askedDay, type Day, earliestRunning } from '#src/domain/period/index.ts'
import { holds, type Place, type Store } from '#src/domain/place.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** The day from which words for periods count: at the places that are named, else at all stores of the caller. */
export function dayAsked(places: readonly Place[], caller: Caller, now: Date): Day {
  return askedDay(storesAsked(places, caller), caller.timeZone, now)
}

/** The earliest local day that is running at places; where the asker is where there is no store. */
export function earliestDay(places: readonly Place[], caller: Caller, now: Date): Day {
  return earliestRunning(storesAsked(places, caller), caller.timeZone, now)
}

/** The stores that a question is about: of totals only demo or only real ones, as everywhere. */
function storesAsked(places: readonly Place[], { stores, demo }: Caller): readonly Store[] {
  const isTotal = (store: Store) => store.demo === demo
  const held = stores.filter(store =>
    places.some(place => (place.kind === 'store' ? place.slug === store.slug : isTotal(store) && holds(place, store))),
  )
  return held.length > 0 || places.length > 0 ? held : stores.filter(isTotal)
}

/**
 * What has to be said where days are over for the asker that still run at some of the stores that are asked about: their
 * figures are not whole. Nothing where no period was named: then days count that are over everywhere.
 */
export function notOver(command: Command, words: Words, caller: Caller, now: Date): readonly Localized[] {
  if (command.readOnly !== true || command.takes.places !== true) return []
  const line = notOverLine(words.periods, storesAsked(words.places, caller), caller.timeZone, now)
  return line ? [line] : []
}
