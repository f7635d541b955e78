import { type SQL, sql } from 'drizzle-orm'
import { type PreparedRow, separator } from './prepare.ts'

/** Columns as texts that are cut apart in the database: of all ways to hand rows over the one that costs least there. */
export function given(rows: readonly PreparedRow[]): SQL {
  const column = (value: (row: PreparedRow) => string | number) =>
    sql`string_to_array(${rows.map(value).join(separator)}, ${separator})`
  return sql`
    select g.store_id, substr(g.sku, 2) as sku, g.day, g.told, g.m::jsonb as m, nullif(g.sums, '-')::jsonb as sums
    from unnest(${column(row => row.storeId)}::int[], ${column(row => `=${row.sku}`)}, ${column(row => row.day)}::date[],
      ${column(row => (row.told ? 't' : 'f'))}::bool[], ${column(row => row.m)}, ${column(row => row.sums ?? '-')}
    ) as g(store_id, sku, day, told, m, sums)`
}
