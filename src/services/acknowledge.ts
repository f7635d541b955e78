import type { AlertView } from '#src/cards/alert-card.ts'
import type { Alert } from '#src/domain/alert.ts'
import type { Store } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/target.ts'
import { UserError } from '#src/errors.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { addAlertEvent, findAlert, lockAlert, updateAlert } from '#src/storage/alerts.ts'
import type { Db } from '#src/storage/db.ts'
import { addNote } from '#src/storage/notes.ts'
import { findPerson } from '#src/storage/people.ts'
import { listStores } from '#src/storage/stores.ts'
import { postAlert } from './alerts/post.ts'
import { type AlertParts, alertNotes, alertView } from './alerts/view.ts'
import { storesOf } from './alerts/worlds.ts'

/** Who does what to which alert. */
export interface AlertRequest {
  readonly alertId: number
  readonly personId: number
  /** The stores that the person may see here: an alert about others does not exist for them. */
  readonly stores: readonly Store[]
  /** What the person wrote about the cause; `null` when nothing. */
  readonly reason?: string | null
  /** The messenger it came from, for the history. */
  readonly via: string
  readonly now: Date
}

/** What came of it. `already`: somebody had done it before; the alert says who and when. */
export interface AlertOutcome {
  readonly kind: 'done' | 'already'
  readonly alert: Alert
  /** What to show; `null` when the KPI or store of the alert is gone. */
  readonly view: AlertView | null
}

const unknownAlert: Localized = {
  en: 'I know no alert {id}. Type “alerts” to see the open ones.',
  ja: 'アラート{id}は見つかりません。「アラート」で一覧を表示できます。',
  'zh-CN': '没有找到告警{id}。输入“告警”查看未处理的告警。',
}
const alreadyOver: Localized = {
  en: 'Alert {id} is resolved already.',
  ja: 'アラート{id}はすでに解消しています。',
  'zh-CN': '告警{id}已恢复或关闭。',
}

/** An alert whose stores the reader may see; what is hidden is not told apart from what is not there. @throws UserError */
export async function visibleAlert(db: Db, id: number, stores: readonly Store[]): Promise<Alert> {
  const alert = await findAlert(db, id)
  if (!alert || !isVisible(alert, stores, await listStores(db))) throw new UserError(fill(unknownAlert, { id }))
  return alert
}

/** Whether all stores of an alert are among a reader's. */
export function isVisible(alert: Alert, mine: readonly Store[], all: readonly Store[]): boolean {
  const ids = new Set(mine.map(store => store.id))
  const about = storesOf(alert, all)
  return about.length > 0 && about.every(store => ids.has(store.id))
}

/**
 * Takes an alert on. The reason becomes a note at the place, KPI and days of the alert, also when somebody else was
 * first: what people write is never lost. All messages about it are edited.
 * @throws UserError when there is no such alert for this person, or it is over.
 */
export async function acknowledge(parts: AlertParts, request: AlertRequest): Promise<AlertOutcome> {
  return change(parts, request, async (tx, alert, person) => {
    if (alert.state === 'resolved') throw new UserError(fill(alreadyOver, { id: alert.id }))
    const reason = request.reason?.trim() || null
    if (alert.state === 'acknowledged' && reason === null) return null
    if (reason !== null) await keepReason(tx, alert, person, reason)
    const first = alert.state === 'open'
    const taken = { state: 'acknowledged', acknowledgedBy: person, acknowledgedAt: request.now } as const
    const kind = first ? 'acknowledged' : 'reason'
    return { kind, detail: { reason }, fields: { ...alert, ...(first ? taken : {}), reason: reason ?? alert.reason } }
  })
}

/** Closes an alert by hand. It opens again when the same day gets worse, or a later day breaks the rule. @throws UserError */
export async function resolve(parts: AlertParts, request: AlertRequest): Promise<AlertOutcome> {
  return change(parts, request, async (tx, alert, person) => {
    if (alert.state === 'resolved') return null
    const reason = request.reason?.trim() || null
    if (reason !== null) await keepReason(tx, alert, person, reason)
    const over = { state: 'resolved', resolvedBy: person, resolvedAt: request.now } as const
    return { kind: 'resolved', detail: { reason }, fields: { ...alert, ...over, reason: reason ?? alert.reason } }
  })
}

/** Opens a resolved alert again, unless the same problem has come up anew. @throws UserError */
export async function reopen(parts: AlertParts, request: AlertRequest): Promise<AlertOutcome> {
  return change(parts, request, async (_tx, alert) => {
    if (alert.state !== 'resolved') return null
    const open = {
      state: 'open',
      resolvedAt: null,
      resolvedBy: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
    } as const
    return { kind: 'reopened', detail: null, fields: { ...alert, ...open } }
  })
}

interface Change {
  readonly kind: string
  readonly detail: unknown
  readonly fields: Alert
}

type Decide = (tx: Db, alert: Alert, person: PersonName) => Promise<Change | null>

/** Locks the alert, decides, and writes state, history and messages together; the second of two gets `already`. */
async function change(parts: AlertParts, request: AlertRequest, decide: Decide): Promise<AlertOutcome> {
  const known = await visibleAlert(parts.db, request.alertId, request.stores)
  const person = await personOf(parts.db, request.personId)
  const view = await alertView(parts, known, request.now)
  return parts.db.transaction(async tx => {
    const standing = (await lockAlert(tx, known.id)) ?? known
    const decided = await decide(tx, standing, person)
    const alert = decided ? await write(tx, request, decided, person) : standing
    const shown = view && { ...view, alert, notes: await alertNotes(tx, view) }
    if (decided) await postAlert(tx, alert, shown, request.now)
    return { kind: decided ? 'done' : 'already', alert, view: shown }
  })
}

async function write(tx: Db, request: AlertRequest, decided: Change, person: PersonName): Promise<Alert> {
  const { id, ...fields } = decided.fields
  const { via, now: at } = request
  await addAlertEvent(tx, { alertId: id, at, kind: decided.kind, personId: person.id, via, detail: decided.detail })
  return updateAlert(tx, id, { ...fields, revision: fields.revision + 1, changedAt: at })
}

async function keepReason(tx: Db, alert: Alert, author: PersonName, text: string): Promise<void> {
  await addNote(tx, {
    text,
    authorId: author.id,
    authorName: author.name,
    place: alert.place,
    kpiId: alert.kpiId,
    fromDay: alert.fromDay,
    toDay: alert.day,
    alertId: alert.id,
  })
}

async function personOf(db: Db, id: number): Promise<PersonName> {
  const person = await findPerson(db, { id })
  if (!person) throw new Error('an alert was acknowledged by nobody')
  return { id: person.id, name: person.name }
}
