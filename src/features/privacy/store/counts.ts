import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** How many rows of something are kept, and since when the oldest. */
export interface KeptCount {
  readonly count: number
  /** `null`: none, or it has no moment. */
  readonly oldest: Date | null
}

/** Tables that hold something of people or shops, and the column of their moment. */
const tables = {
  vault: 'changed_at',
  people: null,
  identities: null,
  channels: null,
  audit: 'at',
  deliveries: 'created_at',
  own_messages: 'at',
  inbox: 'at',
  uploads: 'uploaded_at',
  pictures: 'used_at',
  undo_steps: 'at',
  drill_runs: 'started_at',
  notes: 'created_at',
  imports: 'created_at',
  reviews: 'added_at',
  review_files: 'created_at',
  raw_answers: 'at',
  order_ledger: 'changed_at',
  metric_day: null,
  connect_pages: 'until',
  web_sessions: 'created_at',
  share_links: 'created_at',
  share_visits: 'at',
} as const
export type KeptTable = keyof typeof tables

/** Counts of every table; a table that this installation does not have counts as empty. */
export async function countKept(db: Db): Promise<Readonly<Record<KeptTable, KeptCount>>> {
  const found: Partial<Record<KeptTable, KeptCount>> = {}
  for (const [table, moment] of Object.entries(tables) as [KeptTable, string | null][]) {
    const oldest = moment === null ? sql`null::timestamptz` : sql`min(${sql.identifier(moment)})`
    const [row] = await db.execute(
      sql`select count(*) as count, extract(epoch from ${oldest}) * 1000 as oldest from ${sql.identifier(table)}`,
    )
    const ms = row?.oldest ?? null
    found[table] = { count: Number(row?.count ?? 0), oldest: ms === null ? null : new Date(Number(ms)) }
  }
  return found as Record<KeptTable, KeptCount> // every table was counted
}

/** Different buyers in the ledger, each a salted hash. */
export async function countBuyers(db: Db): Promise<number> {
  const [row] = await db.execute(sql`select count(distinct line ->> 'buyer') as count from order_ledger`)
  return Number(row?.count ?? 0)
}
