import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** Whom a code stands for, and the only account that may use it; `null`: any. */
export interface LinkCode {
  readonly personId: number
  readonly only: string | null
}

/** Keeps whom a one-time code stands for. The key names the code without telling it. */
export async function putLinkCode(db: Db, key: string, code: LinkCode, now: Date): Promise<void> {
  await db.execute(sql`
    insert into claims (key, at, answer) values (${key}, ${now.toISOString()}::timestamptz, ${JSON.stringify(code)}::jsonb)`)
}

/**
 * Takes a code, so that it never serves again: the person it stands for, `null` for one that is unknown, too old, or
 * another account's.
 */
export async function takeLinkCode(db: Db, key: string, account: string, since: Date): Promise<number | null> {
  const rows = await db.execute(sql`
    delete from claims where key = ${key} and at > ${since.toISOString()}::timestamptz and answer is not null
      and coalesce(answer->>'only', ${account}) = ${account}
    returning answer->>'personId' as person_id`)
  const [row] = rows
  return row ? Number(row.person_id) : null
}
