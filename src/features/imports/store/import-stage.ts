import { sql } from 'drizzle-orm'
import type { ImportLine } from '#src/domain/import-line.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Rows that wait to be staged, as the JSON that the database takes. */
export interface StagedBatch {
  readonly add: (line: ImportLine) => void
  readonly count: () => number
  /** The rows as one JSON array; the batch is empty afterwards. */
  readonly take: () => string
}

/** Bytes of a batch at first; it grows (judgement: 500 lines of orders). */
const batchBytes = 256 * 1024

/**
 * Keeps rows as bytes outside of the heap: as objects they would outlive the young generation while the rows before them
 * are written, and a large file would fill the heap with them.
 */
export function createStagedBatch(): StagedBatch {
  let bytes = Buffer.allocUnsafe(batchBytes)
  let [size, count] = [0, 0]
  return {
    add(line) {
      const json = lineJson(line)
      const needed = size + json.length * 3 + 2 // UTF-8 of a UTF-16 unit has three bytes at the most
      if (needed > bytes.length) bytes = Buffer.concat([bytes.subarray(0, size)], needed * 2)
      size = bytes.writeUInt8(count++ === 0 ? 0x5b : 0x2c, size) // [ ,
      size += bytes.write(json, size)
    },
    count: () => count,
    take() {
      const json = count === 0 ? '[]' : `${bytes.toString('utf8', 0, size)}]`
      size = 0
      count = 0
      return json
    },
  }
}

/** Puts understood rows where they can be added up; a JSON array of them. Their money is in minor units. */
export async function stageLines(db: Db, importId: number, json: string): Promise<void> {
  await db.execute(sql`
    insert into import_lines (import_id, row, store, order_id, day, ship_day, sku, sku_name, m, line, state, status, whole)
    select ${importId}::int, l.* from jsonb_to_recordset(${json}::text::jsonb) as l(
      row bigint, store text, order_id text, day date, ship_day date, sku text, sku_name text, m jsonb, line text,
      state text, status text, whole boolean)`)
}

/** Decimals become JSON numbers, which keep every digit in the database. */
function lineJson(line: ImportLine): string {
  let m = ''
  for (const id in line.m) m += `${m === '' ? '' : ','}${JSON.stringify(id)}:${line.m[id]}`
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
  return `${rest.slice(0, -1)},"m":{${m}}}`
}
