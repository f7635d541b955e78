import type { Address, Messenger } from '#src/chat/messenger.ts'

/** A messenger with its platform played by the test. Each folder beside this file brings one for the contract. */
export interface Harness {
  readonly messenger: Messenger
  /** A group that the bot may write to. */
  readonly address: Address
  /** Where messages can be changed, when not there. */
  readonly editable?: Address
  /** The messages that stand on the platform now, each as everything a reader there can see. */
  sent(): Promise<readonly string[]>
  /** From now on the platform does not answer; errors it causes carry `secret` in their cause. */
  fail(): void
  /** What no error and no log line may show. */
  readonly secret: string
  /** Environment with which the messenger is switched on. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}
