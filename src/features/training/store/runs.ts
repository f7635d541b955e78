import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { drillRuns, people } from '#src/platform/database/schema/index.ts'

/** What became of the steps: their numbers, counted from 0. */
export type StepsDone = Readonly<Record<string, { readonly state: 'done' | 'skipped'; readonly at: string }>>

/** A drill that somebody began. */
export interface Run {
  readonly id: number
  readonly personId: number
  readonly drill: string
  readonly state: 'running' | 'finished' | 'stopped'
  readonly startedAt: Date
  readonly lastAt: Date
  readonly endedAt: Date | null
  readonly spentSeconds: number
  readonly hints: number
  readonly steps: StepsDone
}

type Row = typeof drillRuns.$inferSelect

function runOf(row: Row): Run {
  return { ...row, steps: row.steps as StepsDone } // only `saveRun` and `addRun` fill the column
}

/** The drill that somebody is in; `null`: none. */
export async function runningOf(db: Db, personId: number): Promise<Run | null> {
  const [row] = await db
    .select()
    .from(drillRuns)
    .where(and(eq(drillRuns.personId, personId), eq(drillRuns.state, 'running')))
  return row ? runOf(row) : null
}

/** Begins a drill; `null` when the person is in one already. */
export async function addRun(db: Db, personId: number, drill: string, now: Date): Promise<Run | null> {
  const [row] = await db
    .insert(drillRuns)
    .values({ personId, drill, state: 'running', startedAt: now, lastAt: now, steps: {} })
    .onConflictDoNothing()
    .returning()
  return row ? runOf(row) : null
}

/** Keeps how far a drill is. */
export async function saveRun(db: Db, { id, ...run }: Run): Promise<void> {
  await db.update(drillRuns).set(run).where(eq(drillRuns.id, id))
}

/** What people practised, the latest first. */
export async function listRuns(
  db: Db,
  personIds: readonly number[],
): Promise<readonly (Run & { readonly name: string })[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .select({ run: drillRuns, name: people.name })
    .from(drillRuns)
    .innerJoin(people, eq(people.id, drillRuns.personId))
    .where(inArray(drillRuns.personId, [...personIds]))
    .orderBy(desc(drillRuns.id))
    .limit(500)
  return rows.map(({ run, name }) => ({ ...runOf(run), name }))
}

/** Drills that nobody was at since an instant and that still run. */
export async function listIdle(db: Db, before: Date): Promise<readonly Run[]> {
  const rows = await db
    .select()
    .from(drillRuns)
    .where(and(eq(drillRuns.state, 'running'), lt(drillRuns.lastAt, before)))
  return rows.map(runOf)
}

/** Takes the training record of a person away; answers how many drills stood in it. */
export async function deleteRuns(db: Db, personId: number): Promise<number> {
  const gone = await db.delete(drillRuns).where(eq(drillRuns.personId, personId)).returning({ id: drillRuns.id })
  return gone.length
}

/** Lets only one line of a person begin or end a drill at a time, until the transaction ends. */
export async function lockRuns(tx: Db, personId: number): Promise<void> {
  await tx.execute(sql`select 1 from people where id = ${personId} for update`)
}
