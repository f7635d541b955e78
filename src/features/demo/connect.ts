import { keepSaid, says } from '#src/contracts/said.ts'
import { later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { OpenedStore } from './company.ts'
import { demoDays } from './facts.ts'
import { demoMarket, foundStore } from './market.ts'
import { type DemoFeed, type DemoPiece, writeConnections } from './store/connections.ts'

/** The shop whose grant has ended. */
const expired = 'ebay'
/** The shop of which a list answered something else than before, until it is asked again. */
const drifted = { slug: 'shopify', feed: 'demo-visits', field: 'sessions.total' }
/** The shop that was connected last: its history is still being fetched. */
const young = { slug: 'tiktok', whole: 0.6 }
/** Judgement: the demo's drift stands until somebody asks again. */
const neverMs = 10 * 365 * 86_400_000

/** Judgement: history comes piece by piece, so that somebody who looks within the hour sees it grow. */
const pieceMs = 5 * 60_000

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
    pieces: timed(pieces, done, now),
    since: pieces[done - 1]?.fromDay ?? first,
    through: store.slug === expired ? shiftDays(today, -6) : shiftDays(today, isDrifted ? -3 : -1),
    fault: faultOf(store.slug, isDrifted, now),
  }
}

function faultOf(slug: string, isDrifted: boolean, now: Date): DemoFeed['fault'] {
  if (slug === expired) {
    return { kind: 'authorisation', text: keepSaid(says('demoGrantEnded')), pausedUntil: null }
  }
  if (!isDrifted) return null
  const text = keepSaid(says('demoDrift', { path: drifted.field }))
  return { kind: 'drift', text, pausedUntil: new Date(now.getTime() + neverMs) }
}

/** Pieces that come one after the other: so many until now, the others from now on. */
function timed(pieces: readonly Piece[], done: number, now: Date): readonly DemoPiece[] {
  const asked = new Date(now.getTime() - done * pieceMs)
  return pieces.map((piece, index) => {
    const at = new Date(asked.getTime() + (index + 1) * pieceMs)
    return { ...piece, askedAt: asked.toISOString(), at: at.toISOString(), done: index < done }
  })
}

interface Piece {
  readonly fromDay: string
  readonly toDay: string
}

/** Windows of history, the newest first. */
function piecesOf(from: string, to: string, days: number): readonly Piece[] {
  const pieces: Piece[] = []
  for (let end = to; end >= from; end = shiftDays(end, -days)) {
    pieces.push({ fromDay: later(from, shiftDays(end, 1 - days)), toDay: end })
  }
  return pieces
}
