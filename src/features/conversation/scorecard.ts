import type { Card } from '#src/chat/card.ts'
import type { Caller, Words } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import { monthOf, quarterOf, weekOf } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey } from '#src/domain/place.ts'
import { standingTargets } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How many places and KPIs an own scorecard shows. Judgement: what a phone shows without scrolling twice. */
const maxPlaces = 3
const maxKpis = 12

/** The words of `status` that show somebody's own targets: one line per place, or one without words when they own none. */
export async function ownWords(db: Db, caller: Caller, catalog: Catalog, now: Date): Promise<readonly Words[]> {
  const today = localDay(now, caller.timeZone)
  const first = { day: today, week: weekOf(today).from, month: monthOf(today).from, quarter: quarterOf(today).from }
  const targets = caller.personId === null ? [] : await standingTargets(db, kind => first[kind])
  const own = targets.filter(target => target.owner?.id === caller.personId)
  const byPlace = new Map<string, Set<string>>()
  for (const { place, kpiId } of own) byPlace.set(place, (byPlace.get(place) ?? new Set()).add(kpiId))
  const lines = [...byPlace].flatMap(([key, ids]) => {
    const place = parsePlaceKey(key)
    const kpis = [...ids].flatMap(id => catalog.findKpi(id) ?? []).slice(0, maxKpis)
    return place && inSight(place, caller) && kpis.length > 0 ? [{ ...noWords, places: [place], kpis }] : []
  })
  return lines.length > 0 ? lines.slice(0, maxPlaces) : [noWords]
}

/** Whether a store is in the caller's sight; wider places always are, as far as the caller sees them. */
function inSight(place: Place, { stores }: Caller): boolean {
  return place.kind !== 'store' || stores.some(store => store.slug === place.slug)
}

/** The `status` line without any further words. */
export const noWords: Words = {
  line: 'status',
  verb: 'status',
  subverb: null,
  kpis: [],
  places: [],
  periods: [],
  amounts: [],
  people: [],
  ids: [],
  quoted: [],
  unknown: [],
  rest: '',
  open: '',
}

/** The people that cards mention. */
export function mentionedIn(cards: readonly Card[]): readonly number[] {
  const blocks = cards.flatMap(card => card.blocks)
  return [...new Set(blocks.flatMap(block => (block.type === 'mention' ? block.people.map(person => person.id) : [])))]
}
