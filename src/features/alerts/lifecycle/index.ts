import type { Alert } from '#src/domain/alerts/alert.ts'
import { close, openAgain, snooze as snoozeUntil, take, unsnooze } from '#src/domain/alerts/alert-life.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import type { AlertParts } from '#src/features/alerts/announce/view.ts'
import { workTimeOf } from '#src/features/alerts/escalate/working-time.ts'
import type { AlertAnswer } from '#src/features/alerts/store/alert-answers.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { type AlertOutcome, type AlertRequest, ackWorkMinutes, type Change, change } from './change-alert.ts'

export { type AlertOutcome, type AlertRequest, isVisible, visibleAlert } from './change-alert.ts'

const alreadyOver: Localized = {
  en: 'Alert {id} is resolved already.',
  ja: 'アラート{id}はすでに対応完了です。',
  'zh-CN': '告警{id}已恢复或关闭。',
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
    const until = afterWorkMinutes(request.now, ackWorkMinutes, await workTimeOf(tx, person.id, alert))
    const taken = take(alert, { person, now: request.now }, reason, until)
    return taken && { ...taken, detail: { reason }, ...causeOf(alert, person, reason, request.now) }
  })
}

/** Closes an alert by hand. It opens again when the same day gets worse, or a later day breaks the rule. @throws UserError */
export async function resolve(parts: AlertParts, request: AlertRequest): Promise<AlertOutcome> {
  return change(parts, request, async (_tx, alert, person) => {
    const closed = close(alert, { person, now: request.now })
    if (!closed) return null
    const reason = request.reason?.trim() || null
    const wrong = request.falseAlarm === true
    const said = wrong
      ? saidOf(alert, person, { kind: 'false_alarm', text: reason, at: request.now })
      : causeOf(alert, person, reason, request.now)
    const kind = wrong ? 'false_alarm' : closed.kind
    return { kind, detail: { reason }, fields: { ...closed.fields, reason: reason ?? alert.reason }, ...said }
  })
}

/** Opens a resolved alert again, unless the same problem has come up anew. @throws UserError */
export async function reopen(parts: AlertParts, request: AlertRequest): Promise<AlertOutcome> {
  return change(parts, request, async (_tx, alert) => {
    const opened = openAgain(alert)
    return opened && { ...opened, detail: null }
  })
}

/** Keeps quiet about an alert until a moment. @throws UserError when it is over. */
export async function snooze(
  parts: AlertParts,
  request: AlertRequest & { readonly until: Date },
): Promise<AlertOutcome> {
  return change(parts, request, async (_tx, alert, person) => {
    const snoozed = snoozeUntil(alert, request.until)
    if (!snoozed) throw new UserError(fill(alreadyOver, { id: alert.id }))
    const reason = request.reason?.trim() || null
    const fields = { ...snoozed.fields, reason: reason ?? alert.reason }
    const detail = { reason, until: request.until.toISOString() }
    return { kind: snoozed.kind, detail, fields, ...causeOf(alert, person, reason, request.now) }
  })
}

/** Ends a snooze early: an open alert waits for somebody again. `already` when it is not snoozed. @throws UserError */
export async function wake(parts: AlertParts, request: AlertRequest): Promise<AlertOutcome> {
  return change(parts, request, async (_tx, alert) => {
    const woken = unsnooze(alert)
    return woken && { ...woken, detail: null }
  })
}

interface Answer {
  readonly kind: AlertAnswer['kind']
  readonly text: string | null
  readonly at: Date
}

/** A reason that the same person gave already, pressed or typed twice, is one note. */
function causeOf(alert: Alert, author: PersonName, text: string | null, at: Date): Pick<Change, 'answer' | 'note'> {
  const stands = text === alert.reason && alert.acknowledgedBy?.id === author.id
  return text === null || stands ? {} : saidOf(alert, author, { kind: 'cause', text, at })
}

/** What people answer is kept for what the rules propose next; what they write is a note at the place, KPI and days. */
function saidOf(alert: Alert, author: PersonName, said: Answer): Pick<Change, 'answer' | 'note'> {
  const answer = { ...said, personId: author.id }
  if (said.text === null) return { answer }
  const { id: alertId, place, kpiId, fromDay, day: toDay } = alert
  const note = { text: said.text, authorId: author.id, authorName: author.name, place, kpiId, fromDay, toDay, alertId }
  return { answer, note }
}
