import { desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { importMappings } from '#src/platform/database/schema/index.ts'

/** A column as it stood in the file that was asked about. */
export interface SampledColumn {
  readonly name: string
  /** A few of its cells. */
  readonly samples: readonly string[]
}

/** What the columns of a kind of file mean; `mapping` is `null` while nobody has said it. */
export interface KnownMapping {
  readonly id: number
  readonly signature: string
  readonly fileName: string
  readonly columns: readonly SampledColumn[]
  readonly kind: 'orders' | 'daily' | null
  readonly mapping: Readonly<Record<string, string | null>> | null
  readonly by: number | null
}

/** What was said or asked about files with these columns; `null`: nothing. */
export async function findMapping(db: Db, signature: string): Promise<KnownMapping | null> {
  const [row] = await db.select().from(importMappings).where(eq(importMappings.signature, signature))
  return row ? mappingOf(row) : null
}

/** What was said or asked under this number; `null`: nothing. */
export async function findMappingById(db: Db, id: number): Promise<KnownMapping | null> {
  const [row] = await db.select().from(importMappings).where(eq(importMappings.id, id))
  return row ? mappingOf(row) : null
}

/** All that people have said, the newest first. */
export async function listMappings(db: Db): Promise<readonly KnownMapping[]> {
  const rows = await db
    .select()
    .from(importMappings)
    .where(isNotNull(importMappings.mapping))
    .orderBy(desc(importMappings.answeredAt))
  return rows.map(mappingOf)
}

/** The file that was asked about last and has no answer yet; of a person, or of the shell and the API (`null`). */
export async function findOpenQuestion(db: Db, by: number | null): Promise<KnownMapping | null> {
  const rows = await db
    .select()
    .from(importMappings)
    .where(isNull(importMappings.mapping))
    .orderBy(desc(importMappings.askedAt), desc(importMappings.id))
    .limit(50)
  const found = rows.find(row => row.by === by) ?? rows[0]
  return found ? mappingOf(found) : null
}

/** Notes that the columns of a file are not understood. */
export async function askMapping(db: Db, asked: Omit<KnownMapping, 'id' | 'mapping'>): Promise<void> {
  await db
    .insert(importMappings)
    .values({ ...asked, mapping: null })
    .onConflictDoUpdate({
      target: importMappings.signature,
      set: { fileName: asked.fileName, columns: asked.columns, by: asked.by, askedAt: sql`now()` },
      setWhere: isNull(importMappings.mapping),
    })
}

/** Keeps what the columns mean, for this file and all like it. */
export async function keepMapping(db: Db, known: Omit<KnownMapping, 'id'>): Promise<void> {
  const { signature, fileName, columns, kind, mapping, by } = known
  await db
    .insert(importMappings)
    .values({ signature, fileName, columns, kind, mapping, by, answeredAt: sql`now()` })
    .onConflictDoUpdate({
      target: importMappings.signature,
      set: { fileName, kind, mapping, by, answeredAt: sql`now()` },
    })
}

/** Forgets what was said. `false`: there was nothing of this number. */
export async function forgetMapping(db: Db, id: number): Promise<boolean> {
  const gone = await db.delete(importMappings).where(eq(importMappings.id, id)).returning({ id: importMappings.id })
  return gone.length > 0
}

function mappingOf(row: typeof importMappings.$inferSelect): KnownMapping {
  return {
    ...row,
    columns: row.columns as readonly SampledColumn[],
    mapping: row.mapping as KnownMapping['mapping'],
  } // written here alone
}
