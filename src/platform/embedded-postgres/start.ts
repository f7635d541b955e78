import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { StartError } from '#src/errors.ts'
import { type Account, chooseAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { isHolder, takeOwnerLock } from './owner-lock.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'

/** The database that comes with the service, under a data folder. */
export interface EmbeddedDatabase {
  readonly url: string
  /** True when a server of an earlier process was still running and is used on. */
  readonly reused: boolean
  /** Process number of the server. */
  readonly pid: number
  /** Stops the server, or only leaves it when another process owns the folder. */
  stop(): Promise<void>
}

/** `settings` are server settings such as `fsync=off`; `guest` joins a folder that another process owns. */
export interface EmbeddedOptions {
  readonly settings?: readonly string[]
  readonly guest?: boolean
}

const database = 'linkstar'
const user = 'linkstar'
/** How long a start may take; crash recovery of a large database is the slow case. Judgement. */
const startLimitMs = 60_000

/**
 * Starts the embedded PostgreSQL of a data folder, or takes on the one that survived an earlier process.
 * @throws StartError when the folder belongs to another process, cannot be written, or the server does not come up.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDir)
  const lockFile = join(folder, 'service.lock')
  await makeFolder(folder)
  const lock = await takeOwnerLock(lockFile)
  if (isHolder(lock)) {
    if (options.guest) return joinServer(folder)
    throw new StartError(
      `The data folder ${folder} is in use by process ${lock.pid}: stop that one first, or set DATA_DIR to another folder.`,
    )
  }
  try {
    const server = await startServer(folder, options.settings ?? [])
    return {
      ...server,
      stop: async () => {
        await stopPostmaster(server.pid)
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

interface Server {
  readonly url: string
  readonly pid: number
  readonly reused: boolean
}

async function startServer(folder: string, settings: readonly string[]): Promise<Server> {
  const data = join(folder, 'postgres')
  const binaries = await findBinaries(join(folder, 'postgres-lib'))
  const account = chooseAccount(data, [binaries.initdb, binaries.postgres])
  await initialise(folder, data, binaries, account)
  const password = await readFile(join(folder, 'postgres.secret'), 'utf8')
  const live = await findPostmaster(data)
  const { pid, port } = live ?? (await launch(folder, data, binaries, account, settings))
  await waitUntilReady(folder, pid, port, password)
  return { url: urlOf(port, password), pid, reused: live !== null }
}

async function joinServer(folder: string): Promise<EmbeddedDatabase> {
  for (let waited = 0; waited < startLimitMs; waited += 100) {
    const live = await findPostmaster(join(folder, 'postgres'))
    if (live) {
      const password = await readFile(join(folder, 'postgres.secret'), 'utf8')
      await waitUntilReady(folder, live.pid, live.port, password)
      return { url: urlOf(live.port, password), reused: true, pid: live.pid, stop: async () => {} }
    }
    await pause(100)
  }
  throw new StartError(`The process that owns ${folder} did not start its database: see ${folder}/postgres.log.`)
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 })
    const probe = join(folder, `.probe-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    throw new StartError(
      `The data folder ${folder} cannot be written: set DATA_DIR to a folder of this account, or set DATABASE_URL.`,
      { cause },
    )
  }
}

/** Creates the cluster. A half-made one, from a start that was killed, is made again: it never held anything. */
async function initialise(folder: string, data: string, binaries: Binaries, account: Account): Promise<void> {
  const secret = join(folder, 'postgres.secret')
  const complete = join(folder, 'postgres.ready')
  if (existsSync(complete)) return
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { recursive: true, mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  await writeFile(secret, password, { mode: 0o600 })
  if (account.uid !== null && account.gid !== null) {
    await chown(data, account.uid, account.gid)
    await chown(secret, account.uid, account.gid)
  }
  const words = ['-D', data, '-U', user, '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C']
  await run(account, binaries, binaries.initdb, [...words, '--no-instructions'])
  await writeFile(complete, '')
}

async function run(account: Account, binaries: Binaries, program: string, words: readonly string[]): Promise<void> {
  const [command, ...before] = [...account.prefix, program]
  try {
    await promisify(execFile)(command ?? program, [...before, ...words], spawnOptions(account, binaries))
  } catch (cause) {
    throw new StartError(
      `The built-in PostgreSQL could not be set up: ${firstLine(cause)} Set DATABASE_URL to use another.`,
      {
        cause,
      },
    )
  }
}

function spawnOptions(account: Account, binaries: Binaries) {
  const { uid, gid } = account
  const asUser = uid !== null && gid !== null && account.prefix.length === 0 ? { uid, gid } : {}
  const libraries = { LD_LIBRARY_PATH: binaries.libraries, DYLD_LIBRARY_PATH: binaries.libraries }
  return { ...asUser, cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C', ...libraries } }
}

async function launch(
  folder: string,
  data: string,
  binaries: Binaries,
  account: Account,
  settings: readonly string[],
): Promise<{ pid: number; port: number }> {
  const port = await freePort()
  const fixed = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'timezone=UTC',
  ]
  const words = ['-D', data, ...[...fixed, ...settings].flatMap(setting => ['-c', setting])]
  const [command, ...before] = [...account.prefix, binaries.postgres]
  const log = await open(join(folder, 'postgres.log'), 'a', 0o600)
  const child = spawn(command ?? binaries.postgres, [...before, ...words], {
    ...spawnOptions(account, binaries),
    detached: true, // Ctrl+C at a terminal reaches us alone: we stop the server when our work is done
    stdio: ['ignore', log.fd, log.fd],
  })
  child.on('error', () => {}) // shows as "not running" below
  child.unref()
  await log.close()
  return { pid: child.pid ?? 0, port }
}

async function waitUntilReady(folder: string, pid: number, port: number, password: string): Promise<void> {
  for (let waited = 0; waited < startLimitMs; waited += 30) {
    if (await accepts(port, password)) return
    if (!isRunning(pid)) {
      throw new StartError(
        `The built-in PostgreSQL stopped while starting: ${await lastLine(join(folder, 'postgres.log'))}`,
      )
    }
    await pause(30)
  }
  throw new StartError(`The built-in PostgreSQL did not answer within a minute: see ${join(folder, 'postgres.log')}.`)
}

/** Connects once, and makes our database on the first time. */
async function accepts(port: number, password: string): Promise<boolean> {
  const sql = postgres(urlOf(port, password, 'postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`
    if (found.length === 0) await sql.unsafe(`create database ${database}`)
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function urlOf(port: number, password: string, name = database): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid > 0
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().unref()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function lastLine(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n')
  return (
    lines.findLast(line => /FATAL|ERROR|PANIC|error while loading/.test(line)) ?? lines.at(-1) ?? 'it said nothing.'
  )
}

function firstLine(cause: unknown): string {
  const text = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  return text.trim().split('\n')[0] ?? ''
}
