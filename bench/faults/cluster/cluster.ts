import type { ChildProcess } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run, signalOne, stay, tryTo } from '#bench/faults/shell.ts'
import { etcdWords, nodeNumbers, patroniFile, ports, programs, proxyFile, serverWords } from './files.ts'
import { makeNetwork, type Network } from './network.ts'

/** Three database servers of which one is the primary, as companies run them: Patroni, etcd, HAProxy. */
export interface Cluster {
  /** The address of whoever is the primary. */
  readonly url: string
  readonly network: Network
  /** The number of the primary as the nodes see it; `null`: there is none. */
  primary(): Promise<number | null>
  /** Starts Patroni on a node, which starts the database. */
  startNode(node: number): void
  /** Sends a signal to Patroni and the database of a node; etcd goes on. */
  signal(node: number, name: NodeJS.Signals): Promise<void>
  /** Hands the place of the primary over, as an administrator does. */
  handOver(from: number): Promise<void>
  /** A statement on one node itself. */
  ask(node: number, statement: string): Promise<string>
  /** Takes all room of a node's disk, and gives it back. */
  fillDisk(node: number): Promise<void>
  emptyDisk(node: number): Promise<void>
  stop(): Promise<void>
}

/** Room of a node's disk: a small database, its log, and little else. */
const diskMegabytes = 900
const startMs = 120_000

/** Starts the cluster with an empty database `kpi`. Needs root, and Debian's patroni, etcd, haproxy, faketime and postgresql-15. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'kpi-cluster-'))
  await chmod(folder, 0o755)
  const network = await makeNetwork(nodeNumbers.length)
  for (const node of nodeNumbers) await prepareNode(node, network, folderOf(folder, node))
  for (const node of nodeNumbers) startEtcd(node, network, folderOf(folder, node))
  await writeFile(join(folder, 'haproxy.cfg'), proxyFile(network))
  const proxy = stay(join(folder, 'haproxy.log'), 'haproxy', '-db', '-f', join(folder, 'haproxy.cfg'))
  const cluster = controls(folder, network, proxy)
  for (const node of nodeNumbers) cluster.startNode(node)
  const primary = await untilWhole(cluster, startMs)
  if (primary === null) {
    await cluster.stop()
    throw new Error('The cluster has no primary with two standbys after two minutes')
  }
  await cluster.ask(primary, 'create database kpi')
  return cluster
}

const folderOf = (folder: string, node: number) => join(folder, `node${node}`)

async function prepareNode(node: number, network: Network, folder: string): Promise<void> {
  await mkdir(folder)
  await run('mount', '-t', 'tmpfs', '-o', `size=${diskMegabytes}m,mode=0755`, 'tmpfs', folder)
  await linkPrograms(node, join(folder, 'bin'))
  await writeFile(join(folder, 'patroni.yml'), patroniFile(node, network, folder))
  await run('chown', '-R', 'postgres:postgres', folder)
}

/** The programs of PostgreSQL, of which the server has a clock of its own. */
async function linkPrograms(node: number, folder: string): Promise<void> {
  await mkdir(folder)
  for (const name of await readdir(programs)) {
    if (name !== 'postgres') await symlink(join(programs, name), join(folder, name))
  }
  await writeFile(join(folder, 'postgres'), serverWords(node, join(programs, 'postgres')), { mode: 0o755 })
}

/** As the account that owns the data, in the network of a node. */
const inside = (network: Network, node: number) =>
  ['netns', 'exec', network.space(node), 'setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] as const

function startEtcd(node: number, network: Network, folder: string): void {
  stay(`${folder}.etcd.log`, 'ip', ...inside(network, node), 'etcd', ...etcdWords(node, network, folder))
}

function controls(folder: string, network: Network, proxy: ChildProcess): Cluster {
  const fill = (node: number) => join(folderOf(folder, node), 'fill')
  const ask = (node: number, statement: string) =>
    run(
      'ip',
      ...inside(network, node),
      'psql',
      '-qAtX',
      '-h',
      '127.0.0.1',
      '-U',
      'postgres',
      '-d',
      'postgres',
      '-c',
      statement,
    )
  return {
    url: `postgres://postgres@127.0.0.1:${ports.proxy}/kpi`,
    network,
    ask,
    primary: async () => {
      const found = await Promise.all(nodeNumbers.map(node => isPrimary(network.address(node))))
      return nodeNumbers.find((_node, index) => found[index]) ?? null
    },
    startNode: node => {
      const own = folderOf(folder, node)
      stay(`${own}.log`, 'ip', ...inside(network, node), 'patroni', join(own, 'patroni.yml'))
    },
    signal: async (node, name) => {
      for (const pid of await databasePids(network.space(node))) signalOne(pid, name)
    },
    handOver: async from => {
      const config = join(folderOf(folder, from), 'patroni.yml')
      await run(
        'ip',
        ...inside(network, from),
        'patronictl',
        '-c',
        config,
        'switchover',
        '--leader',
        `node${from}`,
        '--force',
        'kpi',
      )
    },
    fillDisk: async node => void (await tryTo('dd', 'if=/dev/zero', `of=${fill(node)}`, 'bs=1M')), // ends when it is full
    emptyDisk: node => rm(fill(node), { force: true }),
    stop: async () => {
      proxy.kill()
      await network.remove()
      await pause(1_000) // what was killed lets go of its disk
      for (const node of nodeNumbers) await tryTo('umount', '-l', folderOf(folder, node))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function isPrimary(address: string): Promise<boolean> {
  const answer = await fetch(`http://${address}:${ports.patroni}/primary`, {
    signal: AbortSignal.timeout(1_500),
  }).catch(() => null)
  return answer?.status === 200
}

/** Waits for a primary with all standbys; its number, or `null` when there is none in time. */
export async function untilWhole(cluster: Cluster, withinMs: number): Promise<number | null> {
  const end = Date.now() + withinMs
  while (Date.now() < end) {
    const primary = await cluster.primary()
    if (primary !== null && (await standbys(cluster, primary)) === nodeNumbers.length - 1) return primary
    await pause(500)
  }
  return null
}

/** How many standbys repeat what the primary does. */
async function standbys(cluster: Cluster, primary: number): Promise<number> {
  const count = `select count(*) from pg_stat_replication where state = 'streaming'`
  return Number(await cluster.ask(primary, count).catch(() => 0))
}

async function databasePids(space: string): Promise<readonly number[]> {
  const pids = (await tryTo('ip', 'netns', 'pids', space)).split('\n').filter(Boolean).map(Number)
  const names = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => !/^etcd/.test(names[index] ?? ''))
}
