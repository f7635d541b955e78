import { sql } from 'drizzle-orm'
import type { Budget } from '#src/contracts/connector.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How a feed of a store stands, besides what its figures say. */
export interface FeedFacts {
  readonly connectionStoreId: number
  readonly connectionId: number
  readonly storeId: number
  readonly connector: string
  readonly connection: string
  readonly feed: string
  readonly lastOkAt: Date | null
  /** When its first pull was planned. */
  readonly askedAt: Date
  readonly errorKind: string | null
  /** The earliest moment at which a waiting pull may go on; `null`: none waits. */
  readonly nextAt: Date | null
  /** First day of history that was asked for. */
  readonly askedFrom: string | null
  /** Pieces of history that ended in the last hours, and since when the first of them was asked for. */
  readonly ended: number
  readonly open: number
  readonly workedMs: number
}

/** Judgement: how fast history comes is judged by so many hours. */
const rateHours = 12

/** Facts of every feed of every connected store. */
export async function listFeedFacts(db: Db): Promise<readonly FeedFacts[]> {
  const recent = sql`p.kind = 'backfill' and p.state in ('done', 'nothing')
    and p.ended_at > clock_timestamp() - ${rateHours}::int * interval '1 hour'`
  const rows = await db.execute(sql`
    select s.id, s.connection_id, s.store_id, s.connector, c.state as connection, p.feed, f.error_kind,
      extract(epoch from f.last_ok_at) * 1000 as last_ok, extract(epoch from min(p.created_at)) * 1000 as asked_at,
      extract(epoch from min(greatest(coalesce(p.not_before, clock_timestamp()), coalesce(f.paused_until, clock_timestamp())))
        filter (where p.state = 'waiting')) * 1000 as next_at,
      min(p.from_day) filter (where p.kind = 'backfill')::text as asked_from,
      count(*) filter (where ${recent}) as ended,
      count(*) filter (where p.kind = 'backfill' and p.state = 'waiting') as open,
      extract(epoch from max(p.ended_at) filter (where ${recent})
        - greatest(min(p.created_at) filter (where ${recent}), clock_timestamp() - ${rateHours}::int * interval '1 hour')) * 1000
        as worked
    from connection_stores s join connections c on c.id = s.connection_id
    join pulls p on p.connection_store_id = s.id
    left join feed_states f on f.connection_store_id = s.id and f.feed = p.feed
    group by s.id, s.connection_id, s.store_id, s.connector, c.state, p.feed, f.error_kind, f.last_ok_at
    order by s.id, p.feed`)
  const moment = (value: unknown) => (value === null ? null : new Date(Number(value)))
  return rows.map(row => ({
    connectionStoreId: Number(row.id),
    connectionId: Number(row.connection_id),
    storeId: Number(row.store_id),
    connector: String(row.connector),
    connection: String(row.connection),
    feed: String(row.feed),
    lastOkAt: moment(row.last_ok),
    askedAt: new Date(Number(row.asked_at)),
    errorKind: row.error_kind === null ? null : String(row.error_kind),
    nextAt: moment(row.next_at),
    askedFrom: row.asked_from === null ? null : String(row.asked_from),
    ended: Number(row.ended),
    open: Number(row.open),
    workedMs: Number(row.worked ?? 0),
  }))
}

/** What is left of a budget. */
export interface BudgetLeft {
  readonly id: string
  /** Calls that can be made at once, of how many. */
  readonly left: number
  readonly of: number
  /** Calls made today, where the marketplace counts days. */
  readonly usedToday: number | null
  /** The marketplace refused one: none before. */
  readonly blockedUntil: Date | null
}

/** What is left of the budgets of a grant; those that were never used are whole and left out. */
export async function budgetsLeft(
  db: Db,
  connector: string,
  budgets: readonly Budget[],
  of: { readonly connectionId: number; readonly connectionStoreIds: readonly number[] },
): Promise<readonly BudgetLeft[]> {
  const keys = budgets.flatMap(budget => {
    const key = `${connector}/${budget.id}`
    if (budget.per === 'application') return [{ budget, key }]
    if (budget.per === 'connection') return [{ budget, key: `${key}/${of.connectionId}` }]
    return of.connectionStoreIds.map(id => ({ budget, key: `${key}/${of.connectionId}/${id}` }))
  })
  const rows = await db.execute(sql`select key, tokens::float8 as tokens, used,
      extract(epoch from clock_timestamp() - refilled_at) as seconds,
      extract(epoch from blocked_until) * 1000 as blocked, blocked_until > clock_timestamp() as is_blocked
    from call_budgets where key in (select jsonb_array_elements_text(${JSON.stringify(keys.map(({ key }) => key))}::text::jsonb))`)
  return rows.flatMap(row => {
    const found = keys.find(({ key }) => key === row.key)
    if (!found) return []
    const { id, burst, perSecond, daily } = found.budget
    const left = Math.min(burst, Number(row.tokens) + Math.max(0, Number(row.seconds)) * perSecond)
    return [
      {
        id,
        left: Math.floor(left),
        of: burst,
        usedToday: daily ? Number(row.used) : null,
        blockedUntil: row.is_blocked === true ? new Date(Number(row.blocked)) : null,
      },
    ]
  })
}
