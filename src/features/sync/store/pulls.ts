import { type SQL, sql } from 'drizzle-orm'
import type { PullKind } from '#src/contracts/connector.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Trail } from '#src/features/sync/circle.ts'
import type { Db } from '#src/platform/database/db.ts'
import { pulls } from '#src/platform/database/schema/index.ts'
import { storableJson } from '#src/platform/database/storable.ts'
import { changedStore } from './feed-states.ts'

/** Days of a feed to be asked for. */
export interface NewPull {
  readonly connectionStoreId: number
  readonly feed: string
  readonly fromDay: Day
  readonly toDay: Day
  readonly kind: Exclude<PullKind, 'dry'>
  /** 0 first. */
  readonly priority: number
}

/** A pull that this process may take one step of. */
export interface ClaimedPull extends NewPull {
  readonly id: number
  readonly step: unknown
  readonly trail: Trail | null
  readonly cursor: unknown
  readonly claims: number
  readonly failures: number
  /** Why the step before did not end well; `null`: it did. */
  readonly fault: string | null
}

/** A step ends within 25 s; a process that died is taken over after this. */
const leaseSeconds = 30
/** Judgement: for so long writing a result may take. */
const writeSeconds = 90
/** Judgement: while the newest days wait for a call for so long at most, history takes none. */
const yieldSeconds = 20

/** Judgement: of a marketplace that does not answer, so many pulls are tried again at a time; other work has the rest. */
const triedAgainAtOnce = 2

/** Plans pulls; one that is open already stays as it is. */
export async function planPulls(db: Db, list: readonly NewPull[], now: Date): Promise<void> {
  if (list.length === 0) return
  await db
    .insert(pulls)
    .values(list.map(pull => ({ ...pull, state: 'waiting' as const, createdAt: now })))
    .onConflictDoNothing()
}

/**
 * Takes the next pull that is due; `null` when there is none. One of a feed of a store runs at a time, and nothing takes
 * the calls away for which more urgent pulls of the grant wait. Of equally urgent ones orders go first, whichever store
 * they are of, and reviews last: some marketplaces list those by product, a call for each.
 */
export async function claimPull(db: Db): Promise<ClaimedPull | null> {
  // one statement with the choice in front: inside of the update a plan may choose anew for each row, and lease them all
  const [row] = await db.execute(sql`
    with due as materialized (
      select w.id, f.cursor from pulls w
      join connection_stores s on s.id = w.connection_store_id
      join connections c on c.id = s.connection_id and c.state = 'active'
      left join feed_states f on f.connection_store_id = w.connection_store_id and f.feed = w.feed
      where w.state = 'waiting' and coalesce(w.not_before, '-infinity') <= clock_timestamp()
        and coalesce(w.lease_until, '-infinity') < clock_timestamp()
        and coalesce(f.paused_until, '-infinity') <= clock_timestamp()
        and not exists (select from pulls o where o.connection_store_id = w.connection_store_id and o.feed = w.feed
          and o.state = 'waiting' and o.lease_until > clock_timestamp())
        and not exists (select from pulls o join connection_stores os on os.id = o.connection_store_id
          where os.connection_id = s.connection_id and o.state = 'waiting' and o.priority < w.priority
            and o.fault = 'throttled' and o.not_before > clock_timestamp()
            and o.not_before < clock_timestamp() + ${yieldSeconds}::int * interval '1 second')
        and (w.fault is distinct from 'transient' or (select count(*) from pulls o
          join connection_stores os on os.id = o.connection_store_id where os.connector = s.connector
            and o.state = 'waiting' and o.lease_until > clock_timestamp()) < ${triedAgainAtOnce}::int)
      order by w.priority, case w.feed when 'orders' then 0 when 'reviews' then 2 else 1 end, w.id limit 1 for update of w skip locked
    )
    update pulls p set lease_until = clock_timestamp() + ${leaseSeconds}::int * interval '1 second', claims = p.claims + 1
    from due where p.id = due.id
    returning p.id, p.connection_store_id, p.feed, p.from_day::text as from_day, p.to_day::text as to_day, p.kind,
      p.priority, p.step, p.trail, p.claims, p.failures, p.fault, due.cursor`)
  if (!row) return null
  return {
    id: Number(row.id),
    connectionStoreId: Number(row.connection_store_id),
    feed: String(row.feed),
    fromDay: String(row.from_day),
    toDay: String(row.to_day),
    kind: row.kind as ClaimedPull['kind'], // an enum of the schema
    priority: Number(row.priority),
    step: row.step,
    trail: row.trail as Trail | null, // written by `changePull`
    cursor: row.cursor,
    claims: Number(row.claims),
    failures: Number(row.failures),
    fault: row.fault === null ? null : String(row.fault),
  }
}

/** Notes how far a step got. @throws Error when another process took the pull over. */
export async function keepStep(db: Db, pull: ClaimedPull, step: unknown): Promise<void> {
  const rows = await db.execute(sql`update pulls set step = ${storableJson(step)}::text::jsonb
    where id = ${pull.id} and claims = ${pull.claims} and state = 'waiting' returning id`)
  if (rows.length === 0) throw new Error(takenOver)
}

/** Holds a pull while its result is written. @throws Error when another process took it over. */
export async function holdPull(db: Db, pull: ClaimedPull): Promise<void> {
  const rows = await db.execute(sql`
    update pulls set lease_until = clock_timestamp() + ${writeSeconds}::int * interval '1 second'
    where id = ${pull.id} and claims = ${pull.claims} and state = 'waiting' returning id`)
  if (rows.length === 0) throw new Error(takenOver)
}

/** How a pull stands after a step. */
export interface PullChange {
  readonly state: 'waiting' | 'done' | 'nothing' | 'failed'
  readonly step?: unknown
  readonly trail?: Trail | null
  readonly notBefore?: Date | null
  /** Counts as one more failure in a row; `same`: as neither failure nor success. */
  readonly failed?: boolean | 'same'
  /** Kind of the fault that made it wait. */
  readonly fault?: string | null
  readonly error?: string | null
}

/** What a step fails with whose pull another process took over. */
export const takenOver = 'Another process took this pull over'

/** Writes how a pull stands. @throws Error when another process took it over: nothing of the step may count then. */
export async function changePull(db: Db, pull: ClaimedPull, change: PullChange): Promise<void> {
  const step = 'step' in change ? sql`${storableJson(change.step ?? null)}::text::jsonb` : sql`step`
  const trail = 'trail' in change ? sql`${storableJson(change.trail ?? null)}::text::jsonb` : sql`trail`
  const rows = await db.execute(sql`
    update pulls set state = ${change.state}, step = ${step}, trail = ${trail}, fault = ${change.fault ?? null},
      not_before = ${change.notBefore?.toISOString() ?? null}::timestamptz, lease_until = null,
      failures = ${failuresOf(change)}, error = ${change.error ?? null},
      ended_at = case when ${change.state} <> 'waiting' then clock_timestamp() end
    where id = ${pull.id} and claims = ${pull.claims} and state = 'waiting' returning id`)
  if (rows.length === 0) throw new Error(takenOver)
}

function failuresOf({ failed = false }: PullChange): SQL {
  return failed === 'same' ? sql`failures` : failed ? sql`failures + 1` : sql`0`
}

/** Opens what failed again: a fault may have passed. Of all feeds, or what ended before a moment. */
export async function reopenFailed(db: Db, before: Date | null): Promise<void> {
  const until = before?.toISOString() ?? null
  await db.execute(sql`
    update pulls p set state = 'waiting', failures = 0, step = null, trail = null, not_before = null, ended_at = null
    where p.state = 'failed' and p.kind in ('backfill', 'replay', 'detail') and (${until}::timestamptz is null or p.ended_at < ${until}::timestamptz)
      and p.id = (select max(n.id) from pulls n where n.connection_store_id = p.connection_store_id and n.feed = p.feed
        and n.from_day = p.from_day and n.to_day = p.to_day and n.kind = p.kind)`)
}

/** The latest pull of a kind of a feed; `null`: there was none. */
export async function latestPull(
  db: Db,
  connectionStoreId: number,
  feed: string,
  kind: string,
): Promise<{ readonly state: string; readonly endedAt: Date | null } | null> {
  const [row] = await db.execute(sql`select state, extract(epoch from ended_at) * 1000 as ms from pulls
    where connection_store_id = ${connectionStoreId} and feed = ${feed} and kind = ${kind} order by id desc limit 1`)
  return row ? { state: String(row.state), endedAt: row.ms === null ? null : new Date(Number(row.ms)) } : null
}

/** Judgement: so far ahead a look at the newest days still counts as under way, and so often it may fail before. */
const [soonSeconds, maxTipFailures] = [120, 3]

/**
 * Looks at the newest days that are under way: due soon and without lasting trouble. Of marketplaces that are not
 * `skipped`; with `among` only of these.
 */
export async function tipsUnderWay(
  db: Db,
  skipped: readonly string[],
  among: readonly number[] | null,
): Promise<readonly number[]> {
  if (among?.length === 0) return []
  const soon = sql`clock_timestamp() + ${soonSeconds}::int * interval '1 second'`
  const rows = await db.execute(sql`
    select w.id from pulls w join connection_stores s on s.id = w.connection_store_id
    join connections c on c.id = s.connection_id and c.state = 'active'
    left join feed_states f on f.connection_store_id = w.connection_store_id and f.feed = w.feed
    where w.state = 'waiting' and w.kind = 'tip' and s.connector <> all(${sql.param([...skipped])}::text[]) and w.failures <= ${maxTipFailures}::int
      and coalesce(w.not_before, '-infinity') <= ${soon} and coalesce(f.paused_until, '-infinity') <= ${soon}
    order by w.id`)
  const ids = rows.map(row => Number(row.id))
  return among === null ? ids : ids.filter(id => among.includes(id))
}

/** The first moment at which a waiting pull may go on, in milliseconds from now; `null`: nothing waits. */
export async function nextPullInMs(db: Db): Promise<number | null> {
  const [row] = await db.execute(sql`
    select extract(epoch from min(greatest(coalesce(w.not_before, clock_timestamp()), coalesce(w.lease_until, clock_timestamp()),
      coalesce(f.paused_until, clock_timestamp()))) - clock_timestamp()) * 1000 as ms
    from pulls w join connection_stores s on s.id = w.connection_store_id
    join connections c on c.id = s.connection_id and c.state = 'active'
    left join feed_states f on f.connection_store_id = w.connection_store_id and f.feed = w.feed
    where w.state = 'waiting'`)
  return row?.ms === null || row?.ms === undefined ? null : Math.max(0, Number(row.ms))
}

/** Lets everything go on at once that waits. */
export async function hurryPulls(db: Db): Promise<void> {
  await reopenFailed(db, null)
  await db.execute(sql`update pulls set not_before = null where state = 'waiting'`)
  await db.execute(sql`update feed_states set last_ok_at = null, paused_until = null
    where error_kind is distinct from ${changedStore}`)
}

/** When a pull of a kind was last planned; `null`: never. */
export async function lastPlanned(db: Db, connectionStoreId: number, feed: string, kind: string): Promise<Date | null> {
  const [row] = await db.execute(sql`select extract(epoch from max(created_at)) * 1000 as ms from pulls
    where connection_store_id = ${connectionStoreId} and feed = ${feed} and kind = ${kind}`)
  return row?.ms === null || row?.ms === undefined ? null : new Date(Number(row.ms))
}

/** Feeds of a connected store that have a history, and how many days a pull of each asks for. */
export async function listPlannedFeeds(
  db: Db,
  connectionStoreId: number,
): Promise<readonly { readonly feed: string; readonly days: number }[]> {
  const rows = await db.execute(sql`
    select feed, max(to_day - from_day) + 1 as days from pulls
    where connection_store_id = ${connectionStoreId} and kind = 'backfill'
    group by feed having count(*) > 1 or max(to_day - from_day) > 0 order by feed`) // one day alone: of the moment only
  return rows.map(row => ({ feed: String(row.feed), days: Number(row.days) }))
}

/** Where the history of a connected store begins, or that of one feed, or its details; `null`: none was planned. */
export async function firstPlannedDay(
  db: Db,
  connectionStoreId: number,
  feed: string | null = null,
  kind: 'backfill' | 'detail' = 'backfill',
): Promise<Day | null> {
  const [row] = await db.execute(sql`select min(from_day)::text as day from pulls
    where connection_store_id = ${connectionStoreId} and kind = ${kind} and (${feed}::text is null or feed = ${feed})`)
  return row?.day === null || row?.day === undefined ? null : String(row.day)
}

/** Whether pieces of the history of a connected store still wait and may go on by themselves. */
export async function isHistoryOpen(db: Db, connectionStoreId: number): Promise<boolean> {
  const rows = await db.execute(sql`select from pulls p
    left join feed_states f on f.connection_store_id = p.connection_store_id and f.feed = p.feed
    where p.connection_store_id = ${connectionStoreId} and p.kind = 'backfill' and p.state = 'waiting'
      and coalesce(f.paused_until, '-infinity') <= clock_timestamp() and p.fault is distinct from 'not-ready' limit 1`)
  return rows.length > 0
}
