import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** A row of made figures. */
export interface PracticeRow {
  readonly sku: string
  readonly day: string
  readonly figures: Readonly<Record<string, number>>
}

/** The place key of the practice store of a run. */
export function practicePlace(runId: number): string {
  return `store:practice-${runId}`
}

/** Writes made figures of a practice store; days that stand stay as they are, but for the day from which on they may have moved. */
export async function writePractice(
  db: Db,
  { runId, sourceId, rows, from }: { runId: number; sourceId: number; rows: readonly PracticeRow[]; from: string },
): Promise<void> {
  await db.execute(sql`
    insert into metric_day (store_id, source_id, sku, day, m)
    select ${-runId}::int, ${sourceId}::int, sku, day, figures
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as made(sku text, day date, figures jsonb)
    where day >= ${from}::date
    on conflict (store_id, source_id, sku, day) do update set m = excluded.m`)
}

/** The last day of made figures of a run; `null`: there are none. */
export async function lastPracticeDay(db: Db, runId: number, sourceId: number): Promise<string | null> {
  const [row] = await db.execute(sql`
    select max(day)::text as day from metric_day where store_id = ${-runId} and source_id = ${sourceId}`)
  return typeof row?.day === 'string' ? row.day : null
}

/** Names of the products of a practice store. */
export async function namePractice(
  db: Db,
  runId: number,
  names: readonly { readonly sku: string; readonly name: string }[],
): Promise<void> {
  for (const { sku, name } of names)
    await db.execute(
      sql`insert into skus (store_id, sku, name) values (${-runId}, ${sku}, ${name}) on conflict do nothing`,
    )
}

/** Takes a practice store away with everything that was written about it. */
export async function removePractice(db: Db, runId: number): Promise<void> {
  const place = practicePlace(runId)
  const here = (column: SQL) => sql`(${column} = ${place} or ${column} like ${`${place}/%`})`
  for (const statement of [
    ...['metric_day', 'dirty_days', 'skus', 'import_changes'].map(
      table => sql`delete from ${sql.identifier(table)} where store_id = ${-runId}`,
    ),
    ...['alerts', 'alert_rules', 'notes', 'targets', 'mutes', 'advice_feedback'].map(
      table => sql`delete from ${sql.identifier(table)} where ${here(sql`place`)}`,
    ),
  ])
    await db.execute(statement)
}

/** Practice stores whose run is over or gone, such as after somebody was removed. */
export async function listLeftovers(db: Db): Promise<readonly number[]> {
  const rows = await db.execute(sql`
    select distinct -store_id as id from metric_day where store_id < 0
      and not exists (select from drill_runs r where r.id = -store_id and r.state = 'running')`)
  return rows.map(row => Number(row.id))
}
