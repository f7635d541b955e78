import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { practicePlace } from './practice-rows.ts'

/** What somebody really did in their practice store since a drill began. */
export interface Deeds {
  readonly notes: number
  /** KPIs for which a target was set, or a rule. */
  readonly targets: readonly string[]
  readonly rules: readonly string[]
  readonly rulesStopped: number
  readonly acknowledged: number
  readonly snoozed: number
  readonly resolved: number
  readonly undone: number
  /** Alerts, rules and notes of the practice store by number. */
  readonly numbers: {
    readonly alerts: readonly number[]
    readonly rules: readonly number[]
    readonly notes: readonly number[]
  }
}

/** Reads what stands there. What was taken back later still counts where its trace stands. */
export async function readDeeds(db: Db, runId: number, personId: number, since: Date): Promise<Deeds> {
  const place = practicePlace(runId)
  const at = sql`${since.toISOString()}::timestamptz`
  const alertHistory = (
    kind: string,
  ) => sql`(select count(*)::int from alert_events e join alerts a on a.id = e.alert_id
    where a.place = ${place} and e.person_id = ${personId} and e.kind = ${kind})`
  const ids = (table: string) =>
    sql`(select coalesce(jsonb_agg(id), '[]') from ${sql.identifier(table)} where place = ${place})`
  const mine = sql`u.person_id = ${personId} and u.at >= ${at}`
  const here = (step: 'u.id' | 'u.reverts') => sql`exists (select from row_changes c
    where c.step_id = ${sql.raw(step)} and (coalesce(c.after, c.before) ->> 'place' = ${place}
      or coalesce(c.after, c.before) ->> 'storeId' = ${String(-runId)}))`
  const [row] = await db.execute(sql`select
    (select count(*)::int from notes where place = ${place} and author_id = ${personId} and alert_id is null) as notes,
    (select coalesce(jsonb_agg(distinct kpi_id), '[]') from targets where place = ${place} and set_by = ${personId} and not withdrawn) as targets,
    (select coalesce(jsonb_agg(distinct kpi_id), '[]') from alert_rules where place = ${place} and created_by = ${personId}) as rules,
    (select count(*)::int from alert_rules where place = ${place} and stopped_at is not null) as rules_stopped,
    ${alertHistory('acknowledged')} as acknowledged,
    ${alertHistory('snoozed')} as snoozed,
    ${alertHistory('resolved')} as resolved,
    (select count(*)::int from undo_steps u where ${mine} and u.reverts is not null and ${here('u.reverts')}) as undone,
    ${ids('alerts')} as alert_ids, ${ids('alert_rules')} as rule_ids, ${ids('notes')} as note_ids`)
  const count = (name: string) => Number(row?.[name] ?? 0)
  const list = <T>(name: string) => (Array.isArray(row?.[name]) ? (row[name] as T[]) : [])
  return {
    notes: count('notes'),
    targets: list<string>('targets'),
    rules: list<string>('rules'),
    rulesStopped: count('rules_stopped'),
    acknowledged: count('acknowledged'),
    snoozed: count('snoozed'),
    resolved: count('resolved'),
    undone: count('undone'),
    numbers: { alerts: list('alert_ids'), rules: list('rule_ids'), notes: list('note_ids') },
  }
}
