import type { Alert } from '#src/domain/alerts/alert.ts'
import type { AlertEventKind } from '#src/domain/alerts/alert-life.ts'
import type { Store } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import { announceAlert } from '#src/features/alerts/announce/announce-change.ts'
import { storesOf } from '#src/features/alerts/announce/demo-or-real.ts'
import { type AlertParts, alertView, notesWith, withProcedure } from '#src/features/alerts/announce/view.ts'
import type { AlertView } from '#src/features/alerts/cards/alert-card.ts'
import type { NewAlertAnswer } from '#src/features/alerts/store/alert-answers.ts'
import { findAlert, lockAlert, updateAlert } from '#src/features/alerts/store/alerts.ts'
import type { NewNote } from '#src/features/annotations/index.ts'
import { askedFor, findPerson } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Working time after which who took an alert on is asked again while the number stays bad (judgement: two days). */
export const ackWorkMinutes = 2 * 9 * 60

/** Who does what to which alert. */
export interface AlertRequest {
  readonly alertId: number
  readonly personId: number
  /** The stores that the person may see here: an alert about others does not exist for them. */
  readonly stores: readonly Store[]
  /** It was no problem at all: only asked for when it is closed. */
  readonly falseAlarm?: boolean
  /** What the person wrote about the cause; `null` when nothing. */
  readonly reason?: string | null
  /** The messenger it came from, for the history. */
  readonly via: string
  readonly now: Date
}

/** What came of it. `already`: somebody had done it before; the alert says who and when. */
export interface AlertOutcome {
  readonly kind: 'done' | 'already'
  /** What was done, as it stands in the history; `null`: nothing. */
  readonly deed: string | null
  readonly alert: Alert
  /** What to show; `null` when the KPI or store of the alert is gone. */
  readonly view: AlertView | null
}

const unknownAlert: Localized = {
  en: 'I know no alert {id}. Type “alerts” to see the open ones.',
  ja: 'アラート{id}は見つかりません。「アラート」で一覧を表示できます。',
  'zh-CN': '没有找到告警{id}。输入“告警”查看未处理的告警。',
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

/** What a decision makes of an alert; `detail` stands in its history. */
export interface Change {
  readonly kind: AlertEventKind
  readonly detail: unknown
  readonly fields: Alert
  /** What the person answered; absent: nothing. */
  readonly answer?: NewAlertAnswer
  /** What the person wrote about the place and days; absent: nothing. */
  readonly note?: NewNote
}

/** Decides on the locked alert; `null`: nothing changes. */
export type Decide = (tx: Db, alert: Alert, person: PersonName) => Promise<Change | null>

/** Locks the alert, decides, and writes state, history and messages together; the second of two gets `already`. */
export async function change(parts: AlertParts, request: AlertRequest, decide: Decide): Promise<AlertOutcome> {
  const known = await visibleAlert(parts.db, request.alertId, request.stores)
  const person = await personOf(parts.db, request.personId)
  const view = await alertView(parts, known, request.now)
  return parts.db.transaction(async tx => {
    const standing = (await lockAlert(tx, known.id)) ?? known
    const decided = await decide(tx, standing, person)
    const by = { personId: person.id, via: request.via, now: request.now }
    const alert = decided ? await writeChange(tx, decided, by) : standing
    const asked = await askedFor(tx, [alert], request.now)
    const shown = view && {
      ...view,
      alert,
      asked,
      ...(decided?.note && { notes: notesWith(view.notes, { ...decided.note, about: null }) }),
    }
    const told = shown && alert.state === 'open' ? await withProcedure(tx, shown) : shown
    if (decided) await announceAlert(tx, alert, told, { now: request.now, kind: decided.kind })
    return { kind: decided ? 'done' : 'already', deed: decided?.kind ?? null, alert, view: told }
  })
}

/** Who changes something, from where; `null` for what the bot does by itself. */
export interface ChangedBy {
  readonly personId: number | null
  readonly via: string | null
  readonly now: Date
}

/** Writes a decided change and its line of history; the alert must be locked. */
export async function writeChange(tx: Db, decided: Change, { personId, via, now }: ChangedBy): Promise<Alert> {
  const { id, ...fields } = decided.fields
  const { kind, detail, answer, note } = decided
  const event = { at: now, kind, personId, via, detail }
  const written = { event, ...(answer && { answer }), ...(note && { note }) }
  return updateAlert(tx, id, { ...fields, revision: fields.revision + 1, changedAt: now }, written)
}

async function personOf(db: Db, id: number): Promise<PersonName> {
  const person = await findPerson(db, { id })
  if (!person) throw new Error('an alert was acknowledged by nobody')
  return { id: person.id, name: person.name }
}
