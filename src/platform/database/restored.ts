import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'
import { deleteSetting, readSetting } from './settings.ts'

/** The setting that stands from a restore until an administrator lets the service speak again. */
export const restoredKey = 'restored'

/** A restore that nobody has released yet. */
export interface RestoredMark {
  /** When it was restored. */
  readonly at: Date
  /** When the backup was made. */
  readonly from: Date
}

/** Whether the data came out of a backup and nothing may be sent or fetched yet; `null`: everything goes its way. */
export async function restoredMark(db: Db): Promise<RestoredMark | null> {
  const value = await readSetting(db, restoredKey)
  if (typeof value !== 'object' || value === null) return null
  const { at, from } = { ...value } as { at?: string; from?: string } // written by the restore
  return { at: new Date(at ?? 0), from: new Date(from ?? 0) }
}

/** Lets the service speak and fetch again. */
export async function clearRestored(db: Db): Promise<void> {
  await deleteSetting(db, restoredKey)
}

/**
 * True in SQL for a row of the outbox that must not go out after a restore: everything but what people asked for since, and
 * the question whether to go on. `d` is the row.
 */
export const isHeldBack = sql`exists (select 1 from settings s where s.key = ${restoredKey}
  and not (d.created_at > (s.value->>'at')::timestamptz
    and d.subject ~ '^(answer/|tell/restored/|sign-in/|link-code/|tell/help/|help/)'))`
