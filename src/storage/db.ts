import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import * as schema from '#src/storage/schema.ts'

/** A pool or a transaction: storage functions take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/** An open database. */
export interface Database {
  readonly db: PostgresJsDatabase<typeof schema>
  readonly url: string
  close(): Promise<void>
}

/** Opens a pool. Connections are made when first used. */
export function openDatabase(url: string, options: { readonly max?: number } = {}): Database {
  const client = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connection: { application_name: 'linkstar-kpi-bot' },
  })
  return { db: drizzle(client, { schema }), url, close: () => client.end({ timeout: 5 }) }
}
