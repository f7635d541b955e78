import { readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
 * `upTo`: only to the migration of that `when`, for rows of an older version.
 * @throws StartError when the server cannot be reached or is too old.
 */
export async function migrate(url: string, { upTo }: { readonly upTo?: number } = {}): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await checkVersion(client)
    await client`select pg_advisory_lock(${lockNumbers.migration})`
    await apply(client, upTo ?? Number.POSITIVE_INFINITY)
    await withoutCompiling(client)
    await client`select pg_advisory_unlock(${lockNumbers.migration})`
  } finally {
    await client.end({ timeout: 5 })
  }
}

const folder = join(projectRoot, 'migrations')

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[]
}

function readJournal(): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal // drizzle-kit writes it
}

/** `when` of every migration that this version brings, in order. */
export function ourMigrations(): readonly number[] {
  return readJournal().entries.map(({ when }) => when)
}

/** The library applies whole folders: for a part of them a folder is made that holds no more. */
async function apply(client: postgres.Sql, upTo: number): Promise<void> {
  const journal = readJournal()
  const wanted = journal.entries.filter(({ when }) => when <= upTo)
  if (wanted.length === journal.entries.length) return applyMigrations(drizzle(client), { migrationsFolder: folder })
  const part = await mkdtemp(join(tmpdir(), 'kpi-migrations-'))
  try {
    await mkdir(join(part, 'meta'))
    await writeFile(join(part, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: wanted }))
    for (const { tag } of wanted) await copyFile(join(folder, `${tag}.sql`), join(part, `${tag}.sql`))
    await applyMigrations(drizzle(client), { migrationsFolder: part })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/**
 * Servers with a compiler for statements use it by their guess of what a statement costs. Ours name many measures and read few
 * rows: compiling them takes longer than running them (327 of 382 ms, PostgreSQL 15). Set for our role in this database, so that
 * it holds through a pooler, too; where that is not allowed, statements are slower and no less right.
 */
async function withoutCompiling(client: postgres.Sql): Promise<void> {
  const [found] = await client`select pg_jit_available() as compiles, quote_ident(current_user) as role,
    quote_ident(current_database()) as name`
  if (!found?.compiles) return
  await client.unsafe(`alter role ${found.role} in database ${found.name} set jit to off`).catch(() => {})
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
