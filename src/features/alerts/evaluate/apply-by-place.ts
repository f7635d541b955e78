import type { Alert, Transition } from '#src/domain/alerts/alert.ts'
import { type AlertParts, alertViews, withProcedures } from '#src/features/alerts/announce/views.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Applied, applyJudged, type Change, type Placed } from './apply-one.ts'
import type { Judged } from './judge-targets.ts'
import { openMany } from './open-alerts.ts'

/** A judgement that changes something. */
export interface Work {
  readonly judged: Judged
  readonly placed: Placed
  /** As it should become, by what is known before it is locked. */
  readonly expected: Transition
  readonly latest: Alert | null
}

/** Alerts of a place that are read and written together (judgement: a transaction of some hundred kilobytes). */
const worksAtOnce = 50

/** The works of each place, in portions. */
export function byPlace(works: readonly Work[]): readonly (readonly Work[])[] {
  const found = new Map<string, Work[][]>()
  for (const work of works) {
    const { place } = work.judged.rule
    const portions = found.get(place) ?? []
    const last = portions.at(-1)
    if (last && last.length < worksAtOnce) last.push(work)
    else found.set(place, [...portions, [work]])
  }
  return [...found.values()].flat()
}

/** Writes what changes at one place: its numbers are read once, and its new alerts opened at once. */
export async function applyAt(
  parts: AlertParts & { readonly db: Database['db']; readonly now: Date },
  works: readonly Work[],
): Promise<readonly Applied[]> {
  const changes = await withViews(parts, works)
  const opening = changes.filter((_, index) => works[index]?.expected.kind === 'opened')
  const others = changes.filter((_, index) => works[index]?.expected.kind !== 'opened')
  const { applied, overtaken } = await openMany(parts.db, opening, parts.now)
  const all = [...applied]
  for (const change of [...others, ...overtaken]) {
    const done = await applyJudged(parts.db, change, parts.now)
    if (done) all.push(done)
  }
  return all
}

/** What cards say is read before anything is locked; of what is said in a group, or not at all, nothing is read. */
async function withViews(
  parts: AlertParts & { readonly now: Date },
  works: readonly Work[],
): Promise<readonly Change[]> {
  const said = works.filter(isSaid)
  const alerts = said.map(({ latest, expected }) => ({ ...expected.fields, id: latest?.id ?? 0 }))
  const views = said.length === 0 ? [] : await withProcedures(parts.db, await alertViews(parts, alerts, parts.now))
  const viewOf = new Map(said.map((work, index) => [work, views[index] ?? null]))
  return works.map(work => {
    const [view, { finding }] = [viewOf.get(work) ?? null, work.judged]
    return { judged: work.judged, placed: work.placed, view: view && finding ? { ...view, finding } : view }
  })
}

function isSaid({ placed, expected }: Work): boolean {
  return placed.groupId === null && !(placed.heldBy !== null && expected.kind === 'opened')
}
