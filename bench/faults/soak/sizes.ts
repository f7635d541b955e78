import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** What there is at the end of a week. */
export interface Sizes {
  /** Bytes in use after a collection. */
  readonly heap: number
  readonly resident: number
  readonly tables: ReadonlyMap<string, { readonly rows: number; readonly bytes: number }>
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Counts all tables, those of the job queue, too. */
export async function measure(db: Db): Promise<Sizes> {
  collect()
  const { heapUsed, rss } = process.memoryUsage()
  const found = await db.execute<{ name: string; rows: number; bytes: number }>(sql`
    select format('%s.%s', n.nspname, c.relname) as name, pg_total_relation_size(c.oid)::float8 as bytes,
      (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname),
        false, true, '')))[1]::text::float8 as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`)
  const tables = new Map([...found].map(({ name, rows, bytes }) => [name.replace(/^public\./, ''), { rows, bytes }]))
  return { heap: heapUsed, resident: rss, tables }
}
