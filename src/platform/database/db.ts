import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { arrayTypes } from './array-codecs.ts'
import { preparingClient } from './prepared.ts'
import { reconnectPause } from './reconnect.ts'
import * as schema from './schema/index.ts'

/** A pool or a transaction: storage functions take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/** An open database. */
export interface Database {
  readonly db: PostgresJsDatabase<typeof schema>
  /** The server itself: for what needs a session of its own (listening, locks that outlive a transaction, backups). */
  readonly url: string
  close(): Promise<void>
}

/**
 * What a pooler that hands a connection on after every transaction asks of the driver. A statement that was prepared
 * earlier may be on another connection. And a second statement sent before the first was answered arrives with its
 * first half (parse, describe, flush) before the end of the first: the pooler hands the connection on in between, and
 * the answer never comes. 0 stands for none waiting behind the one that runs (connection.js of postgres.js: `execute`).
 */
const throughPooler = { prepare: false, max_pipeline: 0 } as const

/**
 * Opens a pool. Connections are made when first used, within `connectSeconds`, and closed after `idleSeconds` without use
 * where that is given. With `pooled`, an address of a connection pooler in transaction mode, all statements go there and
 * only `url` is the server itself.
 */
export function openDatabase(
  url: string,
  options: {
    readonly max?: number
    readonly idleSeconds?: number
    readonly connectSeconds?: number
    readonly pooled?: string | null
  } = {},
): Database {
  const pooled = options.pooled ?? null
  const client = postgres(pooled ?? url, {
    ...(pooled !== null && throughPooler),
    max: options.max ?? 10,
    ...(options.idleSeconds !== undefined && { idle_timeout: options.idleSeconds }),
    ...(options.connectSeconds !== undefined && { connect_timeout: options.connectSeconds }),
    backoff: reconnectPause,
    onnotice: () => {},
    fetch_types: false, // see array-codecs.ts
    types: arrayTypes,
    connection: { application_name: 'linkstar-kpi-bot' },
  })
  const asked = pooled === null ? preparingClient(client) : client
  return { db: drizzle(asked, { schema }), url, close: () => client.end({ timeout: 5 }) }
}
