import { type Arena, type Outcome, play, type Round } from './alertmanager/arena.ts'
import { startReceiver } from './alertmanager/receiver.ts'
import { kpiCount, prepareStream, storeCount, storesAtOnce } from './alertmanager/stream.ts'
import { type BenchRow, inMegabytes } from './row.ts'
import { withDatabase } from './support/database.ts'

/** Design rule: the receiver is away for a minute. */
const downSeconds = 60
const all = storeCount * kpiCount
const own = { form: 'own', stores: storeCount } as const
/** Enough to see doubles, and pictures being drawn. */
const some = 20
/** Where Debian's package `prometheus-alertmanager` is missing. */
const absent = 'not installed'

/**
 * Breaches until they are handed over, beside Debian's Alertmanager with the same breaches and the same receiver. Ours
 * stores the figures, judges them, keeps each alert and its history, writes a card and records what was sent; the peer
 * is told what is wrong. Both are told everything once more afterwards. Without the peer only ours runs.
 */
export async function run(): Promise<readonly BenchRow[]> {
  return withDatabase(async database => {
    const receiver = await startReceiver()
    try {
      const arena = { database, receiver, stream: await prepareStream(database.db) }
      const grouped = await both(arena, { form: 'grouped', stores: storeCount })
      const alone = await both(arena, own)
      const cut = await both(arena, { ...own, stores: some, cutOneOf: 10 })
      const down = await both(arena, { ...own, downSeconds })
      const drawn = await play(arena, 'ours', { ...own, stores: storesAtOnce, pictures: true })
      return [
        ...timeAndLoss(`${all} breaches, one message for each KPI`, grouped),
        ...timeAndLoss(`${all} breaches, each its own message`, alone),
        loss(`${some * kpiCount} breaches, one answer of ten cut off: lost, doubled`, cut),
        ...timeAndLoss(`${all} breaches, receiver away for ${downSeconds} s: from its return`, down),
        compare('memory of the process, most', [alone, down], ({ usage }) => usage.memory, inMegabytes),
        row('… of the PostgreSQL beside it', inMegabytes(alone[0].database?.memory ?? 0), null),
        compare(`processor time for ${all} messages`, [alone], ({ usage }) => usage.seconds, inSeconds),
        row('… of the PostgreSQL beside it', inSeconds(alone[0].database?.seconds ?? 0), null),
        row('messages with a picture each', drawn ? `${(drawn.messages / drawn.seconds).toFixed(0)}/s` : '–', null),
      ]
    } finally {
      receiver.stop()
    }
  })
}

type Pair = readonly [Outcome, Outcome | null]

/** One after the other, so that neither takes the machine from the other. */
async function both(arena: Arena, round: Round): Promise<Pair> {
  const ours = await play(arena, 'ours', round)
  if (!ours) throw new Error('ours did not run')
  return [ours, await play(arena, 'peer', round)]
}

function timeAndLoss(name: string, pair: Pair): readonly BenchRow[] {
  const [ours, peer] = pair
  const say = ({ seconds, messages }: Outcome) => `${inSeconds(seconds)}, ${messages} messages`
  const ratio = peer && ours.seconds / peer.seconds
  return [{ ...row(name, say(ours), peer ? say(peer) : absent), ratio }, loss('… lost, doubled', pair)]
}

/** Nothing may be lost, and nothing doubled: the receiver can be searched. */
function loss(name: string, [ours, peer]: Pair): BenchRow {
  const say = ({ lost, doubled }: Outcome) => `${lost}, ${doubled}`
  const ok = ours.lost === 0 && ours.doubled === 0
  return { ...row(name, say(ours), peer ? say(peer) : absent), budget: '0, 0', ok }
}

/** The most of some rounds. */
function compare(
  name: string,
  pairs: readonly Pair[],
  of: (outcome: Outcome) => number,
  say: (value: number) => string,
): BenchRow {
  const ours = Math.max(...pairs.map(([one]) => of(one)))
  const peers = pairs.flatMap(([, one]) => (one ? [of(one)] : []))
  if (peers.length === 0) return row(name, say(ours), absent)
  const peer = Math.max(...peers)
  return { ...row(name, say(ours), say(peer)), ratio: ours / peer }
}

function inSeconds(value: number): string {
  return `${value.toFixed(1)} s`
}

function row(name: string, ours: string, peer: string | null): BenchRow {
  return { name, ours, peer, ratio: null, budget: '', ok: null }
}
