import { type Alert, transition } from '#src/domain/alerts/alert.ts'
import { calls } from '#src/domain/alerts/alert-life.ts'
import { parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { type GroupOccasion, maxSingle, postGroup } from '#src/features/alerts/announce/announce-group.ts'
import { isDemoAlert } from '#src/features/alerts/announce/demo-or-real.ts'
import { isMuted } from '#src/features/alerts/announce/muting.ts'
import type { AlertParts } from '#src/features/alerts/announce/views.ts'
import { beginEscalation } from '#src/features/alerts/escalate/next-step.ts'
import { createGroup } from '#src/features/alerts/store/alert-groups.ts'
import { addAlertEvents, insertAlerts, latestAlerts, listStanding } from '#src/features/alerts/store/alerts.ts'
import { listMutes } from '#src/features/alerts/store/mutes.ts'
import { saveFinding } from '#src/features/alerts/store/rules.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { applyAt, byPlace } from './apply-by-place.ts'
import type { Applied } from './apply-one.ts'
import type { Judged } from './judge-targets.ts'

/** What applying needs. */
export interface ApplyParts extends AlertParts {
  readonly db: Database['db']
  readonly now: Date
}

/** Runs works a few at a time. */
export type InParallel = <T>(works: readonly (() => Promise<T>)[]) => Promise<readonly T[]>

/** Rows that one statement writes (judgement: well below the most parameters of a statement). */
const chunkRows = 200

/**
 * Writes what judgements make of all alerts of one look. Many that begin at once for one KPI are one message; a SKU
 * whose store has an alert of the same KPI is explained by it.
 */
export async function applyEach(
  parts: ApplyParts,
  judged: readonly Judged[],
  inParallel: InParallel,
): Promise<readonly Applied[]> {
  const latest = await latestAlerts(parts.db, [...new Set(judged.map(({ rule }) => rule.rule))])
  const latestOf = ({ rule }: Judged) => latest.get(`${rule.rule} ${rule.place}`) ?? null
  const opening = judged.filter(
    one => transition(latestOf(one), one.rule, one.judgements, parts.now)?.kind === 'opened',
  )
  const many = manyOfOneKpi(opening.filter(one => skuStore(one) === null))
  const grouped = new Set(many.flatMap(([, group]) => group))
  const single = judged.filter(one => !grouped.has(one))
  const whole = single.filter(one => skuStore(one) === null)
  const applied = [...(await applyPlaced(parts, whole, latestOf, () => null, inParallel))]
  for (const [kpiId, group] of many) applied.push(...(await openGroup(parts, kpiId, group, latestOf)))
  const skus = single.filter(one => skuStore(one) !== null)
  if (skus.length > 0) applied.push(...(await applySkus(parts, skus, latestOf, inParallel)))
  await postTouched(parts, applied)
  return applied
}

type LatestOf = (one: Judged) => Alert | null

function manyOfOneKpi(opening: readonly Judged[]): readonly (readonly [string, readonly Judged[]])[] {
  const byKpi = new Map<string, Judged[]>()
  for (const one of opening) byKpi.set(one.rule.kpiId, [...(byKpi.get(one.rule.kpiId) ?? []), one])
  return [...byKpi].filter(([, group]) => group.length > maxSingle)
}

/** SKUs: held back where their store has an alert of the KPI; those that begin at once are one message. */
async function applySkus(parts: ApplyParts, skus: readonly Judged[], latestOf: LatestOf, inParallel: InParallel) {
  const unresolved = await listStanding(parts.db)
  const parentOf = (one: Judged) =>
    unresolved.find(alert => alert.kpiId === one.rule.kpiId && alert.place === skuStore(one))?.id ?? null
  const free = skus.filter(one => parentOf(one) === null)
  const opening = free.filter(one => transition(latestOf(one), one.rule, one.judgements, parts.now)?.kind === 'opened')
  const many = manyOfOneKpi(opening)
  const grouped = new Set(many.flatMap(([, group]) => group))
  const single = skus.filter(one => !grouped.has(one))
  const applied = [...(await applyPlaced(parts, single, latestOf, parentOf, inParallel))]
  for (const [kpiId, group] of many) applied.push(...(await openGroup(parts, kpiId, group, latestOf)))
  return applied
}

/** Alerts of their own, or of groups that stand: place by place. */
async function applyPlaced(
  parts: ApplyParts,
  judged: readonly Judged[],
  latestOf: LatestOf,
  parentOf: (one: Judged) => number | null,
  inParallel: InParallel,
): Promise<readonly Applied[]> {
  const works = judged.flatMap(one => {
    const latest = latestOf(one)
    const expected = transition(latest, one.rule, one.judgements, parts.now)
    const groupId = latest?.state === 'resolved' ? null : (latest?.groupId ?? null)
    return expected ? [{ judged: one, expected, latest, placed: { heldBy: parentOf(one), groupId } }] : []
  })
  return (await inParallel(byPlace(works).map(here => () => applyAt(parts, here)))).flat()
}

/** Opens many alerts in a few statements and plans one message: none of them reads a card of its own. */
async function openGroup(
  { db, figures, now }: ApplyParts,
  kpiId: string,
  group: readonly Judged[],
  latestOf: LatestOf,
): Promise<readonly Applied[]> {
  const kpi = (await figures.catalog()).findKpi(kpiId)
  const stores = await listStores(db)
  const [first] = group
  if (!kpi || !first) return []
  const demo = isDemoAlert(first.rule, stores)
  const mutes = await listMutes(db, now)
  const isQuiet = ({ rule }: Judged) => mutes.some(mute => isMuted(rule, mute, stores))
  return db.transaction(async tx => {
    const loud = group.some(one => !isQuiet(one))
    const groupId = loud ? await createGroup(tx, { kpiId, demo, openedAt: now }) : null
    const fields = group.flatMap(one => {
      const change = transition(latestOf(one), one.rule, one.judgements, now)
      return change ? [{ ...change.fields, groupId: isQuiet(one) ? null : groupId }] : []
    })
    const applied: Applied[] = []
    for (let at = 0; at < fields.length; at += chunkRows) {
      for (const { id, rule, place } of await insertAlerts(tx, fields.slice(at, at + chunkRows))) {
        const one = group.find(each => each.rule.rule === rule && each.rule.place === place)
        const opened = fields.find(each => each.rule === rule && each.place === place)
        if (one?.finding) await saveFinding(tx, id, one.finding)
        if (opened) applied.push({ kind: 'opened', alert: { ...opened, id } })
      }
    }
    await rememberGrouped(tx, applied, now)
    const posted = groupId === null ? 0 : await postGroup(tx, { groupId, kpi, now, kind: 'opened' })
    const waiting = applied.map(({ alert }) => alert).filter(alert => alert.groupId !== null)
    if (posted > 0) await beginEscalation(tx, waiting, now)
    return applied
  })
}

/** In which group each of many alerts is said; muted ones stand alone and are said later. */
async function rememberGrouped(tx: Db, applied: readonly Applied[], at: Date): Promise<void> {
  const events = applied.map(({ alert: { id: alertId, groupId } }) => ({
    ...{ alertId, at, personId: null, via: null },
    ...(groupId === null ? { kind: 'muted' as const } : { kind: 'grouped' as const, detail: { group: groupId } }),
  }))
  await addAlertEvents(tx, events)
}

/** One edit for each group in which something changed, and one call where something got worse. */
async function postTouched({ db, figures, now }: ApplyParts, applied: readonly Applied[]): Promise<void> {
  const catalog = await figures.catalog()
  const touched = new Map<number, Applied[]>()
  for (const one of applied) {
    const { groupId } = one.alert
    if (groupId !== null && one.kind !== 'opened') touched.set(groupId, [...(touched.get(groupId) ?? []), one])
  }
  for (const [groupId, changes] of touched) {
    const kpi = catalog.findKpi(changes[0]?.alert.kpiId ?? '')
    if (kpi) await db.transaction(tx => postChanges(tx, { groupId, kpi, now }, changes))
  }
}

async function postChanges(
  tx: Db,
  group: Pick<GroupOccasion, 'groupId' | 'kpi' | 'now'>,
  changes: readonly Applied[],
): Promise<void> {
  const again = changes.filter(({ kind }) => calls(kind))
  const kind = changes.some(change => change.kind === 'resolved') ? 'resolved' : 'changed'
  const call = again[0] && { kind: again[0].kind }
  await postGroup(tx, { ...group, kind, ...(call && { call }) })
  await beginEscalation(
    tx,
    again.map(({ alert }) => alert),
    group.now,
  )
}

/** The store of a SKU; `null` for any other place. */
function skuStore({ rule }: Judged): string | null {
  const place = parsePlaceKey(rule.place)
  return place?.kind === 'store' && place.sku !== undefined ? placeKey({ kind: 'store', slug: place.slug }) : null
}
