import { sql } from 'drizzle-orm'
import type { KeptSaid } from '#src/contracts/said.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/**
 * A pull of a feed ended well. Old days do not put off the newest: those are looked at by their own time. Answers the kind
 * of the trouble that is over; `null`: there was none.
 */
export async function markGood(
  db: Db,
  of: { readonly connectionStoreId: number; readonly feed: string },
  { cursor, isNewest }: { readonly cursor: unknown; readonly isNewest: boolean },
  now: Date,
): Promise<string | null> {
  const kept = cursor === undefined ? null : JSON.stringify(cursor)
  const [before] = await db.execute(sql`select error_kind from feed_states
    where connection_store_id = ${of.connectionStoreId} and feed = ${of.feed} and error_kind is distinct from ${changedStore}`)
  await db.execute(sql`
    insert into feed_states as f (connection_store_id, feed, cursor, last_ok_at)
    values (${of.connectionStoreId}, ${of.feed}, ${kept}::text::jsonb, ${now.toISOString()}::timestamptz)
    on conflict (connection_store_id, feed) do update set cursor = coalesce(excluded.cursor, f.cursor),
      last_ok_at = case when ${isNewest} then excluded.last_ok_at else coalesce(f.last_ok_at, excluded.last_ok_at) end,
      error_kind = null, error = null, paused_until = null
      where f.error_kind is distinct from ${changedStore}`)
  return typeof before?.error_kind === 'string' ? before.error_kind : null
}

/** A feed cannot go on; others do. Answers whether that is news. */
export async function markBad(
  db: Db,
  of: { readonly connectionStoreId: number; readonly feed: string },
  fault: { readonly kind: string; readonly text: KeptSaid; readonly pausedUntil: Date | null },
): Promise<boolean> {
  const until = fault.pausedUntil?.toISOString() ?? null
  const [before] = await db.execute(sql`select error_kind, error from feed_states
    where connection_store_id = ${of.connectionStoreId} and feed = ${of.feed}`)
  await db.execute(sql`
    insert into feed_states (connection_store_id, feed, error_kind, error, paused_until)
    values (${of.connectionStoreId}, ${of.feed}, ${fault.kind}, ${fault.text}, ${until}::timestamptz)
    on conflict (connection_store_id, feed) do update
      set error_kind = excluded.error_kind, error = excluded.error, paused_until = excluded.paused_until`)
  return before?.error_kind !== fault.kind || sameNews(String(before.error)) !== sameNews(fault.text)
}

/** The same trouble at another place of a list, or with another number of the request, is no news. */
export function sameNews(text: string): string {
  return text.replace(/\d+/g, '#')
}

/**
 * Stops all feeds of a store until they are let go: nothing is written in a unit that the store does not have. Answers
 * whether that is news.
 */
export async function stopStore(db: Db, connectionStoreId: number, text: KeptSaid): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into feed_states as f (connection_store_id, feed, error_kind, error, paused_until)
    select distinct ${connectionStoreId}::int, feed, ${changedStore}, ${text}, '9999-01-01'::timestamptz from pulls
    where connection_store_id = ${connectionStoreId}
    on conflict (connection_store_id, feed) do update
      set error_kind = excluded.error_kind, error = excluded.error, paused_until = excluded.paused_until
      where f.error_kind is distinct from excluded.error_kind or f.error is distinct from excluded.error
    returning 1`)
  return rows.length > 0
}

/** Lets the feeds of a store go on that `stopStore` stopped. */
export async function letStoreGo(db: Db, connectionStoreId: number): Promise<void> {
  await db.execute(sql`update feed_states set error_kind = null, error = null, paused_until = null
    where connection_store_id = ${connectionStoreId} and error_kind = ${changedStore}`)
}

/** Why feeds stand that `stopStore` stopped. */
export const changedStore = 'changed'

/** When a feed last ended well; `null`: never. */
export async function lastGood(db: Db, connectionStoreId: number, feed: string): Promise<Date | null> {
  const [row] = await db.execute(sql`select extract(epoch from last_ok_at) * 1000 as ms from feed_states
    where connection_store_id = ${connectionStoreId} and feed = ${feed}`)
  return row?.ms === null || row?.ms === undefined ? null : new Date(Number(row.ms))
}

/** What a source says of days. */
export async function putCoverage(
  db: Db,
  of: { readonly storeId: number; readonly sourceId: number },
  days: readonly { readonly day: Day; readonly state: 'partial' | 'complete' | 'final' }[],
): Promise<void> {
  if (days.length === 0) return
  await db.execute(sql`
    insert into day_coverage as c (store_id, source_id, day, state, checked_at)
    select ${of.storeId}::int, ${of.sourceId}::int, day::date, state, clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as g(day text, state text)
    on conflict (store_id, source_id, day) do update set checked_at = excluded.checked_at, pruned_at = null,
      state = case when c.state = 'final' then 'final' when c.state = 'complete' and excluded.state = 'partial' then 'complete'
        else excluded.state end`)
}

/** The latest day of which a source says that it is whole; `null`: none. */
export async function completeThrough(db: Db, storeId: number, sourceId: number): Promise<Day | null> {
  const [row] = await db.execute(sql`select max(day)::text as day from day_coverage
    where store_id = ${storeId} and source_id = ${sourceId} and state <> 'partial'`)
  return row?.day === null || row?.day === undefined ? null : String(row.day)
}

/** A feed of a store as people see it. */
export interface FeedRow {
  readonly storeId: number
  readonly connector: string
  readonly connection: string
  readonly feed: string
  readonly through: Day | null
  readonly since: Day | null
  /** Pieces of history: all, those that are there, those that failed for good, and young ones that are not counted yet. */
  readonly planned: number
  readonly done: number
  readonly failed: number
  readonly notCounted: number
  /** Pieces of what comes behind all history: all, and those that ended. */
  readonly detailPlanned: number
  readonly detailDone: number
  /** Pulls of days that somebody asked for again. */
  readonly again: number
  /** Pulls of any kind that wait. */
  readonly waiting: number
  /**
   * Kind of the fault for which the feed stands still; `null`: it does not. Days that the account does not open stop
   * nothing while further pieces of history are asked for.
   */
  readonly stopped: string | null
  /** What the most urgent pull waits for, in words; `null`: for its turn. */
  readonly waitsFor: string | null
  readonly waitsUntil: Date | null
  readonly error: string | null
  /** Changes of orders that are older than the ledger reaches. */
  readonly lateIgnored: number
}

/** Judgement: a marketplace that has not counted days so young yet holds up no history. */
const youngDays = 14

/** Every feed of every connected store. */
export async function listFeedRows(db: Db): Promise<readonly FeedRow[]> {
  const waits = sql`p.state = 'waiting' and p.fault is not null and p.not_before > clock_timestamp()`
  const rows = await db.execute(sql`
    with told as (
      select d.store_id, o.key, max(d.day)::text as through, min(d.day)::text as since from day_coverage d
      join sources o on o.id = d.source_id where d.state <> 'partial' group by d.store_id, o.key
    )
    select s.store_id, s.connector, c.state as connection, p.feed, t.through, t.since,
      count(*) filter (where p.kind = 'backfill') as planned,
      count(*) filter (where p.kind = 'backfill' and p.state in ('done', 'nothing')) as done,
      count(*) filter (where p.kind = 'backfill' and p.state = 'failed') as failed,
      count(*) filter (where p.kind = 'backfill' and p.state = 'waiting' and p.fault = 'not-ready'
        and p.to_day > current_date - ${youngDays}::int) as not_counted,
      count(*) filter (where p.kind = 'detail') as detail_planned,
      count(*) filter (where p.kind = 'detail' and p.state <> 'waiting') as detail_done,
      count(*) filter (where p.kind = 'replay' and p.state = 'waiting') as again,
      count(*) filter (where p.state = 'waiting') as waiting,
      (array_agg(p.error order by p.priority, p.id) filter (where ${waits}))[1] as waits_for,
      extract(epoch from (array_agg(p.not_before order by p.priority, p.id) filter (where ${waits}))[1]) * 1000 as waits_until,
      case when f.paused_until > clock_timestamp() or f.error_kind = 'unavailable' and (f.paused_until is not null
        or count(*) filter (where p.kind = 'backfill' and p.state = 'waiting') = 0) then f.error_kind end as stopped,
      coalesce(f.error, max(p.error) filter (where p.state = 'failed')) as error, coalesce(f.late_ignored, 0) as late_ignored
    from connection_stores s join connections c on c.id = s.connection_id
    join pulls p on p.connection_store_id = s.id
    left join feed_states f on f.connection_store_id = s.id and f.feed = p.feed
    left join told t on t.store_id = s.store_id and t.key = s.connector || '/' || p.feed
    group by s.id, s.store_id, s.connector, c.state, p.feed, t.through, t.since, f.error, f.error_kind, f.paused_until,
      f.late_ignored
    order by s.id, p.feed`)
  return rows.map(feedRow)
}

function feedRow(row: Record<string, unknown>): FeedRow {
  const text = (value: unknown) => (value === null ? null : String(value))
  return {
    storeId: Number(row.store_id),
    connector: String(row.connector),
    connection: String(row.connection),
    feed: String(row.feed),
    through: text(row.through),
    since: text(row.since),
    planned: Number(row.planned),
    done: Number(row.done),
    failed: Number(row.failed),
    notCounted: Number(row.not_counted),
    detailPlanned: Number(row.detail_planned),
    detailDone: Number(row.detail_done),
    again: Number(row.again),
    waiting: Number(row.waiting),
    stopped: text(row.stopped),
    waitsFor: text(row.waits_for),
    waitsUntil: row.waits_until === null ? null : new Date(Number(row.waits_until)),
    error: text(row.error),
    lateIgnored: Number(row.late_ignored),
  }
}
