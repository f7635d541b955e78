import type { Alert } from '#src/domain/alert.ts'
import { onClock } from '#src/domain/alert-life.ts'
import { addAlertEvent, findAlert, listDueByClock, listUnannounced, lockAlert } from '#src/storage/alerts.ts'
import type { Database } from '#src/storage/db.ts'
import { listStores } from '#src/storage/stores.ts'
import { writeChange } from './change.ts'
import { postAlert, silenceOf } from './post.ts'
import { type AlertParts, alertView } from './view.ts'

/** What the clock works with. */
export interface ClockParts extends AlertParts {
  readonly db: Database['db']
  readonly now: Date
  readonly signal?: AbortSignal
}

/** Ends snoozes and acknowledgements whose time is over: the alert asks for attention again. Answers how many. */
export async function wakeAlerts(parts: ClockParts): Promise<number> {
  const { db, now, signal } = parts
  let woken = 0
  for (const alert of await listDueByClock(db, now)) {
    if (signal?.aborted) break
    if (await wake(parts, alert)) woken++
  }
  return woken
}

async function wake(parts: ClockParts, known: Alert): Promise<boolean> {
  const { db, now } = parts
  const view = await alertView(parts, known, now)
  return db.transaction(async tx => {
    const standing = await lockAlert(tx, known.id)
    const change = standing && onClock(standing, now)
    if (!change) return false
    const by = { personId: null, via: null, now }
    const alert = await writeChange(tx, { ...change, detail: null }, by)
    const formerly = standing.acknowledgedBy?.name ?? null
    await postAlert(tx, alert, view && { ...view, alert }, { now, kind: change.kind, formerly })
    return true
  })
}

/** Announces alerts that last although nothing holds them back any more: a mute ended, or what explained them is over. */
export async function announceHeld(parts: ClockParts): Promise<number> {
  const { db, now, signal } = parts
  const stores = await listStores(db)
  let said = 0
  for (const alert of await listUnannounced(db)) {
    if (signal?.aborted) break
    const free = await release(parts, alert)
    if ((await silenceOf(db, free, stores, now)) !== null) continue
    if (await announce(parts, free)) said++
  }
  return said
}

/** The alert as if it were not held, when what explained it is over. */
async function release({ db }: ClockParts, alert: Alert): Promise<Alert> {
  if (alert.heldBy === null) return alert
  const parent = await findAlert(db, alert.heldBy)
  return parent && parent.state !== 'resolved' ? alert : { ...alert, heldBy: null }
}

async function announce(parts: ClockParts, known: Alert): Promise<boolean> {
  const { db, now } = parts
  const view = await alertView(parts, known, now)
  return db.transaction(async tx => {
    const standing = await lockAlert(tx, known.id)
    if (standing?.state !== 'open') return false
    const alert = { ...standing, heldBy: known.heldBy }
    const posted = await postAlert(tx, alert, view && { ...view, alert }, { now, kind: 'announced' })
    const history = { alertId: alert.id, at: now, kind: 'announced', personId: null, via: null }
    if (posted > 0) await addAlertEvent(tx, history)
    return posted > 0
  })
}
