import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Store } from '#src/domain/place.ts'
import { announceAlert, silenceOf } from '#src/features/alerts/announce/announce-change.ts'
import { postGroup } from '#src/features/alerts/announce/announce-group.ts'
import { isDemoAlert } from '#src/features/alerts/announce/demo-or-real.ts'
import { alertView, withProcedure } from '#src/features/alerts/announce/view.ts'
import { beginEscalation } from '#src/features/alerts/escalate/next-step.ts'
import { createGroup } from '#src/features/alerts/store/alert-groups.ts'
import { addAlertEvent, findAlert, listUnannounced, lockAlert, updateAlert } from '#src/features/alerts/store/alerts.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { ClockParts } from './expire.ts'

/** From so many released alerts of one KPI on they are one message: they have one cause (design rule). */
const maxSingle = 1

/**
 * Announces alerts that last although nothing holds them back any more: a mute ended, or what explained them is over.
 * Several of one KPI are one message. Answers how many.
 */
export async function announceHeld(parts: ClockParts): Promise<number> {
  const { db, now, signal } = parts
  const stores = await listStores(db)
  const free: Alert[] = []
  for (const alert of await listUnannounced(db)) {
    const released = await release(parts, alert)
    if ((await silenceOf(db, released, stores, now)) === null) free.push(released)
  }
  let said = 0
  for (const together of byKpi(free, stores)) {
    if (signal?.aborted) break
    if (together.length > maxSingle) said += await announceTogether(parts, together, stores)
    else for (const alert of together) said += (await announce(parts, alert)) ? 1 : 0
  }
  return said
}

/** The alert as if it were not held, when what explained it is over. */
async function release({ db }: ClockParts, alert: Alert): Promise<Alert> {
  if (alert.heldBy === null) return alert
  const parent = await findAlert(db, alert.heldBy)
  return parent && parent.state !== 'resolved' ? alert : { ...alert, heldBy: null }
}

function byKpi(alerts: readonly Alert[], stores: readonly Store[]): readonly (readonly Alert[])[] {
  const found = new Map<string, Alert[]>()
  for (const alert of alerts) {
    const key = `${alert.kpiId} ${isDemoAlert(alert, stores)}`
    found.set(key, [...(found.get(key) ?? []), alert])
  }
  return [...found.values()]
}

/** Locks an alert that is still to be announced, and takes it out of what held it; `null`: nothing is to be said. */
async function freed(tx: Db, known: Alert, groupId: number | null): Promise<Alert | null> {
  const standing = await lockAlert(tx, known.id)
  if (standing?.state !== 'open' || standing.groupId !== null) return null
  const { id, ...fields } = standing
  return updateAlert(tx, id, { ...fields, heldBy: known.heldBy, groupId })
}

async function announce(parts: ClockParts, known: Alert): Promise<boolean> {
  const { db, now } = parts
  const read = await alertView(parts, known, now)
  const view = read && (await withProcedure(db, read))
  return db
    .transaction(async tx => {
      const alert = await freed(tx, known, null)
      if (!alert) return false
      const posted = await announceAlert(tx, alert, view && { ...view, alert }, { now, kind: 'announced' })
      if (posted === 0) throw new NobodyTold()
      await addAlertEvent(tx, { alertId: alert.id, at: now, kind: 'announced', personId: null, via: null })
      return true
    })
    .catch(ifNobodyTold(false))
}

/** Nobody could be told: what was begun is taken back, and the next look tries again. */
class NobodyTold extends Error {}

function ifNobodyTold<T>(answer: T): (error: unknown) => T {
  return error => {
    if (error instanceof NobodyTold) return answer
    throw error
  }
}

async function announceTogether(
  { db, figures, now }: ClockParts,
  known: readonly Alert[],
  stores: readonly Store[],
): Promise<number> {
  const [first] = known
  const kpi = first && (await figures.catalog()).findKpi(first.kpiId)
  if (!kpi) return 0
  const work = db.transaction(async tx => {
    const groupId = await createGroup(tx, { kpiId: kpi.id, demo: isDemoAlert(first, stores), openedAt: now })
    const alerts: Alert[] = []
    for (const one of [...known].sort((a, b) => a.id - b.id)) {
      const alert = await freed(tx, one, groupId)
      if (alert) alerts.push(alert)
    }
    if ((await postGroup(tx, { groupId, kpi, now, kind: 'announced' })) === 0) throw new NobodyTold()
    for (const { id } of alerts) {
      const detail = { group: groupId }
      await addAlertEvent(tx, { alertId: id, at: now, kind: 'grouped', personId: null, via: null, detail })
    }
    await beginEscalation(tx, alerts, now)
    return alerts.length
  })
  return work.catch(ifNobodyTold(0))
}
