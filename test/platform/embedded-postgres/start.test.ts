import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#src/config.ts'
import { findPostmaster } from '#src/platform/embedded-postgres/postmaster.ts'
import { type EmbeddedDatabase, startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { sourceWords } from '#test/support/running/program.ts'

let folder: string
const running: EmbeddedDatabase[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kpi-embedded-'))
})

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the embedded database', () => {
  it('starts in a folder that only this account may enter, and keeps its data over a restart', async () => {
    const first = await startEmbedded(folder)
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()

    const second = await start()

    expect(second.reused).toBe(false)
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('takes on the server that survived kill -9 of its process, and loses nothing', async () => {
    const child = spawnOwner(folder)
    const url = await child.ready
    await query(url, 'create table kept as select 1 as committed')
    child.kill()
    await child.gone

    const next = await start()

    expect(next.reused).toBe(true)
    expect(next.url).toBe(url)
    expect(await query(next.url, 'select committed from kept')).toEqual([{ committed: 1 }])
  })

  it('recovers when server and process were both killed', async () => {
    const child = spawnOwner(folder)
    const url = await child.ready
    await query(url, 'create table kept as select 1 as committed')
    const found = await query(url, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid")
    child.kill()
    process.kill(Number(found[0]?.pid), 'SIGKILL')
    await child.gone

    const next = await start()

    expect(next.reused).toBe(false)
    expect(await query(next.url, 'select committed from kept')).toEqual([{ committed: 1 }])
  })

  it('is made again when its very first start was cut off half-way', async () => {
    const first = await startEmbedded(folder)
    await first.stop()
    await rm(join(folder, 'postgres.ready'))
    await rm(join(folder, 'postgres', 'PG_VERSION'))

    const next = await start()

    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('refuses a second owner by naming the first', async () => {
    await start()

    await expect(startEmbedded(folder)).rejects.toThrow(`in use by process ${process.pid}`)
  })

  it('lets a guest use the running server without stopping it', async () => {
    const owner = await start()

    const guest = await startEmbedded(folder, { guest: true })
    await guest.stop()

    expect(guest.url).toBe(owner.url)
    expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('lives until the last who uses it leaves, whoever started it', async () => {
    const leaving = [await startEmbedded(folder, { guest: true }), await startEmbedded(folder)]
    const last = await startEmbedded(folder, { guest: true })
    for (const one of leaving) await one.stop()

    expect(await query(last.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await last.stop()
    expect(await findPostmaster(join(folder, 'postgres'))).toBeNull()
    expect((await readdir(folder)).filter(name => /\.(lock|new)|user-/.test(name))).toEqual([])
  })

  it('serves several processes that come and go at once on an empty folder', async () => {
    const guests = [0, 200, 900, 1500].map(stayMs => spawnGuest(folder, stayMs))

    expect(await Promise.all(guests)).toEqual(guests.map(() => ({ code: 0, said: 'kept' })))
    expect(await findPostmaster(join(folder, 'postgres'))).toBeNull()
    const later = await start()
    expect(await query(later.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: guests.length }])
  })

  it('is not stopped twice: what another process began since stays its own', async () => {
    const first = await startEmbedded(folder)
    await first.stop()
    const second = await start()
    await first.stop()

    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await expect(startEmbedded(folder)).rejects.toThrow('in use by process')
  })

  it('is refused to whoever must be alone while somebody uses it', async () => {
    const guest = await startEmbedded(folder, { guest: true })
    running.push(guest)

    await expect(startEmbedded(folder, { alone: true })).rejects.toThrow(`in use by process ${process.pid}`)
    expect(await query(guest.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is stopped where a process that used it is gone without a word', async () => {
    await writeFile(join(folder, `postgres.user-${process.ppid}-1-0a`), '')

    const guest = await startEmbedded(folder, { guest: true })
    await guest.stop()

    expect(await findPostmaster(join(folder, 'postgres'))).toBeNull()
  })

  it('takes over the lock of a process that is gone, even if its number is in use again', async () => {
    await writeFile(join(folder, 'service.lock'), JSON.stringify({ pid: process.ppid, started: '1' }))

    const server = await start()

    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('says what to do when the folder cannot be written', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')

    await expect(startEmbedded(join(file, 'data'))).rejects.toThrow(/cannot be written: set DATA_DIR/)
  })

  it.runIf(process.getuid?.() === 0)('runs as an ordinary user too', async () => {
    await chmod(folder, 0o777)
    const child = spawnOwner(join(folder, 'data'), 65_534)

    const url = await child.ready
    const answer = await query(url, 'select 1 as one')
    child.stop()
    await child.gone

    expect(answer).toEqual([{ one: 1 }])
  })
})

describe('the configuration', () => {
  it('lists every variable that is wrong at once', () => {
    const reading = () => readConfig({ PORT: 'abc', TEAM_TIME_ZONE: 'Mars/Base', DATABASE_URL: 'mysql://x' })

    expect(reading).toThrow(/DATABASE_URL must look like/)
    expect(reading).toThrow(/PORT must be a port number/)
    expect(reading).toThrow(/TEAM_TIME_ZONE must be an IANA time zone/)
    expect(reading).toThrow(/SECRET_KEY must be set together with DATABASE_URL/)
  })

  it('takes empty variables as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null, demo: null })
  })
})

async function start(): Promise<EmbeddedDatabase> {
  const server = await startEmbedded(folder)
  running.push(server)
  return server
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

const program = `
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
const server = await startEmbedded(process.argv[1])
console.log(server.url)
process.once('SIGTERM', () => server.stop().then(() => process.exit(0)))
setInterval(() => {}, 1000)
`

const guestProgram = `
import postgres from 'postgres'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
const [, folder, stayMs] = process.argv
const server = await startEmbedded(folder, { guest: true })
const sql = postgres(server.url, { max: 1, onnotice: () => {} })
await sql.unsafe('select pg_advisory_lock(1); create table if not exists kept (who int)')
await sql.unsafe('select pg_advisory_unlock(1)')
await pause(Number(stayMs))
await sql.unsafe('insert into kept values (1)')
await sql.end()
await server.stop()
console.log('kept')
`

/** Works on the database for a while, in a process of its own. */
function spawnGuest(dataDir: string, stayMs: number): Promise<{ code: number | null; said: string }> {
  const words = [...sourceWords, '--input-type=module', '-e', guestProgram, dataDir, String(stayMs)]
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: tmpdir() },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  return new Promise(done => child.on('exit', code => done({ code, said: said.trim() })))
}

function spawnOwner(dataDir: string, uid?: number) {
  const words = [...sourceWords, '--input-type=module', '-e', program, dataDir]
  const env = { ...process.env, HOME: tmpdir() }
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
    ...(uid ? { uid, gid: uid } : {}),
  })
  const gone = new Promise<void>(done => child.on('exit', () => done()))
  const ready = new Promise<string>((found, failed) => {
    child.stdout?.on('data', chunk => found(String(chunk).trim()))
    child.on('exit', code => failed(new Error(`the owner stopped with ${code}`)))
  })
  return { ready, gone, kill: () => child.kill('SIGKILL'), stop: () => child.kill('SIGTERM') }
}
