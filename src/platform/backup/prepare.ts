import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import { StartError } from '#src/errors.ts'
import { projectRoot } from '#src/paths.ts'
import * as schema from '#src/platform/database/schema/index.ts'
import { quoted } from './write.ts'

/**
 * Makes sure that nobody works on a database and that it holds nothing, and takes our empty tables away, so that those of
 * an older version can be made.
 * @throws StartError when it is in use, holds something, or is shared with other tables.
 */
export async function prepareEmpty(client: postgres.Sql): Promise<void> {
  const [others] = await client`select count(*)::int as there from pg_stat_activity
    where datname = current_database() and application_name = 'linkstar-kpi-bot' and pid <> pg_backend_pid()`
  if (Number(others?.there) > 0)
    throw new StartError('The service is running on this database: stop it first, then restore.')
  const standing = (await client`select tablename from pg_tables where schemaname = 'public'`).map(row =>
    String(row.tablename),
  )
  const ours = ourTables().filter(table => standing.includes(table))
  const foreign = standing.filter(table => !ours.includes(table))
  if (foreign.length > 0)
    throw new StartError(
      `The database holds other tables (${foreign.slice(0, 3).join(', ')}): restore into an empty one.`,
    )
  for (const table of ['people', 'stores', 'sources'].filter(one => ours.includes(one))) {
    const [row] = await client`select exists (select 1 from ${client(table)}) as used`
    if (row?.used === true)
      throw new StartError('The database is not empty: restore into an empty one, so that nothing is overwritten.')
  }
  await client.begin(async tx => {
    for (const table of ours) await tx.unsafe(`drop table ${quoted(table)} cascade`)
    for (const name of ourFunctions()) await tx.unsafe(dropFunctions(name))
    await tx.unsafe('drop schema if exists drizzle cascade')
  })
}

function ourTables(): readonly string[] {
  return Object.values(schema).flatMap(one => (is(one, PgTable) ? [getTableName(one)] : []))
}

/** Functions that migrations make. */
function ourFunctions(): readonly string[] {
  const folder = join(projectRoot, 'migrations')
  const texts = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
  const made = texts.flatMap(text =>
    [...text.matchAll(/create (?:or replace )?function "?(\w+)"?/gi)].map(match => match[1] ?? ''),
  )
  return [...new Set(made)]
}

/** All of a name, whatever they take. */
function dropFunctions(name: string): string {
  return `do $$ declare f text; begin
    for f in select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace and proname = '${name}'
    loop execute 'drop function ' || f || ' cascade'; end loop; end $$`
}
