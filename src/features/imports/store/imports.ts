import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { SkippedRow } from '#src/domain/import-line.ts'
import type { Db } from '#src/platform/database/db.ts'
import { importFiles, importLines, importReadings, importRows, imports } from '#src/platform/database/schema/index.ts'
import { forgetShared } from '#src/platform/database/shared-reads.ts'

/** A file that was read, as it stands in the database. */
export interface Import {
  readonly id: number
  readonly fileName: string
  readonly contentHash: string
  readonly kind: 'orders' | 'daily'
  readonly state: 'reading' | 'preview' | 'applied' | 'undone' | 'discarded'
  readonly rowsRead: number
  readonly rowsSkipped: number
  /** The first of them. */
  readonly skipped: readonly SkippedRow[]
  readonly mapping: unknown
  /** What the service wants to know later; its own JSON. */
  readonly summary: unknown
  readonly createdBy: number | null
  readonly createdAt: Date
  readonly appliedAt: Date | null
  readonly undoneAt: Date | null
}

/** What is known when reading begins. */
export interface NewImport {
  readonly fileName: string
  readonly contentHash: string
  readonly kind: 'orders' | 'daily'
  readonly mapping: unknown
  readonly createdBy: number | null
  readonly state?: 'preview' | 'reading'
}

/** Begins a preview. */
export async function createImport(db: Db, created: NewImport): Promise<number> {
  const [row] = await db
    .insert(imports)
    .values({ state: 'preview', ...created })
    .returning({ id: imports.id })
  if (!row) throw new Error('A new import came back empty')
  return row.id
}

/** Notes what reading came to. */
export async function describeImport(
  db: Db,
  id: number,
  facts: Pick<Import, 'rowsRead' | 'rowsSkipped' | 'skipped' | 'summary'>,
): Promise<void> {
  await db.update(imports).set(facts).where(eq(imports.id, id))
}

/** A large file was read to its end: now it can be applied. */
export async function describeWhole(db: Db, id: number, facts: Pick<Import, 'contentHash' | 'mapping'>): Promise<void> {
  await db.update(imports).set(facts).where(eq(imports.id, id))
}

/** An import; `null` when there is none. `lock` keeps others from changing it until the transaction ends. */
export async function findImport(db: Db, id: number, lock = false): Promise<Import | null> {
  const query = db.select().from(imports).where(eq(imports.id, id))
  const [row] = lock ? await query.for('update') : await query
  return row ? importOf(row) : null
}

/** The import of the same bytes read in the same way that counts now; `null` when there is none. */
export async function findApplied(db: Db, contentHash: string): Promise<Import | null> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.contentHash, contentHash), eq(imports.state, 'applied')))
    .orderBy(desc(imports.id))
    .limit(1)
  return row ? importOf(row) : null
}

/** Imports that were applied or undone, the newest first. */
export async function listImports(db: Db, limit = 20): Promise<readonly Import[]> {
  const rows = await db
    .select()
    .from(imports)
    .where(sql`${imports.state} in ('applied', 'undone')`)
    .orderBy(desc(imports.id))
    .limit(limit)
  return rows.map(importOf)
}

/** Moves an import on. */
export async function setImportState(db: Db, id: number, state: Import['state'], at: Date): Promise<void> {
  const when = state === 'applied' ? { appliedAt: at } : state === 'undone' ? { undoneAt: at } : {}
  await db
    .update(imports)
    .set({ state, ...when })
    .where(eq(imports.id, id))
}

/** Takes away what was staged for an import. */
export async function dropStaged(db: Db, id: number): Promise<void> {
  await db.delete(importLines).where(eq(importLines.importId, id))
  await db.delete(importRows).where(eq(importRows.importId, id))
}

/** Takes away also the bytes of a file that were kept, and how its reading went. */
export async function dropReading(db: Db, id: number): Promise<void> {
  await db.delete(importFiles).where(eq(importFiles.importId, id))
  await db.delete(importReadings).where(eq(importReadings.importId, id))
}

/** Takes away what a file came to, so that it can be added up once more; its lines stay. */
export async function dropRows(db: Db, id: number): Promise<void> {
  await db.delete(importRows).where(eq(importRows.importId, id))
}

/** Forgets previews that nobody applied. */
export async function discardOldPreviews(db: Db, before: Date): Promise<void> {
  const old = await db
    .update(imports)
    .set({ state: 'discarded' })
    .where(and(inArray(imports.state, ['preview', 'reading']), lt(imports.createdAt, before)))
    .returning({ id: imports.id })
  for (const { id } of old) {
    await dropStaged(db, id)
    await dropReading(db, id)
  }
}

function importOf(row: typeof imports.$inferSelect): Import {
  return { ...row, skipped: row.skipped as readonly SkippedRow[] }
}

/** Takes away stores that hold no figures and that nothing speaks of. @returns their slugs */
export async function removeUnusedStores(tx: Db, slugs: readonly string[]): Promise<readonly string[]> {
  const json = JSON.stringify(slugs)
  const rows = await tx.execute<{ slug: string }>(sql`
    with gone as (
      delete from stores s
      where s.slug in (select jsonb_array_elements_text(${json}::text::jsonb))
        and not exists (select from metric_day t where t.store_id = s.id)
        and not exists (select from targets t where split_part(t.place, '/sku:', 1) = 'store:' || s.slug)
        and not exists (select from notes n where split_part(n.place, '/sku:', 1) = 'store:' || s.slug)
        and not exists (select from alerts a where split_part(a.place, '/sku:', 1) = 'store:' || s.slug)
      returning s.id, s.slug
    ), days as (
      delete from dirty_days d using gone where d.store_id = gone.id
    ), names as (
      delete from skus k using gone where k.store_id = gone.id
    )
    select slug from gone order by slug`)
  forgetShared('stores')
  return rows.map(row => row.slug)
}
