import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import postgres from 'postgres'
import { StartError } from '#src/errors.ts'
import { endOfRows, type Footer, type Header, magic, type TableLine } from './format.ts'
import { keyProof } from './key-proof.ts'

/** What a backup is made of. */
export interface BackupParts {
  readonly url: string
  readonly file: string
  readonly version: string
  readonly secretKey: string
  readonly now: Date
}

/** What was written. */
export interface Written {
  readonly tables: number
  readonly rows: number
}

/**
 * Writes everything that the service keeps into one packed file, as it stood at one instant: all tables in a single
 * repeatable-read transaction (PostgreSQL documentation, 13.2.2). Credentials stay sealed. An older file of that name stays
 * until the new one is whole.
 * @throws StartError when there is nothing to keep yet, or the file cannot be written.
 */
export async function writeBackup({ url, file, ...parts }: BackupParts): Promise<Written> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, fetch_types: false })
  const half = `${file}.part`
  try {
    const written = await client.begin('isolation level repeatable read read only', async tx => {
      const rows: Record<string, number> = {}
      const content = Readable.from(contentOf(tx, parts, rows), { objectMode: false })
      await pipeline(content, createGzip({ level: 6 }), createWriteStream(half, { mode: 0o600 }))
      return { tables: Object.keys(rows).length, rows: Object.values(rows).reduce((sum, one) => sum + one, 0) }
    })
    await rename(half, file)
    return written
  } catch (error) {
    await rm(half, { force: true })
    throw explained(error, file)
  } finally {
    await client.end({ timeout: 5 })
  }
}

function explained(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ENOENT', 'EACCES', 'EISDIR', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(code))
    return new StartError(`The backup cannot be written to ${file} (${code}).`, { cause: error })
  return error
}

type Parts = Omit<BackupParts, 'url' | 'file'>

async function* contentOf(tx: postgres.TransactionSql, parts: Parts, rows: Record<string, number>) {
  yield `${magic}\n${JSON.stringify(await headerOf(tx, parts))}\n`
  for (const table of await listTables(tx)) {
    yield `${JSON.stringify(table)}\n`
    rows[table.table] = 0
    const columns = table.columns.map(quoted).join(', ')
    const source = await tx.unsafe(`copy ${quoted(table.table)} (${columns}) to stdout`).readable()
    for await (const chunk of source as AsyncIterable<Buffer>) {
      rows[table.table] = (rows[table.table] ?? 0) + countLines(chunk)
      yield chunk
    }
    source._read(0) // the driver pauses its socket at a full buffer and goes on at the next read: after the end none comes
    yield `${endOfRows}\n`
  }
  const footer: Footer = { end: true, rows, sequences: await listSequences(tx) }
  yield `${JSON.stringify(footer)}\n`
}

async function headerOf(tx: postgres.TransactionSql, { version, secretKey, now }: Parts): Promise<Header> {
  const [there] = await tx`select to_regclass('drizzle.__drizzle_migrations') is not null as there`
  if (there?.there !== true)
    throw new StartError('The database holds nothing of this service: there is nothing to keep.')
  const applied = await tx`select created_at from drizzle.__drizzle_migrations order by created_at`
  const [server] = await tx`select current_setting('server_version') as version`
  return {
    createdAt: now.toISOString(),
    version,
    server: String(server?.version),
    migrations: applied.map(row => Number(row.created_at)),
    keyProof: keyProof(secretKey),
  }
}

/** Our tables with the columns that hold something of their own. */
async function listTables(tx: postgres.TransactionSql): Promise<readonly TableLine[]> {
  const found = await tx`
    select c.relname as name, string_agg(a.attname, E'\n' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and not exists (
        select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`
  return found.map(row => ({ table: String(row.name), columns: String(row.columns).split('\n') }))
}

async function listSequences(tx: postgres.TransactionSql): Promise<Record<string, number>> {
  const found = await tx`
    select sequencename as name, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename`
  return Object.fromEntries(found.map(row => [String(row.name), Number(row.value)]))
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function countLines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1
  return count
}
