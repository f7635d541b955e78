import { sql } from 'drizzle-orm'
import type { ImportLine } from '#src/domain/import-line.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Puts understood rows where they can be added up. Their money is in minor units. */
export async function stageLines(db: Db, importId: number, lines: readonly ImportLine[]): Promise<void> {
  if (lines.length === 0) return
  const json = `[${lines.map(lineJson).join(',')}]`
  await db.execute(sql`
    insert into import_lines (import_id, row, store, order_id, day, ship_day, sku, sku_name, m, line, state, status, whole)
    select ${importId}::int, l.* from jsonb_to_recordset(${json}::text::jsonb) as l(
      row bigint, store text, order_id text, day date, ship_day date, sku text, sku_name text, m jsonb, line text,
      state text, status text, whole boolean)`)
}

/** Decimals become JSON numbers, which keep every digit in the database. */
function lineJson(line: ImportLine): string {
  const m = Object.entries(line.m).map(([id, decimal]) => `${JSON.stringify(id)}:${decimal}`)
  const rest = JSON.stringify({
    row: line.row,
    store: line.store,
    order_id: line.orderId,
    day: line.day,
    ship_day: line.shipDay,
    sku: line.sku,
    sku_name: line.skuName,
    line: line.line,
    state: line.state,
    status: line.status,
    whole: line.whole,
  })
  return `${rest.slice(0, -1)},"m":{${m.join(',')}}}`
}
