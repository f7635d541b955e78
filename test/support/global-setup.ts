import { chmod, mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/platform/database/migrate.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres/start.ts'
import { clearLeftovers, holdFolder, runFolder } from './running/leftovers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server whose database `template_kpi` is migrated and empty. */
    databaseUrl: string
  }
}

/** Starts PostgreSQL once for all test files and makes the template that each of them copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const room = await roomForFiles()
  await clearLeftovers(room)
  const folder = await mkdtemp(join(room, runFolder))
  await holdFolder(folder)
  await chmod(folder, 0o711) // as root the servers run under another account
  process.env.TMPDIR = join(folder, 'tmp') // for the test processes, which are started after this
  await mkdir(process.env.TMPDIR)
  await chmod(process.env.TMPDIR, 0o1777) // as the machine's own: some tests run programs as another user
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'] // whole services, four files at once
  const server = given ? null : await startEmbedded(folder, { settings })
  const url = given ?? server?.url ?? ''
  if (server) await cheapenPassword(url)
  await makeTemplate(url)
  project.provide('databaseUrl', url)
  return async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const gibibyte = 2 ** 30

/**
 * Where databases and passing files of the tests are: in memory where there is enough of it. A disk's file system spends a
 * tenth of the processor time of a whole run on thousands of databases, each of a thousand small files, made and dropped.
 */
async function roomForFiles(): Promise<string> {
  const memory = process.platform === 'linux' ? await statfs('/dev/shm').catch(() => null) : null
  const isEnough = memory !== null && memory.bavail * memory.bsize >= 4 * gibibyte && totalmem() >= 8 * gibibyte
  return isEnough ? '/dev/shm' : tmpdir()
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
