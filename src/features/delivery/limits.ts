import type { Card } from '#src/chat/card.ts'
import type { BotLog, CarriedFile, DrawnPicture, Messenger } from '#src/chat/messenger.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Database, Db } from '#src/platform/database/db.ts'

/** What delivering needs. */
export interface DelivererParts {
  readonly db: Database['db']
  readonly messengers: readonly Messenger[]
  /** Draws a card's pictures in order; `null` where drawing failed. */
  readonly draw: (card: Card, locale: Locale) => Promise<readonly (DrawnPicture | null)[]>
  /** A file of a card by its id; `null` when its time is over. Absent: no files are carried. */
  readonly findFile?: (id: string) => Promise<CarriedFile | null>
  readonly log: BotLog
  /** Hears when a message was planned, by any replica; without it only the polling notices. */
  readonly subscribe?: (topic: string, listener: () => void) => Promise<() => Promise<void>>
  /** Told how each attempt ended: `sent`, `superseded`, or the class of its fault. */
  readonly count?: (attempt: { readonly messenger: string; readonly outcome: string }) => void
  /** Asks, inside a transaction, that alerts whose next step is due are looked at now; without it the next minute does. */
  readonly goOn?: (tx: Db) => Promise<void>
  readonly now?: () => Date
  readonly limits?: Partial<DeliveryLimits>
}

/** Numbers of the outbox. All judgement unless said otherwise. */
export interface DeliveryLimits {
  /** A worker that shows no sign of life for so long has lost its message. */
  readonly leaseMs: number
  /** An attempt that takes longer ended without an answer. */
  readonly attemptMs: number
  /** Drawing that takes longer is given up: the text goes out without the picture. */
  readonly drawMs: number
  /** How long a stop waits for running attempts before it breaks them off. */
  readonly stopMs: number
  /** How often the outbox is looked at when nobody says that something was planned. */
  readonly pollMs: number
  /** Messages on their way at the same time, over all channels. */
  readonly concurrency: number
  /** Attempts after which a message is given up: with the pauses between them about three hours of an outage. */
  readonly maxAttempts: number
  /** The longest pause between two attempts, in seconds; it doubles from 2 s. */
  readonly maxBackoffSeconds: number
  /** The messenger's gap is stretched by this: gaps of 964 ms were measured at the receiver for 1,000 ms kept here. */
  readonly gapFactor: number
}

export const deliveryLimits: DeliveryLimits = {
  leaseMs: 30_000,
  attemptMs: 60_000,
  drawMs: 30_000,
  stopMs: 10_000,
  pollMs: 1_000,
  concurrency: 16,
  maxAttempts: 40,
  maxBackoffSeconds: 300,
  gapFactor: 1.05,
}
