import { shiftDays, startOfDay } from '#src/domain/days.ts'
import { parsePlaceKey, placeKey } from '#src/domain/place.ts'
import type { AlertRule } from '#src/domain/rules/rule.ts'
import { ruleName } from '#src/features/alerts/announce/demo-or-real.ts'
import { placesOf } from '#src/features/alerts/evaluate/rule-checks.ts'
import {
  type CalledAlert,
  countFalseAlarms,
  type FalseAlarms,
  listCalledAlerts,
} from '#src/features/alerts/store/alert-answers.ts'
import type { Reader } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Answers of so many days count: as many as rules are tried on (design rule). */
const answerDays = 90

/** From so many false alarms on, and from such a share of its alerts, a rule is called noisy (judgement). */
const noisyCount = 2
const noisyShare = 1 / 4

/**
 * The alerts whose answers say something about a rule, newest first: its own; of a rule that is new, all alerts of its
 * KPI at the places where it would look.
 */
export async function calledAlerts(
  { db, now }: { readonly db: Db; readonly now: Date },
  reader: Reader,
  rule: AlertRule,
): Promise<readonly CalledAlert[]> {
  const alerts = await listCalledAlerts(db, rule.kpiId, sinceOf(now))
  if (rule.id !== 0) return alerts.filter(alert => isOfRule(alert.rule, rule.id) && isOfWorld(alert, reader.demo))
  const places = new Set(placesOf(rule, reader.stores).map(placeKey))
  return alerts.filter(alert => places.has(alert.place) && isOfWorld(alert, reader.demo))
}

/** How often the alerts of rules were called false lately, by the number of the rule; only those that are noisy. */
export async function noisyRules(db: Db, now: Date): Promise<ReadonlyMap<number, FalseAlarms>> {
  const noisy = new Map<number, FalseAlarms>()
  for (const [name, { alerts, wrong }] of await countFalseAlarms(db, sinceOf(now))) {
    const id = Number(/^rule\/(\d+)/.exec(name)?.[1] ?? 0)
    const known = noisy.get(id) ?? { alerts: 0, wrong: 0 }
    noisy.set(id, { alerts: known.alerts + alerts, wrong: known.wrong + wrong })
  }
  return new Map([...noisy].filter(([id, { alerts, wrong }]) => id !== 0 && isNoisy(wrong, alerts)))
}

function isNoisy(wrong: number, alerts: number): boolean {
  return wrong >= noisyCount && wrong >= alerts * noisyShare
}

function sinceOf(now: Date): Date {
  return startOfDay(shiftDays(now.toISOString().slice(0, 10), -answerDays), 'UTC')
}

function isOfRule(name: string, id: number): boolean {
  return name === `rule/${id}` || name.startsWith(`rule/${id}/`)
}

/** Alerts about several stores are of the demo company where their rule is named so. */
function isOfWorld({ rule, place }: CalledAlert, demo: boolean): boolean {
  const known = parsePlaceKey(place)
  return known !== null && (known.kind === 'store' || rule === ruleName(rule.replace(/\/demo$/, ''), known, demo))
}
