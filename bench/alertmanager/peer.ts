import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Breach } from './stream.ts'
import { type Usage, usageOf } from './usage.ts'

/** Debian's package names it so. */
const binary = 'prometheus-alertmanager'
/** Alerts in one request, and how long they last without being told again (Prometheus: four times its minute). */
const batch = 64
const lastsMs = 600_000

/** A running Alertmanager. */
export interface Peer {
  /** Tells it breaches in batches, as Prometheus does. */
  readonly tell: (breaches: readonly Breach[]) => Promise<void>
  readonly usage: () => Promise<Usage>
  readonly stop: () => Promise<void>
}

/** How it is set up. */
export interface PeerOptions {
  /** Where its webhooks go. */
  readonly hook: string
  /** `...`: a message for each alert; a label: one for all that share it. */
  readonly groupBy: string
  /** How long a new group waits for more of its alerts: with nothing to wait for it would be told of in pieces. */
  readonly groupWaitSeconds: number
}

/** Seconds between two looks at a group that has been told of: the least that its time-out allows (its source: 10 s). */
export const groupSeconds = 10

/** Starts it on free ports with a folder of its own; `null` where it is not installed. */
export async function startPeer({ hook, groupBy, groupWaitSeconds }: PeerOptions): Promise<Peer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-bench-peer-'))
  const file = join(folder, 'alertmanager.yml')
  await writeFile(file, configuration(hook, groupBy, groupWaitSeconds))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(binary, argumentsOf(file, folder, port), { stdio: 'ignore' })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()).once('error', () => resolve()))
  const stop = async () => {
    child.kill('SIGKILL')
    await gone
    await rm(folder, { recursive: true, force: true })
  }
  if (await isReady(url, child)) return { tell: tellAt(url), usage: () => usageOf(child.pid), stop }
  await stop()
  return null
}

function configuration(hook: string, groupBy: string, wait: number): string {
  const route = { receiver: 'hook', group_by: [groupBy], group_wait: `${wait}s`, group_interval: `${groupSeconds}s` }
  const receivers = [{ name: 'hook', webhook_configs: [{ url: hook, send_resolved: false }] }]
  return JSON.stringify({ route: { ...route, repeat_interval: '4h' }, receivers }) // JSON is YAML
}

/** Alone, without gossip. */
function argumentsOf(file: string, folder: string, port: number): readonly string[] {
  return [
    `--config.file=${file}`,
    `--storage.path=${folder}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
    '--log.level=error',
  ]
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise(resolve => server.close(resolve))
  return port
}

async function isReady(url: string, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 100) {
    await pause(100)
    if (child.pid === undefined || child.exitCode !== null) return false
    const answer = await fetch(`${url}/-/ready`).catch(() => null)
    if (answer?.ok) return true
  }
  return false
}

function tellAt(url: string): Peer['tell'] {
  return async breaches => {
    const endsAt = new Date(Date.now() + lastsMs).toISOString()
    for (let at = 0; at < breaches.length; at += batch) {
      const alerts = breaches.slice(at, at + batch).map(({ id, kpi, store }) => ({
        labels: { alertname: kpi, store, breach: id, severity: 'critical' },
        annotations: { summary: `${kpi} of ${store} is beyond its target` },
        endsAt,
      }))
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body: JSON.stringify(alerts) })
      if (!answer.ok) throw new Error(`the peer answered ${answer.status}`)
    }
  }
}
