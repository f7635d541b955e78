import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { ratingPlans } from '#src/platform/database/schema/index.ts'

/** How often people are asked. */
export type Every = 'week' | 'month' | 'quarter'

/** Who rates which soft KPI of which store, and how often. */
export interface RatingPlan {
  readonly id: number
  readonly kpiId: string
  readonly storeId: number
  /** Empty: the whole store. */
  readonly sku: string
  /** People in the order in which they take turns. */
  readonly panel: readonly number[]
  /** So many rate in a round. */
  readonly perRound: number
  /** Test orders or photos that each rater looks at. */
  readonly checks: number
  readonly every: Every
  /** Who made it and is told what came of it; `null`: nobody any more. */
  readonly createdBy: number | null
}

/** The plans that run, oldest first. */
export async function listPlans(db: Db): Promise<readonly RatingPlan[]> {
  const rows = await db.select().from(ratingPlans).where(isNull(ratingPlans.endedAt)).orderBy(asc(ratingPlans.id))
  return rows.map(planOf)
}

/** The running plan of a KPI at a store or SKU; `null`: there is none. */
export async function findPlan(
  db: Db,
  { kpiId, storeId, sku }: Pick<RatingPlan, 'kpiId' | 'storeId' | 'sku'>,
): Promise<RatingPlan | null> {
  const here = and(eq(ratingPlans.kpiId, kpiId), eq(ratingPlans.storeId, storeId), eq(ratingPlans.sku, sku))
  const [row] = await db
    .select()
    .from(ratingPlans)
    .where(and(here, isNull(ratingPlans.endedAt)))
    .for('update')
  return row ? planOf(row) : null
}

/** The plan with a number, ended or not; `null`: there is none. */
export async function findPlanById(db: Db, id: number): Promise<RatingPlan | null> {
  const [row] = await db.select().from(ratingPlans).where(eq(ratingPlans.id, id))
  return row ? planOf(row) : null
}

/** Makes a plan, or changes the running one of the same KPI and store. Returns its number. */
export async function setPlan(db: Db, plan: Omit<RatingPlan, 'id'>, at: Date): Promise<number> {
  const standing = await findPlan(db, plan)
  const panel = [...plan.panel]
  if (standing) {
    const { perRound, checks, every } = plan
    await db.update(ratingPlans).set({ panel, perRound, checks, every }).where(eq(ratingPlans.id, standing.id))
    return standing.id
  }
  const [row] = await db
    .insert(ratingPlans)
    .values({ ...plan, panel, createdAt: at })
    .returning({ id: ratingPlans.id })
  if (!row) throw new Error('A new rating plan came back empty')
  return row.id
}

/** Ends a plan: nobody is asked any more. */
export async function endPlan(db: Db, id: number, at: Date): Promise<void> {
  await db.update(ratingPlans).set({ endedAt: at }).where(eq(ratingPlans.id, id))
}

function planOf({ createdAt: _, endedAt: __, ...plan }: typeof ratingPlans.$inferSelect): RatingPlan {
  return plan
}
