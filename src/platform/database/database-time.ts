import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/** What the database's clock says, the one clock that all replicas share. */
export async function databaseTime(db: Db): Promise<Date> {
  const [row] = await db.execute<{ ms: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`)
  return new Date(Number(row?.ms))
}
