import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { AlertSpan } from './backtest.ts'
import type { AlertRule, RuleParameters } from './rule.ts'

/** What people called an alert: a false alarm, or a real problem whose cause they wrote down. */
export interface Called {
  readonly place: PlaceKey
  readonly fromDay: Day
  readonly day: Day
  readonly kind: 'false_alarm' | 'cause'
}

/** Where and when alerts of a rule would have stood. */
export interface AlertSpansAt {
  readonly place: PlaceKey
  readonly standing: readonly AlertSpan[]
}

/** A quieter rule and what it would have made of the alerts that people judged. */
export interface Milder {
  readonly rule: AlertRule
  /** False alarms that the present rule repeats, and how many of them the quieter one leaves out. */
  readonly wrong: number
  readonly dropped: number
  /** Real problems that the present rule finds; the quieter one finds all of them. */
  readonly right: number
  /** Alerts of the quieter rule in the days that were tried. */
  readonly alerts: number
}

/** At least so much of what was wrong must go, else a change is not worth proposing (judgement: half). */
const minDropped = 0.5

/** Steps by which a line moves away from what is usual (judgement). */
const lineSteps = [0.05, 0.1, 0.15, 0.2, 0.3, 0.5]
const shareSteps = [0.05, 0.1, 0.15, 0.2, 0.3]
const surgeSteps = [0.1, 0.2, 0.3, 0.5]
const coverSteps = [0.2, 0.4]
const moreDays = [1, 2, 3]

/**
 * The quieter rule that would have left out most of the alerts that were called false and none that was called real; of
 * equal ones the one that leaves out least besides. `null`: no false alarm is repeated, or none of the alternatives
 * tells the false from the real.
 */
export function proposeMilder(
  rule: AlertRule,
  standingOf: (rule: AlertRule) => readonly AlertSpansAt[],
  called: readonly Called[],
): Milder | null {
  const now = standingOf(rule)
  const wrong = called.filter(call => call.kind === 'false_alarm' && isSaid(call, now))
  const right = called.filter(call => call.kind === 'cause' && isSaid(call, now))
  if (wrong.length === 0) return null
  let best: Milder | null = null
  for (const milder of milderRules(rule)) {
    const standing = standingOf(milder)
    if (!right.every(call => isSaid(call, standing))) continue
    const dropped = wrong.filter(call => !isSaid(call, standing)).length
    const alerts = standing.reduce((sum, one) => sum + one.standing.length, 0)
    const better = !best || dropped > best.dropped || (dropped === best.dropped && alerts > best.alerts)
    if (better) best = { rule: milder, wrong: wrong.length, dropped, right: right.length, alerts }
  }
  return best && best.dropped >= wrong.length * minDropped ? best : null
}

function isSaid(call: Called, standing: readonly AlertSpansAt[]): boolean {
  return standing.some(
    at => at.place === call.place && at.standing.some(({ from, to }) => from <= call.day && call.fromDay <= to),
  )
}

/** Quieter versions of a rule, the smallest change first. */
export function milderRules(rule: AlertRule): readonly AlertRule[] {
  const lines = milderLines(rule.parameters).map(parameters => ({ ...rule, parameters }))
  return lasts(rule) ? [...lines, ...moreDays.map(more => ({ ...rule, forDays: rule.forDays + more }))] : lines
}

/** Whether a rule may ask that a breach lasts. Windows and streaks know their own days. */
function lasts({ parameters }: AlertRule): boolean {
  const { kind } = parameters
  return kind === 'target' || kind === 'surge' || (kind === 'threshold' && parameters.windowDays === 1)
}

function milderLines(asked: RuleParameters): readonly RuleParameters[] {
  switch (asked.kind) {
    case 'threshold':
      if (asked.compare === 'equal' || asked.compare === 'unequal') return []
      return moved(asked.value, asked.compare === 'above' || asked.compare === 'at_least' ? 1 : -1).map(value => ({
        ...asked,
        value,
      }))
    case 'budget':
      return asked.value === null ? [] : moved(asked.value, 1).map(value => ({ ...asked, value }))
    case 'target':
      return shareSteps.flatMap(step =>
        asked.share - step > 0.1 ? [{ ...asked, share: rounded(asked.share - step) }] : [],
      )
    case 'streak':
      return [
        ...moreDays.map(more => ({ ...asked, days: asked.days + more })),
        ...shareSteps.slice(0, 2).map(step => ({ ...asked, share: rounded(asked.share - step) })),
      ]
    case 'surge':
      return surgeSteps.map(step => ({ ...asked, least: rounded(asked.least + step) }))
    case 'cover':
      return coverSteps.map(step => ({ ...asked, days: Math.max(1, Math.floor(asked.days * (1 - step))) }))
    case 'ladder':
    case 'late':
      return []
    default:
      return asked satisfies never
  }
}

/** The line further out, in numbers that a person would have chosen. */
function moved(value: number, sign: 1 | -1): readonly number[] {
  const sizes = lineSteps.map(step => Number((value + sign * step * Math.abs(value)).toPrecision(3)))
  return [...new Set(sizes)].filter(size => size !== value)
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}
