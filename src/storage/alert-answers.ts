import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { Db } from '#src/storage/db.ts'
import { alertAnswers, alerts } from '#src/storage/schema.ts'

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

/** Keeps an answer. */
export async function addAlertAnswer(
  db: Db,
  answer: Pick<AlertAnswer, 'alertId' | 'kind' | 'text' | 'at'> & { readonly personId: number },
): Promise<void> {
  await db.insert(alertAnswers).values(answer)
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
