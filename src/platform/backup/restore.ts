import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { StartError } from '#src/errors.ts'
import { migrate, ourMigrations } from '#src/platform/database/migrate.ts'
import { type Footer, TableLine } from './format.ts'
import { keyProof } from './key-proof.ts'
import { type OpenBackup, openBackup } from './open.ts'
import { prepareEmpty } from './prepare.ts'
import { endLine, verifyBackup } from './verify.ts'
import { quoted } from './write.ts'

/** What a restore is done with. */
export interface RestoreParts {
  readonly url: string
  readonly file: string
  readonly secretKey: string
  readonly now: Date
}

/** What was restored. */
export interface Restored {
  readonly tables: number
  readonly rows: number
  readonly createdAt: string
  readonly version: string
  /** Migrations that came after the backup was made. */
  readonly migrated: number
  /** SECRET_KEY is another one: credentials of shops and workspaces do not open. */
  readonly otherKey: boolean
}

/**
 * Puts a backup into an empty database, and then brings it to the present schema. All rows or none. Nothing is sent
 * afterwards until an administrator releases it (`restored` among the settings).
 * @throws StartError when the database is in use or not empty, or the file is damaged or of a newer version.
 */
export async function restoreBackup({ url, file, secretKey, now }: RestoreParts): Promise<Restored> {
  const footer = await verifyBackup(file)
  const backup = await openBackup(file)
  try {
    const { header } = backup
    const ours = ourMigrations()
    const last = Math.max(...header.migrations)
    if (header.migrations.some(one => !ours.includes(one)))
      throw new StartError(
        `${file} was made by version ${header.version}, which is newer than this one: install that first.`,
      )
    const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, fetch_types: false })
    try {
      await prepareEmpty(client)
      await migrate(url, { upTo: last })
      const rows = await client.begin(tx => loadAll(tx, backup, footer, now))
      await migrate(url)
      const migrated = ours.filter(one => one > last).length
      const { createdAt, version } = header
      return { ...rows, createdAt, version, migrated, otherKey: header.keyProof !== keyProof(secretKey) }
    } finally {
      await client.end({ timeout: 5 })
    }
  } finally {
    backup.close()
  }
}

async function loadAll(tx: postgres.TransactionSql, { header, lines }: OpenBackup, footer: Footer, now: Date) {
  const links = await dropLinks(tx)
  for (const _table of Object.keys(footer.rows)) {
    const next = await lines.next()
    await loadTable(tx, TableLine.parse(JSON.parse(next.done ? 'null' : next.value.toString('utf8'))), lines)
  }
  for (const statement of links) await tx.unsafe(statement)
  for (const [name, value] of Object.entries(footer.sequences)) {
    const sequence = `public.${quoted(name)}`
    await tx`select setval(to_regclass(${sequence}), ${value}) where to_regclass(${sequence}) is not null`
  }
  const mark = JSON.stringify({ at: now.toISOString(), from: header.createdAt })
  await tx`insert into settings (key, value) values ('restored', ${mark}::text::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`
  const rows = Object.values(footer.rows)
  return { tables: rows.length, rows: rows.reduce((sum, one) => sum + one, 0) }
}

/** Takes foreign keys away while rows come in any order; answers the statements that bring them back. */
async function dropLinks(tx: postgres.TransactionSql): Promise<readonly string[]> {
  const found = await tx`
    select conname as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
  for (const { name, of } of found) await tx.unsafe(`alter table ${of} drop constraint ${quoted(String(name))}`)
  return found.map(
    ({ name, of, definition }) => `alter table ${of} add constraint ${quoted(String(name))} ${definition}`,
  )
}

/** Bytes that are handed to the database at once (judgement: a few packets of the network). */
const pieceBytes = 256 * 1024

/** Puts the rows of a table in; rows that migrations put there make room for those of the backup. */
async function loadTable(tx: postgres.TransactionSql, { table, columns }: TableLine, lines: OpenBackup['lines']) {
  const name = quoted(table)
  await tx.unsafe(`alter table ${name} disable trigger user`)
  await tx.unsafe(`delete from ${name}`)
  const sink = await tx.unsafe(`copy ${name} (${columns.map(quoted).join(', ')}) from stdin`).writable()
  try {
    await pour(lines, sink)
  } catch (error) {
    sink.destroy()
    throw error
  }
  await endCopy(tx, sink)
  await tx.unsafe(`alter table ${name} enable trigger user`)
}

/** Between two looks whether the server refused the rows, in milliseconds (judgement). */
const lookMs = 200

/** Ends the rows. Where the server refuses them the driver never ends the stream, but the next statement then fails. */
async function endCopy(tx: postgres.TransactionSql, sink: Writable): Promise<void> {
  let open = true
  const look = async () => {
    while (open) {
      await pause(lookMs)
      if (!open) return
      await tx.unsafe('select 1').catch((error: { code?: string }) => {
        if (error.code !== 'COPY_IN_PROGRESS') throw error
      })
    }
  }
  sink.end()
  try {
    await Promise.race([finished(sink), look()])
  } finally {
    open = false
  }
}

async function pour(lines: OpenBackup['lines'], sink: Writable): Promise<void> {
  let held: Buffer[] = []
  let size = 0
  for (let next = await lines.next(); !next.done && !next.value.equals(endLine); next = await lines.next()) {
    held.push(next.value)
    size += next.value.length
    if (size < pieceBytes) continue
    await push(sink, Buffer.concat(held))
    held = []
    size = 0
  }
  if (held.length > 0) await push(sink, Buffer.concat(held))
}

async function push(sink: Writable, bytes: Buffer): Promise<void> {
  if (!sink.write(bytes)) await once(sink, 'drain')
}
