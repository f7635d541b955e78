import { AsyncLocalStorage } from 'node:async_hooks'
import type { Card } from '#src/chat/card.ts'
import { insertDeliveries, insertDelivery } from '#src/features/delivery/store/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Something the bot says by itself. */
export interface PlannedMessage {
  /** Names the meaning for good, such as `digest/12/2026-11-20`: planning it twice is one message. */
  readonly key: string
  readonly channelId: number
  /** What it is about, such as `alert/42`: a later one edits the message that stands. */
  readonly subject: string
  /** Grows with every change of the subject: an older one never overwrites a newer one. */
  readonly revision?: number
  readonly card: Card
  /**
   * Belongs to the message about another subject of the channel, which stands: where the messenger has threads this card
   * is said in its thread; elsewhere `card` takes its place.
   */
  readonly reply?: { readonly under: string; readonly card: Card }
  /** 0 first; 5 unless said otherwise. */
  readonly urgency?: number
  readonly notBefore: Date
}

/**
 * Plans a message in the transaction of the state that causes it. Older messages of the same channel and subject that
 * were not sent yet are superseded. Answers `false` when the key was planned before.
 */
export async function planDelivery(db: Db, message: PlannedMessage): Promise<boolean> {
  return silent.getStore() ? false : insertDelivery(db, { revision: 1, urgency: 5, ...message })
}

/** Plans messages about different subjects in one statement; answers how many were not planned before. */
export async function planDeliveries(db: Db, messages: readonly PlannedMessage[]): Promise<number> {
  if (silent.getStore()) return 0
  return insertDeliveries(
    db,
    messages.map(message => ({ revision: 1, urgency: 5, ...message })),
  )
}

const silent = new AsyncLocalStorage<true>()

/** Does something of which nobody is told: what is planned meanwhile is not sent, as if it had been planned before. */
export function withoutDeliveries<T>(work: () => Promise<T>): Promise<T> {
  return silent.run(true, work)
}

/** Scheduled posts are spread over so many seconds, away from the full minute (judgement: a reader does not notice it). */
const spreadSeconds = 6

/**
 * When a scheduled post of a channel goes out: always the same few seconds after the time it was ordered for. One that is made
 * later than that, with many others or because its data was late, waits no longer.
 */
export function spread(at: Date, channelId: number): Date {
  return new Date(at.getTime() + ((channelId * 7_919) % (spreadSeconds * 1_000)))
}
