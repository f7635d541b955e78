import { type Alert, type Transition, transition } from '#src/domain/alerts/alert.ts'
import { announceAlert } from '#src/features/alerts/announce/announce-change.ts'
import type { AlertView } from '#src/features/alerts/cards/alert-card.ts'
import { addAlertEvent, insertAlert, lockLatest, updateAlert } from '#src/features/alerts/store/alerts.ts'
import { saveFinding } from '#src/features/alerts/store/rules.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { delayed } from './delay-until-active.ts'
import type { Judged } from './judge-targets.ts'

/** What changed. */
export interface Applied {
  readonly kind: Transition['kind']
  readonly alert: Alert
}

/** Where an alert stands among others: a group says what happens to its own. */
export type Placed = Pick<Alert, 'heldBy' | 'groupId'>

/** A judgement that changes an alert, with what its card says; no view: nothing is said. */
export interface Change {
  readonly judged: Judged
  readonly placed: Placed
  readonly view: AlertView | null
}

/**
 * Writes what judgements make of a rule's alert: its state, its history and the messages about it in one transaction.
 * The picture and the numbers of the card were read before, so that no lock is held meanwhile. `null`: nothing changed.
 */
export async function applyJudged(
  db: Database['db'],
  { judged, placed, view }: Change,
  now: Date,
): Promise<Applied | null> {
  const { rule, judgements, finding, notBefore } = judged
  return db.transaction(async tx => {
    const standing = await lockLatest(tx, rule.rule, rule.place)
    const change = delayed(transition(standing, rule, judgements, now), notBefore)
    const alert = change && (await write(tx, standing, { ...change, fields: { ...change.fields, ...placed } }))
    if (!change || !alert) return null
    const { value, limit, day, severity } = alert
    const detail = { value, limit, day, severity }
    if (finding) await saveFinding(tx, alert.id, finding)
    if (change.kind !== 'opened')
      await addAlertEvent(tx, { alertId: alert.id, at: now, kind: change.kind, personId: null, via: null, detail })
    const explained = placed.heldBy !== null && change.kind === 'opened'
    if (explained) await addAlertEvent(tx, { alertId: alert.id, at: now, kind: 'held', personId: null, via: null })
    if (!explained && placed.groupId === null) await announceAlert(tx, alert, view, { now, kind: change.kind })
    return { kind: change.kind, alert }
  })
}

function write(db: Db, standing: Alert | null, { kind, fields }: Transition): Promise<Alert | null> {
  return kind === 'opened' || standing === null ? insertAlert(db, fields) : updateAlert(db, standing.id, fields)
}
