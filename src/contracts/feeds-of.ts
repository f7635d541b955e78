import type { Connector, Feed, FoundStore } from './connector.ts'

/** The feeds that a store has. */
export function feedsOfStore({ feeds }: Connector, store: Pick<FoundStore, 'feeds'>): readonly Feed<unknown>[] {
  return feeds.filter(({ id }) => store.feeds?.includes(id) ?? true)
}

/** Whether a connection is there for a feed: the first one of its connector, or one that says so. */
export function isMainFeed(connector: Connector | undefined, feedId: string): boolean {
  const feeds = connector?.feeds ?? []
  return feeds[0]?.id === feedId || feeds.some(({ id, isMain }) => id === feedId && isMain)
}
