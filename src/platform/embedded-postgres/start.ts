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
import { findHolder, type Holder, isHolder, takeOwnerLock } from './owner-lock.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import { findServerUser, useServer } from './server-users.ts'

/** The database that comes with the service, under a data folder. */
export interface EmbeddedDatabase {
  readonly url: string
  /** True when a server of an earlier process was still running and is used on. */
  readonly reused: boolean
  /** Process number of the server. */
  readonly pid: number
  /** Leaves the server, and stops it where no other process uses it. */
  stop(): Promise<void>
}

/**
 * `settings` are server settings such as `fsync=off`; `guest` works beside the process that owns the folder and other guests;
 * `alone`: an owner that bears no guests.
 */
export interface EmbeddedOptions {
  readonly settings?: readonly string[]
  readonly guest?: boolean
  readonly alone?: boolean
}

const database = 'linkstar'
const user = 'linkstar'
/** How long a start may take; crash recovery of a large database is the slow case. Judgement. */
const startLimitMs = 60_000
/** How long others may take before it is our turn: a start, and a stop (15 s). Judgement. */
const turnLimitMs = startLimitMs + 30_000

/**
 * Starts the embedded PostgreSQL of a data folder, or uses the one that runs: that of an owner, of guests, or one that survived
 * an earlier process. Whoever is the last to leave stops it, so that nobody loses it while they work.
 * @throws StartError when the folder belongs to another process, cannot be written, or the server does not come up.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDir)
  await makeFolder(folder)
  const leave = once(options.guest ? await useServer(folder) : await own(folder))
  try {
    const guest = options.alone ? await findServerUser(folder) : null
    if (guest) throw inUse(folder, guest)
    const server = await oneAtATime(folder, () => startServer(folder, options.settings ?? []))
    return { ...server, stop: () => stopWithLast(folder, leave) }
  } catch (error) {
    await leave()
    throw error
  }
}

async function own(folder: string): Promise<() => Promise<void>> {
  const lock = await takeOwnerLock(join(folder, serviceLock))
  if (isHolder(lock)) throw inUse(folder, lock)
  return lock.release
}

const serviceLock = 'service.lock'

function inUse(folder: string, { pid }: Holder): StartError {
  return new StartError(
    `The data folder ${folder} is in use by process ${pid}: stop that one first, or set DATA_DIR to another folder.`,
  )
}

/** Starting and stopping the server, one process after the other. @throws StartError when another one does not come to an end */
async function oneAtATime<T>(folder: string, work: () => Promise<T>): Promise<T> {
  for (let waited = 0; waited < turnLimitMs; waited += 50) {
    const lock = await takeOwnerLock(join(folder, 'postgres.lock'))
    if (isHolder(lock)) {
      await pause(50)
      continue
    }
    try {
      return await work()
    } finally {
      await lock.release()
    }
  }
  throw new StartError(
    `Another process is still starting or stopping the database of ${folder}: see ${folder}/postgres.log, then try again.`,
  )
}

/** A second time would take away what belongs to somebody else by then. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= work()
    return done
  }
}

/** What was done is done, also where another process takes too long: then its end, or the next start, finds the server. */
async function stopWithLast(folder: string, leave: () => Promise<void>): Promise<void> {
  const turn = oneAtATime(folder, async () => {
    await leave()
    if ((await findHolder(join(folder, serviceLock))) || (await findServerUser(folder))) return
    const live = await findPostmaster(join(folder, 'postgres'))
    if (live) await stopPostmaster(live.pid)
  })
  await turn.catch(leave)
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
