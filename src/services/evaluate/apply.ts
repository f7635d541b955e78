import { type Alert, type Transition, transition } from '#src/domain/alert.ts'
import { postAlert } from '#src/services/alerts/post.ts'
import { type AlertParts, alertView } from '#src/services/alerts/view.ts'
import { addAlertEvent, insertAlert, lockLatest, updateAlert } from '#src/storage/alerts.ts'
import type { Database, Db } from '#src/storage/db.ts'
import { saveFinding } from '#src/storage/rules.ts'
import type { Judged } from './judge.ts'

/** What changed. */
export interface Applied {
  readonly kind: Transition['kind']
  readonly alert: Alert
}

/** Where an alert stands among others: a group says what happens to its own. */
export type Placed = Pick<Alert, 'heldBy' | 'groupId'>

/**
 * Writes what judgements make of a rule's alert: its state, its history and the messages about it in one transaction.
 * The picture and the numbers of the card are read before, so that no lock is held meanwhile. `null`: nothing changed.
 */
export async function applyJudged(
  parts: AlertParts & { readonly db: Database['db'] },
  judged: Judged,
  latest: Alert | null,
  { now, placed }: { readonly now: Date; readonly placed: Placed },
): Promise<Applied | null> {
  const { rule, judgements, finding, notBefore } = judged
  const expected = transition(latest, rule, judgements, now)
  if (!expected) return null
  const explained = placed.heldBy !== null && expected.kind === 'opened'
  const silent = placed.groupId !== null || explained
  const known = silent ? null : await alertView(parts, { id: latest?.id ?? 0, ...expected.fields }, now)
  const view = known && finding ? { ...known, finding } : known
  return parts.db.transaction(async tx => {
    const standing = await lockLatest(tx, rule.rule, rule.place)
    const change = delayed(transition(standing, rule, judgements, now), notBefore)
    const alert = change && (await write(tx, standing, { ...change, fields: { ...change.fields, ...placed } }))
    if (!change || !alert) return null
    const { value, limit, day, severity } = alert
    const detail = { value, limit, day, severity }
    if (finding) await saveFinding(tx, alert.id, finding)
    await addAlertEvent(tx, { alertId: alert.id, at: now, kind: change.kind, personId: null, via: null, detail })
    if (explained) await addAlertEvent(tx, { alertId: alert.id, at: now, kind: 'held', personId: null, via: null })
    if (!silent) await postAlert(tx, alert, view, { now, kind: change.kind })
    return { kind: change.kind, alert }
  })
}

/** Outside a rule's active hours a new alert waits as if somebody had snoozed it. */
function delayed(change: Transition | null, until: Date | undefined): Transition | null {
  if (change?.kind !== 'opened' || until === undefined) return change
  return { ...change, fields: { ...change.fields, snoozedUntil: until } }
}

function write(db: Db, standing: Alert | null, { kind, fields }: Transition): Promise<Alert | null> {
  return kind === 'opened' || standing === null ? insertAlert(db, fields) : updateAlert(db, standing.id, fields)
}
