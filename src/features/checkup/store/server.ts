import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** What a database server says of itself. */
export interface ServerFacts {
  readonly version: string
  readonly versionNumber: number
  readonly encoding: string
  /** It only follows another server, or takes no changes. */
  readonly readOnly: boolean
  /** This account may make schemas, which migrations do. */
  readonly mayCreate: boolean
  readonly fsync: boolean
  readonly fullPageWrites: boolean
  readonly synchronousCommit: boolean
  readonly maxConnections: number
  /** Connections in use by everybody. */
  readonly usedConnections: number
  /** Milliseconds; 0: never. */
  readonly idleSessionTimeout: number
  readonly statementTimeout: number
  /** Bytes of our database. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly clock: number
}

/** Asks the server. */
export async function readServer(db: Db): Promise<ServerFacts> {
  const [row] = await db.execute<Record<string, string | number | boolean>>(sql`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      pg_encoding_to_char(encoding) as encoding,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as read_only,
      has_database_privilege(current_database(), 'CREATE') as may_create,
      current_setting('fsync') = 'on' as fsync, current_setting('full_page_writes') = 'on' as pages,
      current_setting('synchronous_commit') <> 'off' as commits,
      current_setting('max_connections')::int as most,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      (select setting::float8 from pg_settings where name = 'idle_session_timeout') as idle,
      (select setting::float8 from pg_settings where name = 'statement_timeout') as statement,
      pg_database_size(current_database())::float8 as size,
      extract(epoch from clock_timestamp())::float8 * 1000 as clock
    from pg_database where datname = current_database()`)
  return {
    version: String(row?.version ?? ''),
    versionNumber: Number(row?.number),
    encoding: String(row?.encoding ?? ''),
    readOnly: row?.read_only === true,
    mayCreate: row?.may_create === true,
    fsync: row?.fsync === true,
    fullPageWrites: row?.pages === true,
    synchronousCommit: row?.commits === true,
    maxConnections: Number(row?.most),
    usedConnections: Number(row?.used),
    idleSessionTimeout: Number(row?.idle ?? 0),
    statementTimeout: Number(row?.statement ?? 0),
    size: Number(row?.size),
    clock: Number(row?.clock),
  }
}

/** How many migrations were applied; `null`: the database holds nothing of ours. */
export async function countMigrations(db: Db): Promise<number | null> {
  const [there] = await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`)
  if (there?.there !== true) return null
  const [row] = await db.execute(sql`select count(*)::int as applied from drizzle.__drizzle_migrations`)
  return Number(row?.applied)
}

/** Does nothing, to measure how far away the database is. */
export async function ping(db: Db): Promise<void> {
  await db.execute(sql`select 1`)
}
