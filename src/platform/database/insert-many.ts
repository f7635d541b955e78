import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { storableJson } from './storable.ts'

/**
 * Writes many rows with one parameter instead of one for each cell, which costs several milliseconds of building and reading
 * the statement for some thousand cells. What follows (`on conflict …`, `returning …`) is up to the caller. Every row gives the
 * columns that the first one gives; `undefined` in one of them is `null`. At least one row.
 */
export function insertMany<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  const given = new Set(Object.keys(rows[0] ?? {}))
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => given.has(field))
  const records = rows.map(row => {
    const cells: Readonly<Record<string, unknown>> = row
    return Object.fromEntries(columns.map(([field, { name }]) => [name, inJson(cells[field])]))
  })
  const names = sql.join(
    columns.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  )
  const typed = sql.join(
    columns.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  )
  return sql`insert into ${table} (${names})
    select ${names} from jsonb_to_recordset(${storableJson(records)}::jsonb) as given(${typed})`
}

/** JSON has no infinite numbers; as a text PostgreSQL reads them. */
function inJson(cell: unknown): unknown {
  return typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : (cell ?? null)
}
