import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/**
 * Keeps a change that no trigger sees, so that the line which made it can be taken back. Outside of such a line nothing
 * happens.
 */
export async function keepChange(tx: Db, name: string, before: unknown, after: unknown): Promise<void> {
  await tx.execute(
    sql`select keep_change(${name}, ${JSON.stringify(before)}::text::jsonb, ${JSON.stringify(after)}::text::jsonb)`,
  )
}
