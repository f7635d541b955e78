import { like, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { sources } from '#src/platform/database/schema/index.ts'

/** When programs last pushed anything, as text to be compared; `null`: never. */
export async function lastPush(db: Db): Promise<string | null> {
  const last = sql<string | null>`string_agg(${sources.lastSeenAt}::text, ' ' order by ${sources.id})`
  const [row] = await db.select({ last }).from(sources).where(like(sources.key, 'push/%'))
  return row?.last ?? null
}
