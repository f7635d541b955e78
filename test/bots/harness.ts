import type { Address, Messenger } from '#src/chat/messenger.ts'

/** What comes instead of the platform's answer to the next call that shows something; nothing is carried out. */
export const troubles = [
  'busy',
  'http 429',
  'http 403 of a proxy',
  'http 502',
  'html',
  'reset',
  'unknown refusal',
] as const
export type Trouble = (typeof troubles)[number]

/** A conversation in which people ask and are answered. */
export interface Talk {
  /** Somebody types a line; the service answers with a card of that title. */
  ask(line: string): Promise<void>
  trouble(what: Trouble): void
  /** What was left to the outbox, by title. */
  late(): readonly string[]
}

/** A messenger with its platform played by the test. Each folder beside this file brings one for the contract. */
export interface Harness {
  readonly messenger: Messenger
  /** A group that the bot may write to. */
  readonly address: Address
  /** Where messages can be changed, when not there. */
  readonly editable?: Address
  /** The messages that stand on the platform now, each as everything a reader there can see. */
  sent(): Promise<readonly string[]>
  /** Absent where nobody asks in the chat, or where the answer is the platform's own request (mail, web). */
  readonly talk?: Talk
  /** From now on the platform does not answer; errors it causes carry `secret` in their cause. */
  fail(): void
  /** What no error and no log line may show. */
  readonly secret: string
  /** Environment with which the messenger is switched on. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}
