import { eq, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { alertGroups } from '#src/platform/database/schema/index.ts'

/** Many alerts of one KPI that began in the same look. */
export interface AlertGroup {
  readonly id: number
  readonly kpiId: string
  /** Of the demo company's stores. */
  readonly demo: boolean
  readonly revision: number
  readonly openedAt: Date
}

/** Begins a group. */
export async function createGroup(db: Db, group: Pick<AlertGroup, 'kpiId' | 'demo' | 'openedAt'>): Promise<number> {
  const [row] = await db.insert(alertGroups).values(group).returning({ id: alertGroups.id })
  if (!row) throw new Error('a group that was just written cannot be found')
  return row.id
}

/** Counts a change of a group and locks it until the transaction ends; `null` when there is none. */
export async function touchGroup(db: Db, id: number): Promise<AlertGroup | null> {
  const revision = sql`${alertGroups.revision} + 1`
  const [row] = await db.update(alertGroups).set({ revision }).where(eq(alertGroups.id, id)).returning()
  return row ?? null
}

/** A group by its number; `null` when there is none. */
export async function findGroup(db: Db, id: number): Promise<AlertGroup | null> {
  const [row] = await db.select().from(alertGroups).where(eq(alertGroups.id, id)).limit(1)
  return row ?? null
}
