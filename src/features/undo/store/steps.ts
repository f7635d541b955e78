import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { rowChanges, undoSteps } from '#src/platform/database/schema/index.ts'

/** Who carries out which line: what a step is called when it is taken back. */
export interface StepInfo {
  readonly key: string
  readonly personId: number | null
  readonly personName: string
  readonly verb: string
  readonly line: string
  readonly at: Date
  /** The step that is taken back; `null`: none. */
  readonly reverts: number | null
}

/** A line that changed something. */
export interface UndoStep extends Omit<StepInfo, 'key'> {
  readonly id: number
  /** When it was taken back; `null`: it stands. */
  readonly undoneAt: Date | null
}

/** A row before and after a step, as PostgreSQL writes rows in JSON; `null`: it did not exist. */
export interface RowChange {
  readonly id: number
  readonly table: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** Has the triggers keep what this transaction changes. */
export async function beginStep(tx: Db, step: StepInfo): Promise<void> {
  await tx.execute(sql`select set_config('linkstar.step', ${JSON.stringify(step)}, true)`)
}

/** The number of the step with a key; `null` when nothing was changed. */
export async function stepNumber(db: Db, key: string): Promise<number | null> {
  const [row] = await db.select({ id: undoSteps.id }).from(undoSteps).where(eq(undoSteps.key, key))
  return row?.id ?? null
}

/** A step by its number, locked until the transaction ends; `null` when there is none. */
export async function lockStep(tx: Db, id: number): Promise<UndoStep | null> {
  const [row] = await tx.select().from(undoSteps).where(eq(undoSteps.id, id)).for('update')
  return row ? stepOf(row) : null
}

/** The latest steps that stand, newest first; of one person (`null`: the shell), or of everybody. */
export async function listSteps(
  db: Db,
  query: { readonly personId?: number | null; readonly limit: number },
): Promise<readonly UndoStep[]> {
  const whose =
    query.personId === undefined ? undefined : sql`${undoSteps.personId} is not distinct from ${query.personId}`
  const rows = await db
    .select()
    .from(undoSteps)
    .where(and(isNull(undoSteps.undoneAt), isNull(undoSteps.reverts), whose))
    .orderBy(desc(undoSteps.id))
    .limit(query.limit)
  return rows.map(stepOf)
}

/** What a step changed, the last change first. */
export async function changesOf(db: Db, stepId: number): Promise<readonly RowChange[]> {
  const rows = await db.select().from(rowChanges).where(eq(rowChanges.stepId, stepId)).orderBy(desc(rowChanges.id))
  return rows.map(({ id, tableName, before, after }) => ({
    id,
    table: tableName,
    before: before as RowChange['before'], // `to_jsonb` of a row is an object
    after: after as RowChange['after'],
  }))
}

/** The first later step that stands and changed a row with the same identity; `null` when nobody did. */
export async function findLaterStep(
  db: Db,
  stepId: number,
  table: string,
  identity: Readonly<Record<string, unknown>>,
): Promise<UndoStep | null> {
  const same = JSON.stringify(identity)
  const [row] = await db
    .select({ step: undoSteps })
    .from(rowChanges)
    .innerJoin(undoSteps, eq(undoSteps.id, rowChanges.stepId))
    .where(
      and(
        gt(rowChanges.stepId, stepId),
        eq(rowChanges.tableName, table),
        isNull(undoSteps.undoneAt),
        isNull(undoSteps.reverts),
        sql`coalesce(${rowChanges.after}, ${rowChanges.before}) @> ${same}::text::jsonb`,
      ),
    )
    .orderBy(rowChanges.id)
    .limit(1)
  return row ? stepOf(row.step) : null
}

/** Marks steps as taken back, or (`at` is `null`) as standing again. */
export async function markUndone(tx: Db, ids: readonly number[], at: Date | null): Promise<void> {
  await tx
    .update(undoSteps)
    .set({ undoneAt: at })
    .where(inArray(undoSteps.id, [...ids]))
}

/** Forgets steps from before an instant. Returns how many. */
export async function pruneSteps(db: Db, before: Date): Promise<number> {
  const gone = await db.delete(undoSteps).where(lt(undoSteps.at, before)).returning({ id: undoSteps.id })
  return gone.length
}

function stepOf({ key: _key, ...step }: typeof undoSteps.$inferSelect): UndoStep {
  return step
}
