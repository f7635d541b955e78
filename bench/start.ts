import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '#src/paths.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { type BenchRow, inMegabytes, inMilliseconds, median } from './row.ts'
import { untilReady } from './support/ready.ts'

/** Design rules: two seconds to `/readyz` on an existing database, 250 MB when nothing happens. */
const readyBudgetMs = 2_000
const memoryBudget = 250_000_000
const starts = 3
/** How long the service is left alone before its memory is read: the thread that draws ends after a minute. */
const idleMs = 75_000

/** Starting the built service on the demo company's database, and what it holds when nothing happens. */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-bench-start-'))
  await chmod(folder, 0o711) // as root the server runs under another account
  try {
    await once(folder, { DATA_DIR: folder }) // makes the database
    const own: number[] = []
    for (let round = 0; round < starts; round++) own.push((await once(folder, { DATA_DIR: folder })).readyMs)
    const server = await startEmbedded(folder)
    const outside: number[] = []
    const env = { DATA_DIR: folder, DATABASE_URL: server.url, SECRET_KEY: 'k'.repeat(32) }
    for (let round = 0; round < starts; round++) outside.push((await once(folder, env)).readyMs)
    const { rss } = await once(folder, env, idleMs)
    await server.stop()
    return [
      readyRow(`start with its own database, median of ${starts}`, median(own)),
      readyRow(`start on a running database, median of ${starts}`, median(outside)),
      memoryRow(rss),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts the service, waits until it is ready, leaves it alone for a while and stops it. */
async function once(
  folder: string,
  env: Readonly<Record<string, string>>,
  idle = 0,
): Promise<{ readonly readyMs: number; readonly rss: number }> {
  const port = await freePort()
  const began = performance.now()
  const service = spawn(process.execPath, ['--enable-source-maps', join(projectRoot, 'dist/src/main.js')], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', DEMO: '1', PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise(resolve => service.once('exit', resolve))
  try {
    await untilReady(service, port)
    const readyMs = performance.now() - began
    await pause(idle)
    return { readyMs, rss: await residentBytes(service.pid ?? 0) }
  } finally {
    service.kill('SIGTERM')
    await gone
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Memory of a process as the system counts it; 0 where it does not tell. */
async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
}

function readyRow(name: string, ms: number): BenchRow {
  const ok = ms <= readyBudgetMs
  return { name, ours: inMilliseconds(ms), peer: null, ratio: null, budget: `≤ ${readyBudgetMs} ms`, ok }
}

function memoryRow(rss: number): BenchRow {
  const name = `idle memory (RSS) of the Node process, ${idleMs / 1000} s after the start`
  const ok = rss <= memoryBudget
  return { name, ours: inMegabytes(rss), peer: null, ratio: null, budget: `≤ ${inMegabytes(memoryBudget)}`, ok }
}
