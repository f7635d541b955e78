import type { PersonName } from '#src/domain/targets/target.ts'
import { type Alert, type AlertFields, quiet, unresolved } from './alert.ts'

/** What a person, or the clock, makes of an alert: the new state, and what stands in its history. */
export interface LifeChange {
  readonly kind: LifeKind
  readonly fields: Alert
}

/** Changes that figures do not cause. */
export type LifeKind =
  | 'acknowledged'
  | 'confirmed'
  | 'reason'
  | 'snoozed'
  | 'unsnoozed'
  | 'woke'
  | 'ack_asked'
  | 'ack_expired'
  | 'resolved'
  | 'reopened'

/** Everything that stands in the history of an alert: what figures, people, the clock and the bot did. */
export type AlertEventKind =
  | LifeKind
  | 'opened'
  | 'worsened'
  | 'changed'
  | 'false_alarm'
  | 'announced'
  | 'grouped'
  | 'escalated'
  | 'reminder'
  | 'held'
  | 'muted'

/** Changes after which people are called again with a new mention; all others only edit what stands. */
const calling: ReadonlySet<AlertEventKind> = new Set(['worsened', 'reopened', 'woke', 'ack_expired'])

/** Whether a change asks for attention anew. */
export function calls(kind: AlertEventKind): boolean {
  return calling.has(kind)
}

/** Changes after which nobody needs to be asked: somebody has it, it waits, or it is over. */
const settling: ReadonlySet<AlertEventKind> = new Set([
  'acknowledged',
  'confirmed',
  'reason',
  'snoozed',
  'resolved',
  'false_alarm',
])

/** Whether a change answers what was asked for. */
export function settles(kind: AlertEventKind): boolean {
  return settling.has(kind)
}

/** Who does something, and when. */
export interface Doer {
  readonly person: PersonName
  readonly now: Date
}

/**
 * Takes an alert on until `ackUntil`. Whoever has it confirms it by doing so again; from anybody else only a reason is
 * taken. `null`: nothing changes, somebody else has it or it is over.
 */
export function take(alert: Alert, { person, now }: Doer, reason: string | null, ackUntil: Date): LifeChange | null {
  if (alert.state === 'resolved') return null
  const text = reason ?? alert.reason
  const mine = alert.acknowledgedBy?.id === person.id
  if (alert.state === 'acknowledged' && !mine) {
    return reason === null ? null : { kind: 'reason', fields: { ...alert, reason: text } }
  }
  if (alert.state === 'acknowledged') {
    const kind = reason === null ? 'confirmed' : 'reason'
    return { kind, fields: { ...alert, ackUntil, ackAskedAt: null, reason: text } }
  }
  const taken = { ...quiet, state: 'acknowledged', acknowledgedBy: person, acknowledgedAt: now, ackUntil } as const
  return { kind: 'acknowledged', fields: { ...alert, ...taken, reason: text } }
}

/** Nobody is asked about it before `until`. `null`: it is over. */
export function snooze(alert: Alert, until: Date): LifeChange | null {
  if (alert.state === 'resolved') return null
  return { kind: 'snoozed', fields: { ...alert, snoozedUntil: until, escalateAt: null } }
}

/** Ends a snooze before its time: whoever has the alert keeps it. `null`: it is over, or not snoozed. */
export function unsnooze(alert: Alert): LifeChange | null {
  if (alert.state === 'resolved' || alert.snoozedUntil === null) return null
  return { kind: 'unsnoozed', fields: { ...alert, snoozedUntil: null } }
}

/** Closes it by hand. `null`: it is over already. */
export function close(alert: Alert, { person, now }: Doer): LifeChange | null {
  if (alert.state === 'resolved') return null
  return { kind: 'resolved', fields: { ...alert, ...quiet, state: 'resolved', resolvedBy: person, resolvedAt: now } }
}

/** Opens one that is over. `null`: it is not over. */
export function openAgain(alert: Alert): LifeChange | null {
  return alert.state === 'resolved' ? { kind: 'reopened', fields: { ...alert, ...unresolved } } : null
}

/**
 * What is due by the clock: a snooze that ended, or an acknowledgement whose time is over while the number is still bad.
 * Who has it is asked once whether they still are on it, and has until `answerBy`; without an answer everybody is asked
 * anew. `null`: nothing is due.
 */
export function onClock(alert: Alert, now: Date, answerBy: Date): LifeChange | null {
  if (alert.state === 'resolved') return null
  if (isPast(alert.snoozedUntil, now)) return { kind: 'woke', fields: { ...alert, ...unresolved } }
  if (alert.snoozedUntil !== null || !isLapsed(alert, now)) return null
  if (alert.ackAskedAt !== null) return lapse(alert)
  return { kind: 'ack_asked', fields: { ...alert, ackAskedAt: now, ackUntil: answerBy } }
}

/** Gives an acknowledged alert back to everybody. */
export function lapse(alert: Alert): LifeChange {
  return { kind: 'ack_expired', fields: { ...alert, ...unresolved } }
}

/** Whether the time of an acknowledgement is over and the number still bad. */
function isLapsed({ state, ackUntil, bad }: Alert, now: Date): boolean {
  return state === 'acknowledged' && bad && isPast(ackUntil, now)
}

/** Whether nothing new is said about an alert now, because somebody snoozed it or another one explains it. */
export function isHeldBack(alert: Pick<AlertFields, 'snoozedUntil' | 'heldBy'>, now: Date): boolean {
  return alert.heldBy !== null || (alert.snoozedUntil !== null && alert.snoozedUntil > now)
}

function isPast(at: Date | null, now: Date): boolean {
  return at !== null && at <= now
}
