import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, untilWhole } from './cluster.ts'
import { nodeNumbers } from './files.ts'

/** What happens to the cluster. */
export interface Failure {
  readonly name: string
  /** Lets it happen to the primary, and ends when it is over for the node. `undo`: brings the node back afterwards. */
  readonly happen: (cluster: Cluster, primary: number) => Promise<void>
  readonly undo: (cluster: Cluster, primary: number) => Promise<void>
}

/** Longer than the lease of a leader: another one takes over. */
const longMs = 26_000
/** A cluster that is not whole after so long is looked at again before the next failure. */
const wholeMs = 90_000
const nothing = async () => {}

export const failures: readonly Failure[] = [
  {
    name: 'the primary is killed (SIGKILL)',
    happen: (cluster, primary) => cluster.signal(primary, 'SIGKILL'),
    undo: async (cluster, primary) => cluster.startNode(primary),
  },
  {
    name: 'the place is handed over',
    happen: (cluster, primary) => cluster.handOver(primary),
    undo: nothing,
  },
  {
    name: 'the primary is frozen (SIGSTOP)',
    happen: (cluster, primary) => cluster.signal(primary, 'SIGSTOP'),
    undo: (cluster, primary) => cluster.signal(primary, 'SIGCONT'),
  },
  {
    name: 'the primary is cut off from the network',
    happen: ({ network }, primary) => network.cut(primary),
    undo: ({ network }, primary) => network.join(primary),
  },
  {
    name: 'a standby stops repeating',
    happen: async (cluster, primary) => void (await onStandby(cluster, primary, 'select pg_wal_replay_pause()')),
    undo: async (cluster, primary) => void (await onStandby(cluster, primary, 'select pg_wal_replay_resume()')),
  },
  {
    name: 'the disk of the primary is full',
    happen: (cluster, primary) => cluster.fillDisk(primary),
    undo: (cluster, primary) => cluster.emptyDisk(primary),
  },
]

function onStandby(cluster: Cluster, primary: number, statement: string): Promise<string> {
  const standby = nodeNumbers.find(node => node !== primary) ?? primary
  return cluster.ask(standby, statement)
}

/** A failure that happened, when, by `performance.now`, and to which primary. */
export interface Happened {
  readonly name: string
  readonly at: number
  readonly primary: number
}

/**
 * One failure after another, each when the one before is over and the cluster whole again, until it is told to stop.
 * `word`: only those whose names hold it.
 */
export function letFail(cluster: Cluster, word: string, note: (failure: Happened) => void): () => Promise<void> {
  const chosen = failures.filter(({ name }) => name.includes(word))
  let stopped = false
  const running = (async () => {
    for (let index = 0; !stopped; index++) {
      const failure = chosen[index % chosen.length]
      const primary = await untilWhole(cluster, wholeMs)
      if (!failure || primary === null || stopped) continue
      note({ name: failure.name, at: performance.now(), primary })
      await failure.happen(cluster, primary)
      await pause(longMs)
      await failure.undo(cluster, primary)
    }
  })()
  return async () => {
    stopped = true
    await running
    await untilWhole(cluster, wholeMs)
  }
}
