import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '#src/paths.ts'
import { findHolder } from '#src/platform/embedded-postgres/owner-lock.ts'
import { findPostmaster, stopPostmaster } from '#src/platform/embedded-postgres/postmaster.ts'
import { programWords } from '#test/support/running/program.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole services are started and killed

let dataDir: string
let running: Started[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kpi-process-'))
})

afterEach(async () => {
  for (const service of running) service.kill('SIGKILL')
  await Promise.all(running.map(service => service.gone))
  running = []
  const server = await findPostmaster(join(dataDir, 'postgres'))
  if (server) await stopPostmaster(server.pid)
  await rm(dataDir, { recursive: true, force: true })
})

describe('the process', () => {
  it('comes up on an empty machine, tells its health, and stops cleanly on SIGTERM', async () => {
    const misspelt = { SLACK_BOT_TOKN: 'another-token-nobody-may-read' }
    const service = startProcess({ DEMO: '0', API_TOKEN: 'a-token-nobody-may-read', ...misspelt })
    const address = await service.ready

    const answers = await Promise.all(['/healthz', '/readyz', '/metrics', '/'].map(path => fetch(address + path)))
    const metrics = (await answers[2]?.text()) ?? ''
    service.kill('SIGTERM')

    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 404])
    expect(metrics).toContain('kpi_deliveries_waiting 0')
    expect(await service.gone).toBe(0)
    expect(await findPostmaster(join(dataDir, 'postgres'))).toBeNull()
    expect(await findHolder(join(dataDir, 'service.lock'))).toBeNull()
    expect(service.output()).toContain('Nothing reads SLACK_BOT_TOKN; SLACK_BOT_TOKEN is probably meant')
    expect(service.output()).not.toMatch(/token-nobody|postgres:\/\/\w+:/)
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  it('writes metrics that promtool accepts', async context => {
    if (spawnSync('promtool', ['--version']).status !== 0) context.skip('promtool is not installed')
    const service = startProcess({ DEMO: '0' })
    const metrics = await (await fetch(`${await service.ready}/metrics`)).text()

    expect(() => execFileSync('promtool', ['check', 'metrics'], { input: metrics, stdio: 'pipe' })).not.toThrow()
  })

  it('is up again after kill -9, on the database that went on living', async () => {
    const first = startProcess({ DEMO: '0' })
    await first.ready
    const before = await findPostmaster(join(dataDir, 'postgres'))
    first.kill('SIGKILL')
    await first.gone

    const second = startProcess({ DEMO: '0' })
    const address = await second.ready

    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    expect(await findPostmaster(join(dataDir, 'postgres'))).toEqual(before)
  })

  it('loads the demo company when nothing is configured, and shows the console', async () => {
    const service = startProcess({})
    const address = await service.ready

    const page = await fetch(address)
    const directory = (await (await fetch(`${address}/web/directory`)).json()) as { demo: boolean; people: unknown[] }

    expect(page.headers.get('content-type')).toContain('text/html')
    expect(directory.demo).toBe(true)
    expect(directory.people.length).toBeGreaterThan(3)
  })

  it('gives a link to sign in at the shell beside the service, and nothing else is taken for the messenger of that name', async () => {
    await startProcess({}).ready

    const words = [...programWords('src/cli.ts'), 'web']
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      DATA_DIR: dataDir,
      PUBLIC_URL: 'https://kpi.example.com',
    }
    const said = execFileSync(process.execPath, [...words, 'emily.chen@demo.linkstar.example'], {
      ...{ cwd: projectRoot, env, encoding: 'utf8' },
    })

    expect(said).toContain('https://kpi.example.com/login/open')
  })
})

describe('a start that cannot go on', () => {
  it('says in one sentence that the port is taken', async () => {
    const other = createServer()
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0

    const service = startProcess({ DEMO: '0', PORT: String(port) })
    const code = await service.gone
    await new Promise(done => other.close(done))

    expect(code).toBe(1)
    expect(service.errors().trim()).toBe(
      `Port ${port} on 127.0.0.1 is taken: stop the other program or set PORT to a free one.`,
    )
  })

  it('lists every variable that is wrong', async () => {
    const service = startProcess({ PORT: 'many', TEAM_TIME_ZONE: 'Mars' })

    expect(await service.gone).toBe(1)
    expect(service.errors()).toMatch(/PORT must be a port number[\s\S]*TEAM_TIME_ZONE must be an IANA time zone/)
  })

  it('names the process that has the data folder', async () => {
    const first = startProcess({ DEMO: '0' })
    await first.ready

    const second = startProcess({ DEMO: '0' })

    expect(await second.gone).toBe(1)
    expect(second.errors()).toContain(`in use by process ${first.pid}`)
  })

  it('says that the database cannot be reached', async () => {
    const url = 'postgres://someone:hidden-word@127.0.0.1:1/none'
    const service = startProcess({ DATABASE_URL: url, SECRET_KEY: 'x'.repeat(32) })

    expect(await service.gone).toBe(1)
    expect(service.errors()).toContain('The database cannot be reached')
    expect(service.errors()).not.toContain('hidden-word')
  })
})

describe('the example of the environment', () => {
  it('names every variable that the program reads, and nothing else of ours', () => {
    const example = readFileSync(join(projectRoot, '.env.example'), 'utf8')
    const config = readFileSync(join(projectRoot, 'src/config.ts'), 'utf8')
    const read = [...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(match => match[1] ?? '')

    expect(read.length).toBeGreaterThan(8)
    for (const name of read) expect(example).toMatch(new RegExp(`^${name}=`, 'm'))
  })
})

/** A started service: `ready` is its address, `gone` its exit code. */
interface Started {
  readonly ready: Promise<string>
  readonly gone: Promise<number | null>
  readonly pid: number | undefined
  kill(signal: NodeJS.Signals): boolean
  errors(): string
  output(): string
}

function startProcess(env: Record<string, string>): Started {
  const words = programWords('src/main.ts')
  const own = { PATH: process.env.PATH ?? '', HOME: tmpdir(), DATA_DIR: dataDir, PORT: '0', ...env }
  const child = spawn(process.execPath, words, { cwd: projectRoot, env: own, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, errors] = ['', '']
  const gone = new Promise<number | null>(done => child.on('exit', done))
  const ready = new Promise<string>((found, failed) => {
    child.stdout.on('data', chunk => {
      out += chunk
      const address = /"address":"([^"]+)"/.exec(out)?.[1]
      if (address) found(address)
    })
    child.stderr.on('data', chunk => (errors += chunk))
    child.on('exit', code => failed(new Error(`the process ended with ${code}: ${errors}`)))
  })
  ready.catch(() => {}) // tests of failing starts wait for `gone`
  const service = {
    ready,
    gone,
    pid: child.pid,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    errors: () => errors,
    output: () => out + errors,
  }
  running.push(service)
  return service
}
