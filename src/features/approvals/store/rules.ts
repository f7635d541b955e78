import { and, asc, eq, isNull } from 'drizzle-orm'
import { type ApprovalRule, type ApprovalStep, approvalSteps } from '#src/domain/approvals/approval-rule.ts'
import type { Db } from '#src/platform/database/db.ts'
import { approvalRules } from '#src/platform/database/schema/index.ts'

/** All rules of the demo company, or of the real one. */
export async function listRules(db: Db, demo: boolean): Promise<readonly ApprovalRule[]> {
  const rows = await db.select().from(approvalRules).where(eq(approvalRules.demo, demo)).orderBy(asc(approvalRules.id))
  return rows.map(({ id, place, kpiId, fromChange, steps }) => {
    return { id, place, kpiId, fromChange, steps: steps.filter(isStep) }
  })
}

function isStep(word: string): word is ApprovalStep {
  return approvalSteps.some(step => step === word)
}

/** Stores a rule; one of the same place, KPI and size is replaced. */
export async function setRule(
  db: Db,
  rule: Omit<ApprovalRule, 'id'> & { readonly demo: boolean; readonly by: number | null },
): Promise<void> {
  const { by, steps, ...fields } = rule
  await db.delete(approvalRules).where(and(same(rule), eq(approvalRules.fromChange, rule.fromChange)))
  await db.insert(approvalRules).values({ ...fields, steps: [...steps], setBy: by })
}

/** Takes the rules of a place and KPI away; answers how many there were. */
export async function removeRules(
  db: Db,
  rule: Pick<ApprovalRule, 'place' | 'kpiId'> & { readonly demo: boolean },
): Promise<number> {
  return (await db.delete(approvalRules).where(same(rule)).returning({ id: approvalRules.id })).length
}

function same({ place, kpiId, demo }: Pick<ApprovalRule, 'place' | 'kpiId'> & { readonly demo: boolean }) {
  const kpi = kpiId === null ? isNull(approvalRules.kpiId) : eq(approvalRules.kpiId, kpiId)
  return and(eq(approvalRules.place, place), kpi, eq(approvalRules.demo, demo))
}
