import { keepSaid, says } from '#src/contracts/said.ts'
import { later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { OpenedStore } from './company.ts'
import { demoDays } from './facts.ts'
import { demoMarket, foundStore } from './market.ts'
import { type DemoFeed, writeConnections } from './store/connections.ts'

/** The shop whose grant has ended. */
const expired = 'ebay'
/** The shop of which a list answered something else than before, until it is asked again. */
const drifted = { slug: 'shopify', feed: 'demo-visits', field: 'sessions.total' }
/** The shop that was connected last: its history is still being fetched. */
const young = { slug: 'tiktok', whole: 0.6 }
/** Judgement: the demo's drift stands until somebody asks again. */
const neverMs = 10 * 365 * 86_400_000

/** The word and the day by which the market tells the same figures as the demo. */
export interface Anchor {
  readonly now: Date
  readonly seed: string
  readonly today: string
}

/** Connects the demo's stores to the simulated marketplace, as they would look after some weeks. */
export async function connectStores(db: Db, stores: readonly OpenedStore[], anchor: Anchor): Promise<void> {
  const { now } = anchor
  const feeds = stores.flatMap(standing => demoMarket.feeds.map(feed => feedOf(standing, feed, anchor)))
  await writeConnections(db, feeds, now)
}

function feedOf({ store, id }: OpenedStore, feed: (typeof demoMarket.feeds)[number], anchor: Anchor): DemoFeed {
  const { now, seed } = anchor
  const today = localDay(now, store.timeZone)
  const first = shiftDays(today, 1 - demoDays)
  const pieces = piecesOf(first, today, feed.sliceDays)
  const done = store.slug === young.slug ? Math.ceil(pieces.length * young.whole) : pieces.length
  const isDrifted = store.slug === drifted.slug && feed.id === drifted.feed
  return {
    connector: demoMarket.id,
    storeId: id,
    found: { ...foundStore(store), extra: { slug: store.slug, seed, today: anchor.today } },
    isExpired: store.slug === expired,
    feed: feed.id,
    source: `${demoMarket.label.en}: ${feed.label.en}`,
    pieces: pieces.map((piece, index) => ({ ...piece, done: index < done })),
    since: pieces[done - 1]?.fromDay ?? first,
    through: store.slug === expired ? shiftDays(today, -6) : shiftDays(today, isDrifted ? -3 : -1),
    fault: faultOf(store.slug, isDrifted, now),
  }
}

function faultOf(slug: string, isDrifted: boolean, now: Date): DemoFeed['fault'] {
  if (slug === expired) {
    return { kind: 'authorisation', text: 'Demo: the grant of this shop has ended', pausedUntil: null }
  }
  if (!isDrifted) return null
  const text = keepSaid(says('demoDrift', { path: drifted.field }))
  return { kind: 'drift', text, pausedUntil: new Date(now.getTime() + neverMs) }
}

/** Windows of history, the newest first. */
function piecesOf(from: string, to: string, days: number) {
  const pieces: { fromDay: string; toDay: string }[] = []
  for (let end = to; end >= from; end = shiftDays(end, -days)) {
    pieces.push({ fromDay: later(from, shiftDays(end, 1 - days)), toDay: end })
  }
  return pieces
}
