import { shiftDays } from '#src/domain/days.ts'
import { type FactDay, readSources, type SourceOfStore } from '#src/features/figures/store/facts.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What was read of stores' sources, and when. */
export type KnownSources = Map<number, { readonly sources: readonly SourceOfStore[]; readonly readAt: number }>

/** Sources hardly ever change; one that is new is read at once (judgement). */
const forgetAfterMilliseconds = 60_000
/** Before any source is known: as new sources start. */
const defaultDueHours = 12
/** A source that told nothing for so long while others of the store did is waited for no more (judgement). */
const endedAfterDays = 60

/** Hours after the end of a day until a measure of a store is expected. */
export type DueHours = (storeId: number, measure: string) => number

/**
 * When measures are expected: each by the sources that tell it, the slowest of them, whatever days are looked at. Read
 * anew after a minute, and where the days show a source that was not known.
 */
export async function dueHoursOf(
  db: Db,
  storeIds: readonly number[],
  days: readonly FactDay[],
  memory: KnownSources,
): Promise<DueHours> {
  const now = performance.now()
  const seen = new Map<number, Set<number>>()
  for (const { storeId, sources } of days)
    for (const source of sources) seen.set(storeId, (seen.get(storeId) ?? new Set()).add(source))
  const open = storeIds.filter(id => {
    const known = memory.get(id)
    if (!known || now - known.readAt > forgetAfterMilliseconds) return true
    return [...(seen.get(id) ?? [])].some(source => !known.sources.some(({ sourceId }) => sourceId === source))
  })
  const read = await readSources(db, open)
  for (const id of open) memory.set(id, { sources: read.filter(({ storeId }) => storeId === id), readAt: now })
  const hours = new Map<string, number>()
  return (storeId, measure) => {
    const key = `${storeId}/${measure}`
    const known = hours.get(key) ?? slowest(memory.get(storeId)?.sources ?? [], measure)
    hours.set(key, known)
    return known
  }
}

function slowest(sources: readonly SourceOfStore[], measure: string): number {
  const last =
    sources
      .map(source => source.lastDay)
      .sort()
      .at(-1) ?? ''
  const tell = sources.filter(source => source.measures.includes(measure))
  const live = tell.filter(source => source.lastDay >= shiftDays(last, -endedAfterDays))
  const due = (live.length > 0 ? live : tell).map(source => source.dueHours)
  return due.length > 0 ? Math.max(...due) : defaultDueHours
}
