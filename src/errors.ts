import type { Localized } from '#src/i18n/locale.ts'

/**
 * Something a person can put right. `text` says what is wrong and what to do next, in every language;
 * `suggestions` are lines the person may have meant, offered as buttons. Logged as info, never retried.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly text: Localized
  readonly suggestions: readonly Suggestion[]
  /** What a form needs to ask for what is missing: plain JSON, for whoever can draw one. */
  readonly details?: unknown

  constructor(text: Localized, suggestions: readonly Suggestion[] = []) {
    super(text.en)
    this.text = text
    this.suggestions = suggestions
  }
}

/** A line the person may have meant: `label` is what the button says, `line` what pressing it types. */
export interface Suggestion {
  readonly label: Localized
  readonly line: string
}

/**
 * Why a platform did not take a message.
 * `retryable`: try again later; `unreachable`: the channel is archived, the bot not invited, the person gone: tell
 * its owner elsewhere; `permanent`: the message itself or our credentials are at fault; `doubtful`: no answer came,
 * so that the message may stand there already: look before sending again; `elsewhere`: another process of this service
 * can send it, this one cannot: it is left to that one at once.
 */
export type TransportFault = 'retryable' | 'unreachable' | 'permanent' | 'doubtful' | 'elsewhere'

/** A messenger or marketplace refused or did not answer. Only `deliver.ts` and `collect.ts` retry. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly fault: TransportFault
  /** What the platform asks us to wait, in seconds; `null` when it does not say. */
  readonly retryAfterSeconds: number | null

  constructor(
    message: string,
    options: { readonly fault: TransportFault; readonly retryAfterSeconds?: number | null; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.fault = options.fault
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

/** The start cannot go on: one sentence for the operator, printed without a stack, exit code 1. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** Variables of the environment that are missing or wrong: all of them at once, one sentence each. */
export class ConfigError extends StartError {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not complete:\n${problems.map(problem => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}
