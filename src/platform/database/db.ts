import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { arrayTypes } from './array-codecs.ts'
import { reconnectPause } from './reconnect.ts'
import * as schema from './schema/index.ts'

/** A pool or a transaction: storage functions take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/** An open database. */
export interface Database {
  readonly db: PostgresJsDatabase<typeof schema>
  readonly url: string
  close(): Promise<void>
}

/**
 * Opens a pool. Connections are made when first used, within `connectSeconds`, and closed after `idleSeconds` without use
 * where that is given.
 */
export function openDatabase(
  url: string,
  options: { readonly max?: number; readonly idleSeconds?: number; readonly connectSeconds?: number } = {},
): Database {
  const client = postgres(url, {
    max: options.max ?? 10,
    ...(options.idleSeconds !== undefined && { idle_timeout: options.idleSeconds }),
    ...(options.connectSeconds !== undefined && { connect_timeout: options.connectSeconds }),
    backoff: reconnectPause,
    onnotice: () => {},
    fetch_types: false, // see array-types.ts
    types: arrayTypes,
    connection: { application_name: 'linkstar-kpi-bot' },
  })
  return { db: drizzle(client, { schema }), url, close: () => client.end({ timeout: 5 }) }
}
