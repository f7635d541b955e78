import { setTimeout as pause } from 'node:timers/promises'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Count, countOurs, countPeer } from './count.ts'
import { groupSeconds, type Peer, startPeer } from './peer.ts'
import type { Receiver } from './receiver.ts'
import { type Service, startService } from './service.ts'
import { type Stream, storesAtOnce } from './stream.ts'
import { type Usage, usageOfDatabase } from './usage.ts'

/** How a round goes. */
export interface Round {
  /** The first so many stores of the stream. */
  readonly stores: number
  /** `own`: each breach is a message; `grouped`: all of a KPI are one. */
  readonly form: 'own' | 'grouped'
  readonly pictures?: boolean
  /** Of so many messages one is taken and its answer cut off. */
  readonly cutOneOf?: number
  /** The receiver is away at first, for so long. */
  readonly downSeconds?: number
}

/** What came of a round. */
export interface Outcome extends Count {
  /** From the first breach, or from the return of the receiver, until the last one stood there. */
  readonly seconds: number
  readonly messages: number
  readonly usage: Usage
  /** Of the database beside it; `null`: it has none. */
  readonly database: Usage | null
}

/** Where both are compared. */
export interface Arena {
  readonly database: Database
  readonly receiver: Receiver
  readonly stream: Stream
}

/** Longer than the peer needs between two looks at a group, so that late doubles are seen. */
const settleMs = (groupSeconds + 3) * 1_000
/** What is not there after so long is lost. */
const patienceMs = 240_000

/** Lets one of them run; `null`: the peer is not installed. */
export async function play(arena: Arena, who: 'ours' | 'peer', round: Round): Promise<Outcome | null> {
  const { receiver } = arena
  await receiver.tell({ kind: 'forget' })
  await receiver.tell({ kind: 'cut', oneOf: round.cutOneOf ?? 0 })
  const side = who === 'ours' ? await enterOurs(arena, round) : await enterPeer(arena, round)
  if (!side) return null
  try {
    if (round.downSeconds) await receiver.tell({ kind: 'close' })
    const started = Date.now()
    const telling = side.tell()
    if (round.downSeconds) await pause(round.downSeconds * 1_000)
    const returned = round.downSeconds ? Date.now() : started
    if (round.downSeconds) await receiver.tell({ kind: 'open' })
    await telling
    await allThere(side, arena, returned)
    const { lastAt, requests } = (await receiver.tell({ kind: 'count' }))[who]
    const used = { usage: await side.usage(), database: await side.database() }
    await side.tellAgain()
    await pause(settleMs)
    return { ...(await side.count()), seconds: (lastAt - returned) / 1_000, messages: requests, ...used }
  } finally {
    await side.stop()
  }
}

interface Entered {
  readonly tell: () => Promise<void>
  /** The same once more, as Prometheus and a feed that repeats itself do. */
  readonly tellAgain: () => Promise<void>
  readonly count: () => Promise<Count>
  readonly usage: () => Promise<Usage>
  readonly database: () => Promise<Usage | null>
  readonly stop: () => Promise<void>
}

/** Counts only when nothing new came for a while: counting costs both something. */
async function allThere({ count }: Entered, { receiver }: Arena, since: number): Promise<void> {
  let before = -1
  while (Date.now() - since < patienceMs) {
    await pause(500)
    const { ours, peer } = await receiver.tell({ kind: 'count' })
    if (ours.distinct + peer.distinct === before && (await count()).lost === 0) return
    before = ours.distinct + peer.distinct
  }
}

let rounds = 0

/** The service with a fresh outbox; with a room for each store, or one for all. */
async function enterOurs({ database, receiver, stream }: Arena, round: Round): Promise<Entered> {
  const { db, url } = database
  await db.execute('truncate alerts, alert_groups, deliveries, messages, channels, dirty_days restart identity cascade')
  await openRooms(database, stream, round)
  const setup = { databaseUrl: url, receiverUrl: receiver.url, pictures: round.pictures ?? false }
  const service: Service = await startService(setup)
  const ids = stream.stores.slice(0, round.stores).map(({ id }) => id)
  const waves = portions(ids, round.form === 'own' ? storesAtOnce : ids.length)
  const order = { waves, day: stream.day, round: ++rounds }
  const before = (await usageOfDatabase(db)).seconds
  return {
    ...service,
    database: async () => {
      const { memory, seconds } = await usageOfDatabase(db)
      return { memory, seconds: seconds - before }
    },
    tell: () => service.store(order),
    tellAgain: () => service.store(order),
    count: async () => countOurs(db, breachesOf(stream, round), (await receiver.tell({ kind: 'list' })).ours),
  }
}

async function openRooms({ db }: Database, { stores }: Stream, { form }: Round): Promise<void> {
  const common = { messenger: 'searched', workspace: '', kind: 'group', locale: 'en', timeZone: 'UTC' } as const
  if (form === 'grouped') {
    await ensureChannel(db, { ...common, externalId: 'room', name: 'room', scope: ['all'] })
    return
  }
  for (const { slug } of stores) {
    await ensureChannel(db, { ...common, externalId: slug, name: slug, scope: [`store:${slug}`] })
  }
}

async function enterPeer({ receiver, stream }: Arena, round: Round): Promise<Entered | null> {
  const grouping =
    round.form === 'own' ? { groupBy: '...', groupWaitSeconds: 0 } : { groupBy: 'alertname', groupWaitSeconds: 2 }
  const peer: Peer | null = await startPeer({ hook: `${receiver.url}/hook`, ...grouping })
  const breaches = breachesOf(stream, round)
  return (
    peer && {
      ...peer,
      database: async () => null,
      tell: () => peer.tell(breaches),
      tellAgain: () => peer.tell(breaches),
      count: async () => countPeer(breaches, (await receiver.tell({ kind: 'list' })).peer),
    }
  )
}

function breachesOf({ stores, breaches }: Stream, round: Round): Stream['breaches'] {
  const told = new Set(stores.slice(0, round.stores).map(({ slug }) => slug))
  return breaches.filter(({ store }) => told.has(store))
}

function portions<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
