import { and, asc, eq, sql } from 'drizzle-orm'
import { ReportSpec } from '#src/features/exports/report-spec.ts'
import type { Db } from '#src/platform/database/db.ts'
import { people, savedReports } from '#src/platform/database/schema/index.ts'

/** A report that somebody named. */
export interface SavedReport {
  readonly id: number
  readonly name: string
  readonly spec: ReportSpec
  readonly createdBy: number | null
  readonly creatorName: string | null
}

/** Keeps a report under a name; one of the same name is replaced. Answers whether it is new. */
export async function saveReport(
  db: Db,
  report: { readonly name: string; readonly spec: ReportSpec; readonly by: number | null; readonly demo: boolean },
  now: Date,
): Promise<boolean> {
  const { name, spec, by, demo } = report
  const known = await findReport(db, name, demo)
  if (known) {
    await db.update(savedReports).set({ name, spec }).where(eq(savedReports.id, known.id))
    return false
  }
  await db.insert(savedReports).values({ name, spec, createdBy: by, createdAt: now, demo })
  return true
}

/** The report with a name, however it is capitalised; `null` when there is none. */
export async function findReport(db: Db, name: string, demo: boolean): Promise<SavedReport | null> {
  const [found] = await select(db, and(eq(savedReports.demo, demo), sql`lower(${savedReports.name}) = lower(${name})`))
  return found ?? null
}

/** All reports by name. */
export async function listReports(db: Db, demo: boolean): Promise<readonly SavedReport[]> {
  return select(db, eq(savedReports.demo, demo))
}

/** Takes a report away; `false` when there was none. */
export async function removeReport(db: Db, id: number): Promise<boolean> {
  const gone = await db.delete(savedReports).where(eq(savedReports.id, id)).returning({ id: savedReports.id })
  return gone.length > 0
}

async function select(db: Db, where: ReturnType<typeof and>): Promise<readonly SavedReport[]> {
  const rows = await db
    .select({ report: savedReports, creatorName: people.name })
    .from(savedReports)
    .leftJoin(people, eq(people.id, savedReports.createdBy))
    .where(where)
    .orderBy(asc(sql`lower(${savedReports.name})`))
  return rows.map(({ report: { id, name, spec, createdBy }, creatorName }) => ({
    id,
    name,
    spec: ReportSpec.parse(spec),
    createdBy,
    creatorName,
  }))
}
