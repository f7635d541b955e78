import { randomBytes } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import * as schema from '#src/platform/database/schema/index.ts'
import { atFileEnd } from './running/file-end.ts'

/** A fresh, migrated, empty database of its own, dropped when the test file is done. Call it once per file or test. */
export async function testDatabase(): Promise<Database> {
  const url = new URL(inject('databaseUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await withServer(sql => sql.unsafe(`create database ${name} template template_kpi strategy file_copy`))
  url.pathname = `/${name}`
  const database = openDatabase(url.href)
  atFileEnd(async () => {
    await database.close()
    await withServer(sql => sql.unsafe(`drop database if exists ${name} with (force)`))
  })
  return database
}

/** The same connections as the service has, and every statement that goes over them, in order. */
export function watched(database: Database): { readonly db: Database['db']; readonly statements: string[] } {
  const statements: string[] = []
  const logger = { logQuery: (query: string) => void statements.push(query) }
  const { $client } = database.db as typeof database.db & { readonly $client: postgres.Sql } // drizzle's own, not in its type
  return { db: drizzle($client, { schema, logger }), statements }
}

/** An empty database without our tables. */
export async function emptyDatabaseUrl(): Promise<string> {
  const url = new URL(inject('databaseUrl'))
  const name = `empty_${randomBytes(6).toString('hex')}`
  await withServer(sql => sql.unsafe(`create database ${name} template template0`))
  url.pathname = `/${name}`
  atFileEnd(() => withServer(sql => sql.unsafe(`drop database if exists ${name} with (force)`)))
  return url.href
}

async function withServer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
