import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { untilReady } from '#bench/support/ready.ts'

/** A service of some version under traffic. */
export interface Service {
  readonly name: string
  readonly port: number
  /** Takes no new work any more: traffic goes to others. */
  readonly leaving: boolean
  /** What it logged as an error, and where it ended before it was told to. */
  readonly faults: readonly string[]
  /** As an orchestrator does it: no more traffic, a signal, the end. */
  stop(): Promise<void>
}

/** What all services of a rehearsal are told. */
export interface ServiceParts {
  readonly databaseUrl: string
  readonly env: Readonly<Record<string, string>>
}

export const pushToken = 'token-of-a-rehearsal'
/** pino's number for an error. */
const errorLevel = 50

/** Starts the version of a folder and waits until it is ready. */
export async function startVersion(
  folder: string,
  name: string,
  port: number,
  { databaseUrl, env }: ServiceParts,
): Promise<Service> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(folder, 'dist/src/main.js')], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env, DATABASE_URL: databaseUrl, PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const faults: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => void (isFault(line) && faults.push(line.slice(0, 600))))
  let leaving = false
  const end = new Promise<void>(resolve =>
    child.once('exit', code => {
      if (!leaving || code !== 0) faults.push(`${name} ended with ${code}`)
      resolve()
    }),
  )
  await untilReady(child, port).catch(error => {
    throw new Error(`${name} did not start: ${faults.join('; ')}`, { cause: error })
  })
  return {
    name,
    port,
    faults,
    get leaving() {
      return leaving
    },
    stop: () => {
      leaving = true
      terminate(child)
      return end
    },
  }
}

const settings = { SECRET_KEY: 'the key of a rehearsal, nothing else', API_TOKEN: pushToken, LOG_LEVEL: 'warn' }
/** Requests that were begun are answered before the service hears of its end (an orchestrator's usual pause). */
const drainMs = 1_000

function terminate(child: ChildProcess): void {
  setTimeout(() => child.kill('SIGTERM'), drainMs)
}

function isFault(line: string): boolean {
  if (!line.startsWith('{')) return line.trim() !== '' && !/warning/i.test(line)
  return Number((JSON.parse(line) as { level?: number }).level) >= errorLevel
}
