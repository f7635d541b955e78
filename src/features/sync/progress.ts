import { isMainFeed } from '#src/contracts/feeds-of.ts'
import type { SyncParts } from './context.ts'
import { type FeedRow, listFeedRows } from './store/feed-states.ts'

/**
 * How far the history of a feed is. `whole`: all there, as far as the marketplace has counted; `unavailable`: this
 * account does not have it, or a permission is missing; `stopped`: only a person or another day puts it right;
 * `going`: under way.
 */
export interface FeedProgress extends FeedRow {
  readonly history: 'whole' | 'unavailable' | 'stopped' | 'going'
  /** What the connection is there for: without it nothing is complete. */
  readonly main: boolean
}

/** All feeds of all connected stores and how far they are. */
export async function feedsOf({
  db,
  connectors,
}: Pick<SyncParts, 'db' | 'connectors'>): Promise<readonly FeedProgress[]> {
  return (await listFeedRows(db)).map(row => ({
    ...row,
    history: historyOf(row),
    main: isMainFeed(
      connectors.find(one => one.id === row.connector),
      row.feed,
    ),
  }))
}

/** The same without shops that are only simulated: what one waits for. */
export async function realFeedsOf(parts: Pick<SyncParts, 'db' | 'connectors'>): Promise<readonly FeedProgress[]> {
  const simulated = new Set(parts.connectors.filter(one => one.simulated).map(one => one.id))
  return (await feedsOf(parts)).filter(feed => !simulated.has(feed.connector))
}

function historyOf(row: FeedRow): FeedProgress['history'] {
  if (row.connection !== 'active') return 'stopped'
  if (row.done + row.notCounted >= row.planned && (row.again === 0 || row.stopped !== null)) return 'whole'
  if (row.stopped === 'scope' || row.stopped === 'unavailable') return 'unavailable'
  if (row.stopped !== null) return 'stopped'
  return row.done + row.failed + row.notCounted >= row.planned && row.again === 0 ? 'stopped' : 'going'
}

/** Whether waiting makes sense. */
export function mayGoOn({ history }: FeedProgress): boolean {
  return history === 'going'
}

/** Whether all history is there that these accounts can have. */
export function isWholeHistory(feeds: readonly FeedProgress[]): boolean {
  return (
    feeds.length > 0 && feeds.every(({ history, main }) => history === 'whole' || (history === 'unavailable' && !main))
  )
}
