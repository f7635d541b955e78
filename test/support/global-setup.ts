import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/platform/database/migrate.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres/start.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server whose database `template_kpi` is migrated and empty. */
    databaseUrl: string
  }
}

/** Starts PostgreSQL once for all test files and makes the template that each of them copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const folder = given ? null : await mkdtemp(join(tmpdir(), 'kpi-test-'))
  if (folder) await chmod(folder, 0o711) // as root the server runs under another account
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'] // whole services, four files at once
  const server = folder ? await startEmbedded(folder, { settings }) : null
  const url = given ?? server?.url ?? ''
  if (server) await cheapenPassword(url)
  await makeTemplate(url)
  project.provide('databaseUrl', url)
  return async () => {
    await server?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The password of this server guards nothing: proving it in one round instead of 4,096 saves half of the processor time of
 * each of the thousands of connections, on both sides.
 */
async function cheapenPassword(url: string): Promise<void> {
  const { username, password } = new URL(url)
  const admin = postgres(url, { max: 1 })
  await admin.unsafe(`set scram_iterations = 1; alter role ${username} password '${decodeURIComponent(password)}'`)
  await admin.end()
}

async function makeTemplate(url: string): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin.unsafe('drop database if exists template_kpi')
  await admin.unsafe('create database template_kpi')
  await admin.end()
  const template = new URL(url)
  template.pathname = '/template_kpi'
  await migrate(template.href)
}
