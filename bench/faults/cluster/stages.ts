import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Cluster } from './cluster.ts'
import type { Happened } from './failures.ts'

/** When the stages of coming back were seen, all by `performance.now`. */
export interface Seen {
  /** Which node called itself the primary. */
  readonly primaries: readonly { readonly node: number; readonly at: number }[]
  /** When a connection that was made anew could write. */
  readonly written: readonly number[]
}

/** How long one look may take, in milliseconds: longer than a write that waits for a standby of a healthy cluster. */
const lookMs = 2_500
const betweenMs = 200

/** Looks, beside everything else, who is the primary and whether a connection made just now can write. */
export function watchStages(cluster: Cluster): { stop(): Promise<Seen> } {
  const primaries: { node: number; at: number }[] = []
  const written: number[] = []
  let stopped = false
  const repeat = async (look: () => Promise<void>) => {
    while (!stopped) {
      await look().catch(() => {})
      await pause(betweenMs)
    }
  }
  const running = [
    repeat(async () => {
      const node = await cluster.primary()
      if (node !== null && primaries.at(-1)?.node !== node) primaries.push({ node, at: performance.now() })
      if (node === null && primaries.length > 0) primaries.push({ node: 0, at: performance.now() })
    }),
    repeat(async () => {
      await writeOnce(cluster.url)
      written.push(performance.now())
    }),
  ]
  return {
    stop: async () => {
      stopped = true
      await Promise.all(running)
      return { primaries, written }
    },
  }
}

async function writeOnce(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false, connect_timeout: lookMs / 1_000 })
  const giveUp = pause(lookMs, null, { ref: false }).then(() => Promise.reject(new Error('no answer in time')))
  try {
    await Promise.race([client`create table if not exists looks (at timestamptz)`.then(() => write(client)), giveUp])
  } finally {
    await client.end({ timeout: 0 })
  }
}

async function write(client: postgres.Sql): Promise<void> {
  await client`insert into looks values (now())`
}

/** How a kind of failure went, the longest of all times, in milliseconds. */
export interface Recovery {
  readonly name: string
  readonly times: number
  /** Until another node called itself the primary; `null`: none did. */
  readonly primaryMs: number | null
  /** Without a write by a connection made anew. */
  readonly writeMs: number
  /** Without an accepted push. */
  readonly pushMs: number
}

/**
 * For each kind of failure the longest times between one of them and the next failure. `accepted`: when pushes were
 * accepted.
 */
export function recoveries(happened: readonly Happened[], accepted: readonly number[], seen: Seen): Recovery[] {
  const kinds = new Map<string, Recovery>()
  happened.forEach((failure, index) => {
    const { name, at, primary } = failure
    const until = happened[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const next = seen.primaries.find(one => one.at >= at && one.at < until && one.node !== primary && one.node !== 0)
    const before = kinds.get(name)
    kinds.set(name, {
      name,
      times: (before?.times ?? 0) + 1,
      primaryMs: longer(before?.primaryMs ?? null, next ? next.at - at : null),
      writeMs: Math.max(before?.writeMs ?? 0, longestGap(seen.written, at, until)),
      pushMs: Math.max(before?.pushMs ?? 0, longestGap(accepted, at, until)),
    })
  })
  return [...kinds.values()]
}

function longer(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}

function longestGap(moments: readonly number[], from: number, until: number): number {
  const all = [from, ...moments.filter(moment => moment >= from && moment < until)]
  return Math.max(0, ...all.slice(1).map((moment, n) => moment - (all[n] ?? moment)))
}
