import type { Connector } from '#src/contracts/connector.ts'
import { readSaid } from '#src/contracts/said.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { FeedLine } from './cards/sync-card.ts'
import { type FeedProgress, feedsOf } from './progress.ts'
import { listHeld } from './store/held-days.ts'

/** How fresh every feed is; of the stores named, or of all. */
export async function feedLines(
  db: Db,
  storeIds: ReadonlySet<number> | null,
  connectors: readonly Connector[] = [],
): Promise<readonly FeedLine[]> {
  return linesOf(db, await feedsOf({ db, connectors }), storeIds)
}

/** Feeds as people see them. */
export async function linesOf(
  db: Db,
  feeds: readonly FeedProgress[],
  storeIds: ReadonlySet<number> | null = null,
): Promise<readonly FeedLine[]> {
  const stores = new Map((await listStores(db)).map(store => [store.id, store]))
  const held = await listHeld(db)
  return feeds
    .filter(feed => storeIds === null || storeIds.has(feed.storeId))
    .map(feed => ({
      ...namesOf(stores.get(feed.storeId), feed.connector),
      feed: feed.feed,
      through: feed.through,
      since: feed.since,
      percent: feed.planned === 0 ? 100 : Math.floor((100 * feed.done) / feed.planned),
      needsConsent: feed.connection === 'needs_consent',
      paused: feed.connection === 'paused',
      unavailable: feed.history === 'unavailable' || feed.stopped === 'unavailable',
      lacksPermission: feed.stopped === 'scope',
      waits: feed.waitsFor === null ? null : { why: readSaid(feed.waitsFor), until: feed.waitsUntil },
      error: feed.error === null ? null : readSaid(feed.error),
      held: held.filter(one => one.storeId === feed.storeId && one.source === `${feed.connector}/${feed.feed}`),
      lateIgnored: feed.lateIgnored,
    }))
}

function namesOf(store: StoredStore | undefined, connector: string) {
  return store ? { store: store.name, slug: store.slug } : { store: connector }
}
