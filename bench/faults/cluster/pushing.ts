import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addStores } from '#bench/support/database.ts'
import { countLost, pushOnce } from '#bench/support/pushes.ts'
import { untilReady } from '#bench/support/ready.ts'
import { projectRoot } from '#src/paths.ts'
import type { Database } from '#src/platform/database/db.ts'

/** Figures pushed by somebody who tries again until an answer comes, to services that are never restarted. */
export interface Pushing {
  /** Where the services listen. */
  readonly ports: readonly number[]
  stop(): Promise<PushReport>
}

export interface PushReport {
  /** When each accepted push was answered, by `performance.now`. */
  readonly accepted: readonly number[]
  /** Answered as accepted, and not there afterwards. */
  readonly lost: number
  /** Services that ended by themselves. */
  readonly ended: number
}

const token = 'token-of-the-fault-run'
const firstPort = 15_500
const services = 3
/** An answer that takes longer is not waited for; the next service is asked. */
const answerMs = 10_000

/** Starts the services on a database with a store, and pushes a figure ten times a second. */
export async function startPushing(database: Database): Promise<Pushing> {
  await addStores(database.db, 1) // so that the database is not empty: the demo comes from elsewhere
  let ended = 0
  let stopped = false
  const running = Array.from({ length: services }, (_, index) => startService(database.url, firstPort + index))
  for (const service of running) service.once('exit', () => void (stopped || ended++))
  await Promise.all(running.map((service, index) => untilReady(service, firstPort + index)))
  const numbers: number[] = []
  const accepted: number[] = []
  const work = (async () => {
    for (let n = 1; !stopped; n++) {
      if (!(await push(firstPort + (n % services), n))) continue
      numbers.push(n)
      accepted.push(performance.now())
      await pause(100)
    }
  })()
  return {
    ports: running.map((_service, index) => firstPort + index),
    stop: async () => {
      stopped = true
      await work
      const gone = running.map(service => new Promise(resolve => service.once('exit', resolve)))
      for (const service of running) service.kill('SIGTERM')
      const lost = await countLost(database, 'SKU-', numbers)
      await Promise.all(gone)
      return { accepted, lost, ended }
    },
  }
}

function startService(databaseUrl: string, port: number): ChildProcess {
  const env = { DATABASE_URL: databaseUrl, SECRET_KEY: 'the key of a fault run, nothing else', API_TOKEN: token }
  return spawn(process.execPath, ['--enable-source-maps', join(projectRoot, 'dist/src/main.js')], {
    env: { PATH: process.env.PATH ?? '', DEMO: '1', PORT: String(port), LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** The number as units of a product of its own. @returns whether it was accepted */
async function push(port: number, n: number): Promise<boolean> {
  const row = { store: 'store-0', sku: `SKU-${n}`, day: '2026-01-05', measures: { units: n } }
  if (await pushTo(port, row)) return true
  await pause(200)
  return false
}

/** Pushes a row to the service of a port. @returns whether it was accepted */
export function pushTo(port: number, row: object): Promise<boolean> {
  return pushOnce({ port, token, answerMs }, row)
}
