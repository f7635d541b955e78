import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { StartError } from '#src/errors.ts'
import { projectRoot } from '#src/paths.ts'
import { lockNumbers } from './lock-numbers.ts'

/** The oldest server whose SQL we use. */
const oldestVersion = 150_000

/**
 * Brings a database to the present schema. Several processes may start together: one works, the others wait.
 * @throws StartError when the server cannot be reached or is too old.
 */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await checkVersion(client)
    await client`select pg_advisory_lock(${lockNumbers.migration})`
    await applyMigrations(drizzle(client), { migrationsFolder: join(projectRoot, 'migrations') })
    await client`select pg_advisory_unlock(${lockNumbers.migration})`
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function checkVersion(client: postgres.Sql): Promise<void> {
  const rows = await client`select current_setting('server_version_num')::int as version`.catch(cause => {
    throw new StartError(`The database cannot be reached: ${reason(cause)}.`, { cause })
  })
  const version = Number(rows[0]?.version)
  if (version < oldestVersion) {
    throw new StartError(`PostgreSQL ${Math.floor(version / 10_000)} is too old: version 15 or newer is needed.`)
  }
}

function reason(cause: unknown): string {
  if (cause instanceof AggregateError) return reason(cause.errors[0])
  return cause instanceof Error ? cause.message.replace(/:\/\/[^@\s]*@/, '://…@') : 'no answer'
}
