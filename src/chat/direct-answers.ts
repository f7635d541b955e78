import type { Locale } from '#src/i18n/locale.ts'
import type { Card } from './card.ts'
import type { Address } from './messenger.ts'

/** How answers to people are said: at once where the platform takes them, a little later by the outbox where it does not. */
export interface DirectAnswers {
  /**
   * Answers somebody. The work begins at once; what it says waits until the answers to earlier questions of the same
   * asker (`who`: the person, in this conversation) were said, so that answers come in the order of the questions.
   */
  inTurn<T>(who: string, work: (speaker: Speaker) => Promise<T>): Promise<T>
}

/** Says the pieces of one answer, one after the other. */
export interface Speaker {
  /**
   * Says a piece: a few quick tries, as plain text where the platform refuses the card, then by the outbox with a word
   * that it is late. Never throws.
   */
  say(piece: Piece): Promise<SaidHow>
}

/**
 * `said`: it stands there; `late`: the outbox brings it; `closed`: the conversation takes nothing from us, see
 * `Piece.elsewhere`; `lost`: not even the outbox took it, which is logged.
 */
export type SaidHow = 'said' | 'late' | 'closed' | 'lost'

/** One piece of an answer: a card and a way to say it. */
export interface Piece {
  /** Names the piece for good: the outbox takes it once. */
  readonly key: string
  readonly card: Card
  /** Where the outbox says it: for what is private the conversation with the asker alone, never a group. */
  readonly to: Address
  readonly locale: Locale
  /** The messenger says it in another place where this conversation is closed to us: the outbox is not troubled. */
  readonly elsewhere?: boolean
  /** Says it at once. May be called again, after a failure alone. @throws TransportError */
  readonly say: (attempt: SayAttempt) => Promise<unknown>
}

/** What a try should know of those before it. */
export interface SayAttempt {
  /** 1 is the first. */
  readonly number: number
  /** An earlier one ended without an answer: the message may stand there already. */
  readonly doubtful: boolean
  /** The platform refused the card as it is: only its text is said, without pictures, buttons and mentions. */
  readonly plain: boolean
}

/** Subjects of answers that the outbox brings begin so: the same answer may be given again at any time. */
export const answerPrefix = 'answer/'
