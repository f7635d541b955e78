import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** The tables whose changes can be taken back, with the columns that name a row. */
const identities: Readonly<Record<string, readonly string[]>> = {
  targets: ['id'],
  notes: ['id'],
  events: ['id'],
  alert_rules: ['id'],
  schedules: ['id'],
  channels: ['id'],
  people: ['id'],
  drill_runs: ['id'],
  mutes: ['id'],
  exchange_rates: ['from_currency', 'to_currency', 'since', 'demo'],
  kpi_definitions: ['id'],
  teams: ['id'],
  team_members: ['id'],
  score_templates: ['id'],
  scorecards: ['id'],
  bonus_tables: ['id'],
  procedures: ['id'],
  improvements: ['id'],
  approval_rules: ['id'],
  target_proposals: ['id'],
  rating_plans: ['id'],
  rating_answers: ['id'],
  reviews: ['id'],
  saved_reports: ['id'],
  meetings: ['id'],
  boards: ['id'],
}

type Row = Readonly<Record<string, unknown>>

/** What names a row of a table; `null` for a table whose rows are not put back one by one. */
export function identityOf(table: string, row: Row): Row | null {
  const columns = identities[table]
  return columns ? Object.fromEntries(columns.map(column => [column, row[column]])) : null
}

/** Takes a row away. Returns whether it stood. */
export async function removeRow(tx: Db, table: string, row: Row): Promise<boolean> {
  const rows = await tx.execute(sql`delete from ${name(table)} as t where ${isRow(table, row)} returning 1`)
  return rows.length > 0
}

/** Puts a row back that was taken away. Returns `false` when another stands in its place. */
export async function insertRow(tx: Db, table: string, row: Row): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into ${name(table)} select (jsonb_populate_record(null::${name(table)}, ${json(row)})).*
    on conflict do nothing returning 1`)
  return rows.length > 0
}

/** Sets those columns of a row back that a change had set. Returns whether the row stands. */
export async function restoreColumns(tx: Db, table: string, before: Row, after: Row): Promise<boolean> {
  const changed = Object.keys(before).filter(column => !sameJson(before[column], after[column]))
  if (changed.length === 0) return true
  const columns = sql.join(changed.map(name), sql`, `)
  const values = sql.join(
    changed.map(column => sql`r.${name(column)}`),
    sql`, `,
  )
  const rows = await tx.execute(sql`
    update ${name(table)} as t set (${columns}) = (
      select ${values} from (select (jsonb_populate_record(null::${name(table)}, ${json(before)})).*) as r
    ) where ${isRow(table, before)} returning 1`)
  return rows.length > 0
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isRow(table: string, row: Row): SQL {
  return sql`to_jsonb(t) @> ${json(identityOf(table, row) ?? row)}`
}

function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::text::jsonb`
}

/** Table and column names come from the catalogue of the database, never from what people typed. */
function name(of: string): SQL {
  return sql`${sql.identifier(of)}`
}
