import { setTimeout as pause } from 'node:timers/promises'
import {
  type Platform,
  type PlatformKind,
  platformKinds,
  startPlatform,
  type Trouble,
} from '#bench/support/platform.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { type Orders, shortLimits } from './orders.ts'
import { type DatabaseProxy, openProxy } from './proxy.ts'
import { type Replicas, startReplicas } from './replicas.ts'

/** How hard a run is. */
export interface FaultRun {
  readonly databaseUrl: string
  /** Messages in all, over all kinds of platform. */
  readonly deliveries: number
  /** Over so many milliseconds they are planned; faults go on as long. */
  readonly spreadMs: number
  /** Time between two kills of a replica from outside. */
  readonly killEveryMs: number
  /** Time between two faults of the whole; a fifteenth of the spread, and enough for a replica to come up, unless given. */
  readonly faultEveryMs?: number
  /** Leases and time-outs; those of `shortLimits` unless said otherwise. */
  readonly limits?: Orders['limits']
  /** Restarts the database; answers its address. Absent: it is not restarted. */
  readonly restart?: () => Promise<string>
  /** Processes that deliver; 2 unless given. */
  readonly replicas?: number
  /** Failures of the database from outside, in place of those that a proxy makes; ends when told to. */
  readonly letFail?: () => () => Promise<void>
  /** Goes on beside the messages; ends when it is told how often a message stands at a platform. */
  readonly beside?: () => Promise<(shown: Platform['shown']) => Promise<void>>
  /** How far a clock is moved at most, either way, in milliseconds; an hour unless given. */
  readonly clockMs?: number
}

/** What came of the messages for one kind of platform. */
export interface Outcome {
  readonly kind: PlatformKind
  readonly planned: number
  readonly delivered: number
  readonly lost: number
  readonly doubled: number
}

export interface FaultReport {
  readonly outcomes: readonly Outcome[]
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>
  readonly seconds: number
}

/** How likely each trouble is for one request (judgement: far worse than any platform). */
const troubles: readonly (readonly [Trouble, number])[] = [
  ['too many', 0.02],
  ['server error', 0.03],
  ['no answer before', 0.01],
  ['no answer after', 0.015],
  ['cut before', 0.015],
  ['cut after', 0.02],
  ['kill before', 0.008],
  ['kill after', 0.008],
]
const kills = { 'before claim': 0.001, 'after claim': 0.006, 'while drawing': 0.01, 'before recording': 0.008 }
const channelsPerKind = 25
/** Between two faults of the whole: a replica must come up in between. */
const minGapMs = 1_500
/** A message that is not there so long after the last fault is lost. */
const patienceMs = 300_000

/** Plans messages while everything fails around the replicas, then lets them come to rest and counts. */
export async function runFaults(run: FaultRun): Promise<FaultReport> {
  const began = performance.now()
  const faults: Record<string, number> = {}
  const count = (name: string) => {
    faults[name] = (faults[name] ?? 0) + 1
  }
  const proxy = await openProxy()
  const databaseUrl = proxy.through(run.databaseUrl)
  const database = openDatabase(databaseUrl)
  let replicas: Replicas | null = null
  let calm = false
  const trouble = () => (calm ? null : counted(troubleOf(), count))
  const platform = await startPlatform({ trouble, kill: pid => replicas?.kill(pid) })
  try {
    const channels = await openChannels(database)
    replicas = startReplicas(run.replicas ?? 2, {
      databaseUrl,
      platformUrl: platform.url,
      limits: run.limits ?? shortLimits,
      kills,
    })
    const endBeside = await run.beside?.()
    const stopFaults = breakThings(run, { proxy, replicas, count })
    const stopFailures = run.letFail?.()
    const keys = await planAll(database, channels, run)
    await stopFailures?.()
    await stopFaults()
    calm = true
    await untilAtRest(database)
    await endBeside?.(platform.shown)
    faults['replicas that died'] = replicas.deaths()
    const seconds = (performance.now() - began) / 1000
    return { outcomes: platformKinds.map(kind => outcomeOf(kind, keys, platform)), faults, seconds }
  } finally {
    await replicas?.stop()
    await database.close()
    await platform.close()
    await proxy.close()
  }
}

function troubleOf(): Trouble | null {
  let dice = Math.random()
  for (const [trouble, share] of troubles) {
    if (dice < share) return trouble
    dice -= share
  }
  return null
}

function counted(trouble: Trouble | null, count: (name: string) => void): Trouble | null {
  if (trouble) count(`platform: ${trouble}`)
  return trouble
}

/** Channels of each kind. */
type Channels = ReadonlyMap<PlatformKind, readonly number[]>

async function openChannels({ db }: Database): Promise<Channels> {
  const all = new Map<PlatformKind, readonly number[]>()
  for (const kind of platformKinds) {
    const ids: number[] = []
    for (let index = 0; index < channelsPerKind; index++) {
      const room = { messenger: kind, workspace: '', externalId: `room-${index}`, name: `room-${index}` } as const
      const channel = { ...room, kind: 'group', scope: ['all'], locale: 'en', timeZone: 'UTC', alerts: false } as const
      ids.push((await ensureChannel(db, channel)).id)
    }
    all.set(kind, ids)
  }
  return all
}

/** Kills, cuts, stalls, restarts and moves clocks until it is told to stop. */
function breakThings(
  { killEveryMs, spreadMs, faultEveryMs, restart, letFail, clockMs = 3_600_000, limits = shortLimits }: FaultRun,
  { proxy, replicas, count }: { proxy: DatabaseProxy; replicas: Replicas; count: (name: string) => void },
): () => Promise<void> {
  const stall = () => proxy.stall((limits.leaseMs ?? 0) + 1_000)
  const steps: readonly (readonly [string, () => Promise<void> | void])[] = [
    ['clock step', () => replicas.stepClock(Math.round((Math.random() * 2 - 1) * clockMs))],
    ['database: answers cut in commit', () => proxy.cutNextAnswers(8)],
    ['database: connections cut', () => proxy.cutAll()],
    ...(letFail ? [] : [['database: stall longer than a lease', stall] as const]),
    ...(restart ? [['database: restart', async () => void proxy.through(await restart())] as const] : []),
  ]
  const killer = setInterval(() => {
    count('a replica killed from outside')
    replicas.killOne()
  }, killEveryMs)
  let stopped = false
  const running = (async () => {
    for (let index = 0; !stopped; index++) {
      await pause(faultEveryMs ?? Math.max(spreadMs / 15, minGapMs))
      const [name, doIt] = steps[index % steps.length] ?? []
      if (name) count(name)
      await doIt?.()
    }
  })()
  return async () => {
    stopped = true
    clearInterval(killer)
    await running
  }
}

/** Plans evenly; the same key is tried again when the database was away, as a job would. */
async function planAll(
  { db }: Database,
  channels: Channels,
  run: FaultRun,
): Promise<ReadonlyMap<PlatformKind, string[]>> {
  const keys = new Map<PlatformKind, string[]>(platformKinds.map(kind => [kind, []]))
  const began = performance.now()
  for (let index = 0; index < run.deliveries; index++) {
    const kind = platformKinds[index % platformKinds.length] ?? 'neither'
    const rooms = channels.get(kind) ?? []
    const key = `fault/${kind}/${index}`
    const channelId = rooms[index % rooms.length] ?? 0
    keys.get(kind)?.push(key)
    const blocks = index % 3 === 0 ? [picture] : []
    const card = { title: verbatim(key), tone: 'info', blocks } as const
    await insist(() => planDelivery(db, { key, channelId, subject: key, card, notBefore: new Date() }))
    const ahead = (index / run.deliveries) * run.spreadMs - (performance.now() - began)
    if (ahead > 5) await pause(ahead)
  }
  return keys
}

const picture = { type: 'image', picture: { drawing: 'none', data: {} }, alt: verbatim('picture') } as const

async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch {
      await pause(100)
    }
  }
}

async function untilAtRest({ db }: Database): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += 200) {
    const rows = await insist(() => db.execute(`select 1 from deliveries where state = 'waiting' limit 1`))
    if (rows.length === 0) return
    await pause(200)
  }
}

function outcomeOf(kind: PlatformKind, keys: ReadonlyMap<PlatformKind, string[]>, platform: Platform): Outcome {
  const times = (keys.get(kind) ?? []).map(key => platform.shown(kind, key))
  return {
    kind,
    planned: times.length,
    delivered: times.filter(count => count > 0).length,
    lost: times.filter(count => count === 0).length,
    doubled: times.filter(count => count > 1).length,
  }
}
