import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { rawAnswers } from '#src/platform/database/schema/index.ts'

/** An answer as it is kept. */
export interface RawAnswer {
  readonly url: string
  readonly status: number
  readonly body: Uint8Array
}

/** Keeps answers of a pull. */
export async function keepAnswers(db: Db, pullId: number, answers: readonly RawAnswer[]): Promise<void> {
  if (answers.length > 0) await db.insert(rawAnswers).values(answers.map(answer => ({ ...answer, pullId })))
}

/** Forgets answers and ended pulls that are older. */
export async function pruneAnswers(db: Db, before: Date): Promise<number> {
  const at = before.toISOString()
  const rows = await db.execute(sql`delete from raw_answers where at < ${at}::timestamptz returning id`)
  return rows.length
}
