import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Finding } from '#src/domain/rules/finding.ts'
import type { ActiveHours, AlertRule, RuleDraft, RuleParameters } from '#src/domain/rules/rule.ts'
import type { Db } from '#src/platform/database/db.ts'
import { alertFindings, alertRules, people } from '#src/platform/database/schema/index.ts'

const owners = alias(people, 'owners')
const makers = alias(people, 'makers')

/** A rule to be stored. `by` is a person's id. */
export interface NewRule extends RuleDraft {
  readonly origin: string | null
  readonly by: number | null
  readonly demo: boolean
}

/** Stores a rule. */
export async function addRule(db: Db, rule: NewRule): Promise<AlertRule> {
  const [row] = await db.insert(alertRules).values(rowOf(rule)).returning({ id: alertRules.id })
  const [added] = row ? await select(db, eq(alertRules.id, row.id)) : []
  if (!added) throw new Error('A new rule came back empty')
  return added
}

/** Adds defaults that were never there; those that somebody stopped stay stopped. */
export async function addDefaultRules(db: Db, rules: readonly NewRule[]): Promise<void> {
  if (rules.length > 0) await db.insert(alertRules).values(rules.map(rowOf)).onConflictDoNothing()
}

/** The rules that watch, in the order in which they were made. */
export function listRules(db: Db): Promise<readonly AlertRule[]> {
  return select(db, isNull(alertRules.stoppedAt))
}

/** The rule with a number; `null` when there is none or it was stopped. */
export async function findRule(db: Db, id: number): Promise<AlertRule | null> {
  return (await select(db, and(eq(alertRules.id, id), isNull(alertRules.stoppedAt))))[0] ?? null
}

/** Puts another line, owner and hours in place of a rule's; `null` when it was stopped meanwhile. */
export async function changeRule(db: Db, id: number, { owner, ...rule }: RuleDraft): Promise<AlertRule | null> {
  const { eachStore, parameters, severity, activeHours, hysteresis, forDays } = rule
  const set = { eachStore, kind: parameters.kind, parameters, severity, activeHours, hysteresis, forDays }
  await db
    .update(alertRules)
    .set({ ...set, ownerId: owner?.id ?? null })
    .where(and(eq(alertRules.id, id), isNull(alertRules.stoppedAt)))
  return findRule(db, id)
}

/** Ends a rule; false when somebody else was quicker. */
export async function stopRule(db: Db, id: number, by: number | null, now: Date): Promise<boolean> {
  const rows = await db
    .update(alertRules)
    .set({ stoppedBy: by, stoppedAt: now })
    .where(and(eq(alertRules.id, id), isNull(alertRules.stoppedAt)))
    .returning({ id: alertRules.id })
  return rows.length > 0
}

/** Keeps why an alert stands, in place of what was known before. */
export async function saveFinding(db: Db, alertId: number, finding: Finding): Promise<void> {
  const set = { finding: sql`${JSON.stringify(finding)}::jsonb` }
  await db
    .insert(alertFindings)
    .values({ alertId, ...set })
    .onConflictDoUpdate({ target: alertFindings.alertId, set })
}

/** Notes why new alerts stand. */
export async function saveFindings(
  db: Db,
  found: readonly { readonly alertId: number; readonly finding: Finding }[],
): Promise<void> {
  if (found.length === 0) return
  await db.execute(sql`
    insert into alert_findings (alert_id, finding)
    select "alertId", finding from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as found("alertId" int, finding jsonb)
    on conflict (alert_id) do update set finding = excluded.finding`)
}

/** Why alerts stand, by their numbers; those of targets and platform lines have none. */
export async function findFindings(db: Db, alertIds: readonly number[]): Promise<ReadonlyMap<number, Finding>> {
  if (alertIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(alertFindings)
    .where(inArray(alertFindings.alertId, [...alertIds]))
  return new Map(rows.map(row => [row.alertId, row.finding as Finding])) // written by saveFinding alone
}

async function select(db: Db, where: ReturnType<typeof and>): Promise<readonly AlertRule[]> {
  const rows = await db
    .select({ rule: alertRules, owner: owners.name, maker: makers.name })
    .from(alertRules)
    .leftJoin(owners, eq(owners.id, alertRules.ownerId))
    .leftJoin(makers, eq(makers.id, alertRules.createdBy))
    .where(where)
    .orderBy(asc(alertRules.id))
  return rows.map(({ rule, owner, maker }) => ({
    ...common(rule),
    owner: named(rule.ownerId, owner),
    createdBy: named(rule.createdBy, maker),
  }))
}

function common(rule: typeof alertRules.$inferSelect) {
  const { id, kpiId, place, eachStore, severity, hysteresis, forDays, origin, createdAt, demo } = rule
  // written by rowOf alone
  const parameters = rule.parameters as RuleParameters
  const activeHours = rule.activeHours as ActiveHours | null
  return {
    ...{ id, kpiId, place, eachStore, severity, hysteresis, forDays, origin, createdAt, demo },
    parameters,
    activeHours,
  }
}

function named(id: number | null, name: string | null) {
  return id === null || name === null ? null : { id, name }
}

function rowOf({ owner, by, parameters, activeHours, ...rule }: NewRule) {
  return { ...rule, kind: parameters.kind, parameters, activeHours, ownerId: owner?.id ?? null, createdBy: by }
}
