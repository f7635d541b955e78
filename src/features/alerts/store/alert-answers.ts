import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { alertAnswers, alerts } from '#src/platform/database/schema/index.ts'

/** What somebody answered to an alert: that it was none, or what the cause was. */
export interface AlertAnswer {
  readonly alertId: number
  readonly kind: 'false_alarm' | 'cause'
  readonly text: string | null
  readonly at: Date
  /** The rule, KPI, place and days that the answer is about. */
  readonly rule: string
  readonly kpiId: string
  readonly place: string
  readonly fromDay: string
  readonly day: string
  /** What the figure was, and what it was held against. */
  readonly value: number | null
  readonly limit: number | null
}

/** An answer to be kept. */
export type NewAlertAnswer = Pick<AlertAnswer, 'kind' | 'text' | 'at'> & { readonly personId: number }

/** The statement that keeps an answer, for who writes it together with the change of the alert. */
export function answerInsert(db: Db, answer: NewAlertAnswer & { readonly alertId: number }) {
  return db.insert(alertAnswers).values(answer).returning({ id: alertAnswers.id })
}

/** Answers about the alerts of a KPI since an instant, newest first; `rule` asks for those of one rule. */
export async function listAlertAnswers(
  db: Db,
  filter: { readonly kpiId: string; readonly since: Date; readonly rule?: string },
): Promise<readonly AlertAnswer[]> {
  const { kpiId, since, rule } = filter
  const { alertId, kind, text, at } = alertAnswers
  const { fromDay, day, value, limit, place } = alerts
  return db
    .select({ alertId, kind, text, at, rule: alerts.rule, kpiId: alerts.kpiId, place, fromDay, day, value, limit })
    .from(alertAnswers)
    .innerJoin(alerts, eq(alerts.id, alertAnswers.alertId))
    .where(
      and(eq(alerts.kpiId, kpiId), gte(alertAnswers.at, since), rule === undefined ? sql`true` : eq(alerts.rule, rule)),
    )
    .orderBy(desc(alertAnswers.id))
}

/** An alert that was said, and what people called it last; `null` while nobody has. */
export interface CalledAlert {
  readonly id: number
  readonly rule: string
  readonly place: PlaceKey
  readonly fromDay: Day
  readonly day: Day
  readonly called: AlertAnswer['kind'] | null
}

/** The alerts of a KPI that began since an instant, newest first, without those that another one held back. */
export async function listCalledAlerts(db: Db, kpiId: string, since: Date): Promise<readonly CalledAlert[]> {
  const { id, rule, place, fromDay, day } = alerts
  const called = sql<AlertAnswer['kind'] | null>`(
    select a.kind from alert_answers a where a.alert_id = alerts.id order by a.id desc limit 1)`
  return db
    .select({ id, rule, place, fromDay, day, called })
    .from(alerts)
    .where(and(eq(alerts.kpiId, kpiId), gte(alerts.openedAt, since), isNull(alerts.heldBy)))
    .orderBy(desc(alerts.id))
    .limit(200)
}

/** For each rule, how many alerts began since an instant and how many of them were called false last. */
export async function countFalseAlarms(db: Db, since: Date): Promise<ReadonlyMap<string, FalseAlarms>> {
  const rows = await db.execute(sql`
    select rule, count(*)::int as alerts, (count(*) filter (where called = 'false_alarm'))::int as wrong from (
      select rule, (select a.kind from alert_answers a where a.alert_id = alerts.id order by a.id desc limit 1) as called
      from alerts where opened_at >= ${since.toISOString()}::timestamptz and held_by is null) as known
    group by rule having count(*) filter (where called = 'false_alarm') > 0`)
  return new Map(rows.map(row => [String(row.rule), { alerts: Number(row.alerts), wrong: Number(row.wrong) }]))
}

/** How many alerts there were, and how many of them were called false. */
export interface FalseAlarms {
  readonly alerts: number
  readonly wrong: number
}
