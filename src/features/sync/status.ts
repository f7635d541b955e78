import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { FeedLine } from './cards/sync-card.ts'
import { listFeedRows } from './store/feed-states.ts'

/** How fresh every feed is; of the stores named, or of all. */
export async function feedLines(db: Db, storeIds: ReadonlySet<number> | null): Promise<readonly FeedLine[]> {
  const names = new Map((await listStores(db)).map(store => [store.id, store.name]))
  const rows = (await listFeedRows(db)).filter(row => storeIds === null || storeIds.has(row.storeId))
  return rows.map(row => ({
    store: names.get(row.storeId) ?? row.connector,
    feed: row.feed,
    through: row.through,
    since: row.since,
    percent: row.planned === 0 ? 100 : Math.floor((100 * row.done) / row.planned),
    needsConsent: row.connection === 'needs_consent',
    paused: row.connection === 'paused',
    error: row.error,
  }))
}
