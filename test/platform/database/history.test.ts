import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { planDelivery } from '#src/features/delivery/index.ts'
import { loadDemo } from '#src/features/demo/load.ts'
import { projectRoot } from '#src/paths.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { emptyDatabaseUrl } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, titled } from '#test/support/outbox.ts'

/** Drizzle applies what the journal of a folder lists: here the first file alone. */
async function migrateToFirst(sql: postgres.Sql): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'first-schema-'))
  try {
    cpSync(join(projectRoot, 'migrations'), folder, { recursive: true })
    const journal = join(folder, 'meta', '_journal.json')
    const found = JSON.parse(readFileSync(journal, 'utf8'))
    writeFileSync(journal, JSON.stringify({ ...found, entries: found.entries.slice(0, 1) }))
    await applyMigrations(drizzle(sql), { migrationsFolder: folder })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The columns of each of our tables. */
async function columnsOf(sql: postgres.Sql): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql`
    select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' group by c.table_name order by c.table_name`
  return new Map(rows.map(row => [String(row.name), row.columns as string[]]))
}

/** All rows of a table with some of its columns, in an order that does not depend on the database. */
async function rowsOf(sql: postgres.Sql, table: string, columns: readonly string[]): Promise<readonly string[]> {
  const rows = await sql`select to_jsonb(r)::text as row from (select ${sql([...columns])} from ${sql(table)}) r`
  return rows.map(row => String(row.row)).sort()
}

/** A message that was sent, one that changed it, and one that still waits. */
async function sayThings(present: Database): Promise<void> {
  const { id: channelId } = await channel(present.db, 'ops')
  const plan = (key: string, subject: string, seconds: number) =>
    planDelivery(present.db, { key, channelId, subject, card: titled(key), notBefore: at(seconds) })
  for (const key of ['alert/1/open', 'alert/1/changed']) {
    await plan(key, 'alert/1', 0)
    await deliverer(present, fakeMessenger()).drain(at(1))
  }
  await plan('digest/1', 'digest/1', 3_600)
}

it('brings a database of the first schema to the present one and loses no figure, alert or message', async () => {
  const [presentUrl, oldUrl] = [await emptyDatabaseUrl(), await emptyDatabaseUrl()]
  await migrate(presentUrl)
  const present = openDatabase(presentUrl)
  await loadDemo(present.db, { now: new Date('2026-11-21T04:00:00Z') })
  await sayThings(present)
  const [now, old] = [presentUrl, oldUrl].map(url => postgres(url, { max: 1, onnotice: () => {} })) as [
    postgres.Sql,
    postgres.Sql,
  ]
  try {
    await migrateToFirst(old)
    const tables = await columnsOf(old)
    const kept = new Map<string, readonly string[]>()
    await old`set session_replication_role = replica`
    for (const [table, columns] of tables) {
      const rows = await rowsOf(now, table, columns)
      for (let at = 0; at < rows.length; at += 2_000) {
        const part = `[${rows.slice(at, at + 2_000).join(',')}]`
        await old`insert into ${old(table)} select * from jsonb_populate_recordset(null::${old(table)}, ${part}::text::jsonb)`
      }
      kept.set(table, rows)
    }
    expect(kept.get('metric_day')?.length).toBeGreaterThan(1_000)
    const told = ['alerts', 'alert_events', 'deliveries', 'messages', 'targets', 'notes']
    expect(told.filter(table => (kept.get(table)?.length ?? 0) === 0)).toEqual([])

    await migrate(oldUrl)

    for (const [table, columns] of tables) expect(await rowsOf(old, table, columns), table).toEqual(kept.get(table))
    expect(await columnsOf(old)).toEqual(await columnsOf(now))
  } finally {
    await Promise.all([now.end(), old.end(), present.close()])
  }
})
