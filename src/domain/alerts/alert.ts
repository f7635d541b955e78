import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/targets/target.ts'

/** How bad it is, least first. */
export const severities = ['warning', 'bad', 'critical'] as const
export type Severity = (typeof severities)[number]

/** Where an alert is in its life, besides its state. */
export interface AlertLife {
  /** Nobody is asked before; `null`: not snoozed. */
  readonly snoozedUntil: Date | null
  /** Who took it on has it until then, unless they confirm; `null` while nobody has. */
  readonly ackUntil: Date | null
  /** When whoever has it was asked whether they still are on it; `null`: not asked since they said so. */
  readonly ackAskedAt: Date | null
  /** The latest judged figure breaks the rule. An alert lasts until the figure is calm, so that it may be better than that. */
  readonly bad: boolean
  /** The alert that explains this one: nothing is said about it while that one lasts. */
  readonly heldBy: number | null
  /** The grouped message in which it stands; `null`: it has messages of its own. */
  readonly groupId: number | null
  /** Steps of the escalation chain that were taken, and when the next is due (`null`: none). */
  readonly escalation: number
  readonly escalateAt: Date | null
}

/** The life of an alert that has just begun. */
export const freshLife: AlertLife = {
  snoozedUntil: null,
  ackUntil: null,
  ackAskedAt: null,
  bad: true,
  heldBy: null,
  groupId: null,
  escalation: 0,
  escalateAt: null,
}

/** What is stored of an alert: one problem for as long as it lasts. */
export interface AlertFields extends AlertLife {
  /** What was broken: `target/<kpi>/<place>` or `limit/<platform>/<kpi>`. At most one unresolved per rule and place. */
  readonly rule: string
  readonly kpiId: string
  readonly place: PlaceKey
  readonly state: 'open' | 'acknowledged' | 'resolved'
  readonly severity: Severity
  /** The first day that broke the rule, and the latest that was judged while it lasted. */
  readonly fromDay: Day
  readonly day: Day
  /** The latest value, and the limit it is held against: minor units for money, 0–1 for ratios. */
  readonly value: number | null
  readonly limit: number | null
  readonly currency: string | null
  readonly owner: PersonName | null
  /** Counts what changed, so that an older message never overwrites a newer one. */
  readonly revision: number
  readonly openedAt: Date
  readonly changedAt: Date
  readonly acknowledgedBy: PersonName | null
  readonly acknowledgedAt: Date | null
  readonly reason: string | null
  readonly resolvedAt: Date | null
  /** `null` when the number became good by itself, and while it is not resolved. */
  readonly resolvedBy: PersonName | null
}

/** An alert with its number. */
export interface Alert extends AlertFields {
  readonly id: number
}

/** What one look at a figure says about a rule. */
export interface Judgement {
  readonly day: Day
  readonly value: number
  /** `null` when the target was taken away: then nothing is broken. */
  readonly limit: number | null
  /** `null`: the rule is not broken. */
  readonly breach: Severity | null
  /** Far enough on the good side to end an alert. Between breach and calm nothing opens and nothing ends. */
  readonly calm: boolean
  /** An event explains the day: an alert that began since is over, with this as its reason. */
  readonly explained?: { readonly since: Day; readonly reason: string }
  /** The day says nothing besides. */
  readonly isHeld?: boolean
}

/** The rule that is judged. */
export interface Rule {
  readonly rule: string
  readonly kpiId: string
  readonly place: PlaceKey
  readonly currency: string | null
  readonly owner: PersonName | null
}

/** What became of an alert. `kind` goes into its history. */
export interface Transition {
  readonly kind: 'opened' | 'reopened' | 'worsened' | 'changed' | 'resolved'
  readonly fields: AlertFields
}

/**
 * What judgements, oldest day first, make of the latest alert of a rule: only the net result, so that a day that was
 * bad and a later one that is good again say nothing. `null`: nothing changed.
 */
export function transition(
  latest: AlertFields | null,
  rule: Rule,
  judgements: readonly Judgement[],
  now: Date,
): Transition | null {
  let fields = latest
  for (const judgement of judgements) fields = step(fields, rule, judgement, now)
  if (fields === null || fields === latest) return null
  const wasOpen = latest !== null && latest.state !== 'resolved'
  if (!wasOpen && fields.state === 'resolved') return null
  const kind = kindOf(latest, fields)
  if (kind === null) return null
  const fresh = kind === 'opened'
  return { kind, fields: { ...fields, revision: fresh ? 1 : (latest?.revision ?? 0) + 1, changedAt: now } }
}

function kindOf(before: AlertFields | null, after: AlertFields): Transition['kind'] | null {
  if (before === null || after.openedAt !== before.openedAt) return 'opened'
  if (before.state === 'resolved') return 'reopened'
  if (after.state === 'resolved') return 'resolved'
  if (rank(after.severity) > rank(before.severity)) return 'worsened'
  const same = after.value === before.value && after.day === before.day && after.limit === before.limit
  return same && after.severity === before.severity ? null : 'changed'
}

function step(fields: AlertFields | null, rule: Rule, judgement: Judgement, now: Date): AlertFields | null {
  if (fields === null) return judgement.breach === null ? null : opened(rule, judgement, now)
  if (judgement.day < fields.day) return fields
  const reason = explanation(fields, judgement)
  if (reason !== null) return { ...fields, ...quiet, state: 'resolved', resolvedAt: now, resolvedBy: null, reason }
  if (judgement.isHeld === true) return fields
  if (fields.state === 'resolved') return afterResolved(fields, rule, judgement, now)
  if (judgement.calm) {
    return { ...fields, ...seen(judgement), ...quiet, state: 'resolved', resolvedAt: now, resolvedBy: null }
  }
  return goesOn(fields, rule, judgement)
}

/** Why an open alert is over, where an event explains all of its days; `null`: it does not. */
function explanation(fields: AlertFields, { day, explained }: Judgement): string | null {
  if (!explained || fields.state === 'resolved' || fields.day !== day || fields.fromDay < explained.since) return null
  return fields.reason ?? explained.reason
}

/**
 * A resolved alert whose day breaks the rule again is the same problem: it goes on in the same message. What a person
 * resolved stays so for that day unless it gets more severe. A later day is a new problem.
 */
function afterResolved(fields: AlertFields, rule: Rule, judgement: Judgement, now: Date): AlertFields {
  if (judgement.breach === null) return fields
  if (fields.resolvedAt === now) return goesOn({ ...fields, ...resumed(fields) }, rule, judgement)
  if (judgement.day > fields.day) return opened(rule, judgement, now)
  const graver = rank(judgement.breach) > rank(fields.severity)
  if (fields.resolvedBy !== null && !graver) return fields
  return { ...fields, ...seen(judgement), severity: judgement.breach, ...unresolved }
}

/** What an alert that asks for attention (again) has: nobody has it, and the escalation begins anew. */
export const unresolved = {
  state: 'open',
  resolvedAt: null,
  resolvedBy: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  snoozedUntil: null,
  ackUntil: null,
  ackAskedAt: null,
  escalation: 0,
  escalateAt: null,
} as const

/** What ends with an alert, and while somebody has it: nothing is due. */
export const quiet = { snoozedUntil: null, ackUntil: null, ackAskedAt: null, escalateAt: null } as const

/** Takes back that an earlier day of the same look had ended it. */
function resumed(fields: AlertFields): Pick<AlertFields, 'state' | 'resolvedAt' | 'resolvedBy'> {
  const state = fields.acknowledgedBy === null ? 'open' : 'acknowledged'
  return { state, resolvedAt: null, resolvedBy: null }
}

/**
 * A problem that gets more severe asks for attention again, also when somebody had acknowledged it: once, for it stays
 * as grave as it was on its worst day.
 */
function goesOn(fields: AlertFields, rule: Rule, judgement: Judgement): AlertFields {
  const said = judgement.breach ?? fields.severity
  const graver = rank(said) > rank(fields.severity)
  const severity = graver ? said : fields.severity
  return { ...fields, ...seen(judgement), severity, owner: rule.owner ?? fields.owner, ...(graver ? unresolved : {}) }
}

function seen({ day, value, limit, breach }: Judgement): Pick<AlertFields, 'day' | 'value' | 'limit' | 'bad'> {
  return { day, value, limit, bad: breach !== null }
}

function opened(rule: Rule, judgement: Judgement, now: Date): AlertFields {
  return {
    ...freshLife,
    ...rule,
    ...seen(judgement),
    ...unresolved,
    severity: judgement.breach ?? 'warning',
    fromDay: judgement.day,
    revision: 1,
    openedAt: now,
    changedAt: now,
    reason: null,
  }
}

function rank(severity: Severity): number {
  return severities.indexOf(severity)
}
