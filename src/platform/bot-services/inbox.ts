import { setTimeout as pause } from 'node:timers/promises'
import type { BotLog, Inbox, Taken } from '#src/chat/messenger.ts'
import { extendTaking, finishTaking, takeDelivery, takeLost } from '#src/platform/bot-services/store/inbox.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What an inbox is made of. */
export interface InboxParts {
  readonly db: Db
  readonly messenger: string
  readonly now: () => Date
  readonly log: BotLog
  readonly times?: Partial<InboxTimes>
}

/** Times in milliseconds. All judgement. */
export interface InboxTimes {
  /** A worker that shows no sign of life for so long is lost: shorter than the 15 s after which Feishu pushes again. */
  readonly leaseMs: number
  /** How often a worker shows that it lives. */
  readonly beatMs: number
  /** How often lost deliveries are looked for. */
  readonly lookMs: number
  /** How long it is tried to write down that the work is done. */
  readonly persistMs: number
}

const usual: InboxTimes = { leaseMs: 12_000, beatMs: 4_000, lookMs: 5_000, persistMs: 60_000 }

/** A delivery is begun so often at most (judgement): whatever ends the process three times is not tried again. */
const maxAttempts = 3

/** Between two tries to write down that the work is done. */
const retryMs = 250

/** The deliveries of one messenger. */
export function createInbox(parts: InboxParts): Inbox {
  const { db, messenger, now, log } = parts
  const times = { ...usual, ...parts.times }
  const holdings: Holding = { db, messenger, log, times }
  return {
    take: async (key, payload) => {
      const { leaseMs } = times
      const taken = await takeDelivery(db, { messenger, key, payload, now: now(), leaseMs, most: maxAttempts })
      return taken ? takenOf(holdings, key) : null
    },
    recover: (prefix, work) => {
      const stopping = new AbortController()
      const looking = look(holdings, prefix, work, stopping.signal)
      return async () => {
        stopping.abort()
        await looking
      }
    },
  }
}

interface Holding {
  readonly db: Db
  readonly messenger: string
  readonly log: BotLog
  readonly times: InboxTimes
}

function takenOf(holding: Holding, key: string): Taken {
  const { db, messenger, log, times } = holding
  return {
    work: async run => {
      const beat = setInterval(() => {
        extendTaking(db, messenger, key, times.leaseMs).catch(err => log.warn({ err }, 'A lease could not be extended'))
      }, times.beatMs)
      try {
        return await run()
      } finally {
        await finish(holding, key)
        clearInterval(beat)
      }
    },
  }
}

/** Writes down that a delivery is done, also when the database is away for a moment: else it would be worked on again. */
async function finish({ db, messenger, log, times }: Holding, key: string): Promise<void> {
  const end = performance.now() + times.persistMs
  for (;;) {
    try {
      return await finishTaking(db, messenger, key)
    } catch (err) {
      if (performance.now() > end) return log.error({ err }, 'It could not be written down that a delivery is done')
      await pause(retryMs)
    }
  }
}

type Work = (payload: unknown, key: string) => Promise<void>

async function look(holding: Holding, prefix: string, work: Work, signal: AbortSignal): Promise<void> {
  const { db, messenger, log, times } = holding
  while (!signal.aborted) {
    try {
      const lost = await takeLost(db, { messenger, prefix, leaseMs: times.leaseMs, most: maxAttempts })
      await Promise.all(lost.map(({ key, payload, attempts }) => again(holding, work, { key, payload, attempts })))
    } catch (err) {
      log.warn({ err }, 'Lost deliveries could not be looked for')
    }
    await pause(times.lookMs, undefined, { signal, ref: false }).catch(() => {})
  }
}

async function again(
  holding: Holding,
  work: Work,
  { key, payload, attempts }: { readonly key: string; readonly payload: unknown; readonly attempts: number },
): Promise<void> {
  holding.log.warn({ attempts }, 'A delivery whose worker was lost is worked on again')
  await takenOf(holding, key)
    .work(() => work(payload, key))
    .catch(err => holding.log.error({ err }, 'A delivery that was lost could not be worked on'))
}
