import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { lockNumbers } from '#src/platform/database/lock-numbers.ts'

/** A row of the fact table as the demo company writes it: with its own times, for it tells a past. */
export interface PastFact {
  readonly storeId: number
  readonly sku: string
  readonly day: string
  /** Measure → minor units or count. */
  readonly m: Readonly<Record<string, number>>
  readonly updatedAt: Date
  readonly correctedAt: Date | null
  readonly was: Readonly<Record<string, number>> | null
}

/** Rows in one statement (judgement, measured: larger ones are not faster). */
const chunkSize = 2000

/** Writes rows of a source that has none of these days yet. Nothing is marked for evaluation. */
export async function insertPastFacts(db: Db, sourceId: number, facts: Iterable<PastFact>): Promise<number> {
  let chunk: string[] = []
  let written = 0
  for (const fact of facts) {
    chunk.push(JSON.stringify(fact))
    written += 1
    if (chunk.length === chunkSize) {
      await insertChunk(db, sourceId, chunk)
      chunk = []
    }
  }
  if (chunk.length > 0) await insertChunk(db, sourceId, chunk)
  return written
}

async function insertChunk(db: Db, sourceId: number, rows: readonly string[]): Promise<void> {
  await db.execute(sql`
    insert into metric_day (store_id, source_id, sku, day, m, updated_at, corrected_at, was)
    select "storeId", ${sourceId}::int, sku, day, m, "updatedAt", "correctedAt", nullif(was, 'null')
    from jsonb_to_recordset(${`[${rows.join(',')}]`}::text::jsonb) as facts(
      "storeId" int, sku text, day date, m jsonb, "updatedAt" timestamptz, "correctedAt" timestamptz, was jsonb)`)
}

/** Says that a source was heard of just now, and how soon after the end of a day its figures are expected. */
export async function expectWithin(db: Db, sourceId: number, hours: number, now: Date): Promise<void> {
  const seen = sql`${now.toISOString()}::timestamptz`
  await db.execute(sql`update sources set due_hours = ${hours}, last_seen_at = ${seen} where id = ${sourceId}`)
}

/** Names of SKUs of a store; a name that stands is replaced. */
export async function nameSkus(
  db: Db,
  storeId: number,
  names: readonly { readonly sku: string; readonly name: string }[],
): Promise<void> {
  await db.execute(sql`
    insert into skus (store_id, sku, name)
    select ${storeId}::int, sku, name
    from jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb) as named(sku text, name text)
    on conflict (store_id, sku) do update set name = excluded.name`)
}

/** Asks for the evaluation of a store's day. */
export async function markDirty(
  db: Db,
  days: readonly { readonly storeId: number; readonly day: string }[],
): Promise<void> {
  await db.execute(sql`
    insert into dirty_days (store_id, day)
    select "storeId", day from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as dirty("storeId" int, day date)
    on conflict do nothing`)
}

/** Whether the demo company stands in the database. */
export async function hasDemo(db: Db): Promise<boolean> {
  const rows = await db.execute(sql`select exists (select 1 from stores where demo) as there`)
  return rows[0]?.there === true
}

/** Lets planner and index-only reads know the many new rows. */
export async function analyzeFacts(db: Db): Promise<void> {
  await db.execute(sql`analyze metric_day`)
}

/** Lets only one process load or remove the demo at a time, until its transaction ends. */
export async function lockDemo(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockNumbers.demo}, 1)`)
}
