import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'

/** Where the number of pulls is kept that are no longer there: what is counted for operators never falls. */
const forgottenKey = 'forgotten-pulls'

/** How many pulls of a feed ended in a way. */
export interface EndedPulls {
  readonly connector: string
  readonly feed: string
  readonly outcome: string
  readonly count: number
}

/**
 * Forgets looks at the newest days that ended before a moment, but the latest of each feed: by it is known what comes next.
 * What the history is made of stays. Answers how many are gone.
 */
export async function prunePulls(db: Db, before: Date): Promise<number> {
  return db.transaction(async tx => {
    const rows = await tx.execute(sql`
      with gone as (
        delete from pulls p where p.kind in ('tip', 'restate') and p.state <> 'waiting'
          and p.ended_at < ${before.toISOString()}::timestamptz and exists (select from pulls n
            where n.connection_store_id = p.connection_store_id and n.feed = p.feed and n.kind = p.kind and n.id > p.id)
        returning p.connection_store_id, p.feed, p.state
      )
      select s.connector, g.feed, g.state as outcome, count(*)::int as count
      from gone g join connection_stores s on s.id = g.connection_store_id group by 1, 2, 3`)
    const gone = rows.map(row => endedOf(row))
    if (gone.length > 0) await writeSetting(tx, forgottenKey, addUp([...(await forgottenPulls(tx)), ...gone]))
    return gone.reduce((sum, { count }) => sum + count, 0)
  })
}

/** The pulls that were forgotten so far. */
export async function forgottenPulls(db: Db): Promise<readonly EndedPulls[]> {
  const kept = await readSetting(db, forgottenKey)
  return Array.isArray(kept) ? kept.map(row => endedOf(row as Record<string, unknown>)) : [] // written above
}

/** One count for each feed and outcome. */
export function addUp(all: readonly EndedPulls[]): readonly EndedPulls[] {
  const sums = new Map<string, EndedPulls>()
  for (const { connector, feed, outcome, count } of all) {
    const key = JSON.stringify([connector, feed, outcome])
    sums.set(key, { connector, feed, outcome, count: (sums.get(key)?.count ?? 0) + count })
  }
  return [...sums.values()]
}

function endedOf({ connector, feed, outcome, count }: Readonly<Record<string, unknown>>): EndedPulls {
  return { connector: String(connector), feed: String(feed), outcome: String(outcome), count: Number(count) }
}
