import type { Connector, Feed } from '#src/contracts/connector.ts'
import { feedsOfStore } from '#src/contracts/feeds-of.ts'
import { earlier, later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { findSource } from '#src/features/ingest/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ConnectedStore, listConnectedStores } from './store/connections.ts'
import { completeThrough, lastGood } from './store/feed-states.ts'
import {
  firstPlannedDay,
  isHistoryOpen,
  lastPlanned,
  latestPull,
  type NewPull,
  planPulls,
  reopenFailed,
} from './store/pulls.ts'

/** 0 first: people wait for today, then for corrections, then for history and its details. */
export const priorities = { tip: 0, restate: 10, replay: 5, backfill: 20, detail: 30 } as const
/** Judgement: once a night, by a margin that never skips one. */
const restateMs = 20 * 3_600_000
/** Judgement: what the marketplace refused for good is asked once a day, the newest days once an hour. */
const reopenMs = 86_400_000
const afterFailedMs = 3_600_000
/** Judgement: days that a nightly look re-reads at most; older changes come with the order's own change. */
export const longestRestate = 60

/** Days in windows of a feed, the newest first. */
export function slices(from: Day, to: Day, days: number): readonly { readonly fromDay: Day; readonly toDay: Day }[] {
  const found: { fromDay: Day; toDay: Day }[] = []
  for (let end = to; end >= from; end = shiftDays(end, -days)) {
    found.push({ fromDay: later(from, shiftDays(end, 1 - days)), toDay: end })
  }
  return found
}

/** Plans the history of a store: newest first, one pull per slice. */
export async function planBackfill(db: Db, connector: Connector, store: ConnectedStore, since: Day, now: Date) {
  for (const feed of feedsOfStore(connector, store.found)) await planHistory(db, feed, store, since, now)
}

/**
 * Plans the part of a store's history that lies before what was planned when it was connected; nothing is asked twice.
 * Answers the day on which history begins now; `null`: it begins where it did.
 */
export async function planEarlier(
  db: Db,
  connector: Connector,
  store: ConnectedStore,
  since: Day,
  now: Date,
): Promise<Day | null> {
  const starts: Day[] = []
  for (const feed of feedsOfStore(connector, store.found)) {
    const first = await firstPlannedDay(db, store.id, feed.id)
    if (first === null || feed.grain === 'snapshot') continue // a new feed is planned by itself
    const from = firstDayOf(feed, store, since, now)
    if (from >= first) continue
    const of = { connectionStoreId: store.id, feed: feed.id, kind: 'backfill', priority: priorities.backfill } as const
    const pulls = slices(from, shiftDays(first, -1), feed.sliceDays).map(slice => ({ ...of, ...slice }))
    await planPulls(db, pulls, now)
    starts.push(from)
  }
  return starts.sort()[0] ?? null
}

/** The first day that a feed is asked for: the marketplace may not tell all that is wished. */
function firstDayOf(feed: Feed<unknown>, { found }: ConnectedStore, since: Day, now: Date): Day {
  const today = localDay(now, found.timeZone)
  const first = feed.historyDays === null ? since : later(since, shiftDays(today, -feed.historyDays))
  return earlier(first, today)
}

async function planHistory(db: Db, feed: Feed<unknown>, store: ConnectedStore, since: Day, now: Date): Promise<void> {
  const today = localDay(now, store.found.timeZone)
  const from = feed.grain === 'snapshot' ? today : firstDayOf(feed, store, since, now)
  const of = { connectionStoreId: store.id, feed: feed.id, kind: 'backfill' } as const
  const pulls = slices(from, today, feed.sliceDays).map((slice, index) => ({
    ...of,
    ...slice,
    priority: index === 0 ? priorities.tip : priorities.backfill, // the newest days of every feed come first
  }))
  await planPulls(db, pulls, now)
}

/** Plans what is due: the newest days of every feed, and at night those that may still change. */
export async function planDue(db: Db, connectors: readonly Connector[], now: Date): Promise<void> {
  await reopenFailed(db, new Date(now.getTime() - reopenMs))
  for (const store of await listConnectedStores(db)) {
    const connector = connectors.find(one => one.id === store.connector)
    for (const feed of connector ? feedsOfStore(connector, store.found) : []) await planFeed(db, feed, store, now)
  }
}

async function planFeed(db: Db, feed: Feed<unknown>, store: ConnectedStore, now: Date): Promise<void> {
  const today = localDay(now, store.found.timeZone)
  const of = { connectionStoreId: store.id, feed: feed.id }
  const begun = await lastPlanned(db, store.id, feed.id, 'backfill')
  if (!begun) {
    const first = await firstPlannedDay(db, store.id) // the feed is newer than the connection
    if (first !== null) await planHistory(db, feed, store, first, now)
  }
  if (feed.detail && begun) await planDetail(db, feed, feed.detail, store, now)
  if (await isTipDue(db, feed, store, now)) {
    const source = await findSource(db, `${store.connector}/${feed.id}`)
    const through = source ? await completeThrough(db, store.storeId, source.id) : null
    const from = feed.grain === 'snapshot' ? today : earlier(shiftDays(today, -1), through ?? today)
    await planPulls(
      db,
      slices(from, today, feed.sliceDays).map(slice => tipOf({ ...of, ...slice })),
      now,
    )
  }
  if (feed.grain === 'snapshot' || feed.finalAfterDays < 2) return
  const last = await lastPlanned(db, store.id, feed.id, 'restate')
  const since = last ?? begun
  if (!since || now.getTime() - since.getTime() < restateMs) return
  const from = shiftDays(today, -Math.min(feed.finalAfterDays, longestRestate))
  const pieces = [...slices(from, shiftDays(today, -2), feed.sliceDays), ...weeklySlices(feed, from, today)]
  await planPulls(
    db,
    pieces.map(slice => ({ ...of, ...slice, kind: 'restate', priority: priorities.restate })),
    now,
  )
}

const dayMs = 86_400_000

/** Windows before a day whose turn it is tonight: each comes up once in seven nights. */
export function weeklySlices(
  { weeklyDays = 0, sliceDays }: Pick<Feed<unknown>, 'weeklyDays' | 'sliceDays'>,
  before: Day,
  today: Day,
): ReturnType<typeof slices> {
  const night = Math.floor(Date.parse(today) / dayMs) % 7
  const older = slices(shiftDays(today, -weeklyDays), shiftDays(before, -1), sliceDays)
  return older.filter((_, index) => index % 7 === night)
}

/** Once for all history, when none of the store waits any more: what is only looked at closely comes last. */
async function planDetail(
  db: Db,
  feed: Feed<unknown>,
  { sliceDays, youngestDays }: NonNullable<Feed<unknown>['detail']>,
  store: ConnectedStore,
  now: Date,
): Promise<void> {
  const first = await firstPlannedDay(db, store.id, feed.id)
  const before = await firstPlannedDay(db, store.id, feed.id, 'detail')
  const newest = shiftDays(localDay(now, store.found.timeZone), -1 - youngestDays)
  const to = before === null ? newest : shiftDays(before, -1)
  if (first === null || first > to || (await isHistoryOpen(db, store.id))) return
  const of = { connectionStoreId: store.id, feed: feed.id, kind: 'detail', priority: priorities.detail } as const
  await planPulls(
    db,
    slices(first, to, sliceDays).map(slice => ({ ...of, ...slice })),
    now,
  )
}

/** One tip at a time; after one that the marketplace refused for good, the next waits for an hour at least. */
async function isTipDue(db: Db, feed: Feed<unknown>, store: ConnectedStore, now: Date): Promise<boolean> {
  const good = await lastGood(db, store.id, feed.id)
  if (good && now.getTime() - good.getTime() < feed.everyMinutes * 60_000) return false
  const latest = await latestPull(db, store.id, feed.id, 'tip')
  if (latest?.state === 'waiting') return false
  const pauseMs = Math.max(feed.everyMinutes * 60_000, afterFailedMs)
  return !(latest?.state === 'failed' && latest.endedAt && now.getTime() - latest.endedAt.getTime() < pauseMs)
}

function tipOf(pull: Omit<NewPull, 'kind' | 'priority'>): NewPull {
  return { ...pull, kind: 'tip', priority: priorities.tip }
}
