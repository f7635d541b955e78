import { and, asc, eq } from 'drizzle-orm'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'
import { procedures } from '#src/platform/database/schema/index.ts'

/** Where it is written how a KPI is worked on. */
export interface Procedure {
  readonly id: number
  readonly kpiId: string
  readonly place: PlaceKey
  readonly title: string
  /** http or https. */
  readonly url: string
}

/** All procedures of the company or the demo, by KPI and place. */
export async function listProcedures(db: Db, demo: boolean): Promise<readonly Procedure[]> {
  return db
    .select({
      id: procedures.id,
      kpiId: procedures.kpiId,
      place: procedures.place,
      title: procedures.title,
      url: procedures.url,
    })
    .from(procedures)
    .where(eq(procedures.demo, demo))
    .orderBy(asc(procedures.kpiId), asc(procedures.place))
}

/** Keeps a procedure; one of the same KPI and place gives way to it. */
export async function setProcedure(
  db: Db,
  made: Omit<Procedure, 'id'> & { readonly demo: boolean; readonly setBy: number | null },
): Promise<void> {
  await db
    .insert(procedures)
    .values(made)
    .onConflictDoUpdate({
      target: [procedures.kpiId, procedures.place, procedures.demo],
      set: { title: made.title, url: made.url, setBy: made.setBy },
    })
}

/** Takes a procedure away. Returns whether there was one. */
export async function removeProcedure(db: Db, kpiId: string, place: PlaceKey, demo: boolean): Promise<boolean> {
  const rows = await db
    .delete(procedures)
    .where(and(eq(procedures.kpiId, kpiId), eq(procedures.place, place), eq(procedures.demo, demo)))
    .returning({ id: procedures.id })
  return rows.length > 0
}
