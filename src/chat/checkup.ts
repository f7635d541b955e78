import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Vault } from './bot-tool.ts'
import { signInCallback } from './sign-in.ts'

/** How a thing that was checked is: `warning` works today and may hurt tomorrow, `error` does not work. */
export type CheckState = 'ok' | 'warning' | 'error'

/** What a check found. No secret stands in it. */
export interface Finding {
  readonly state: CheckState
  readonly said: Localized
  /** What to do about it; absent: nothing. */
  readonly advice?: Localized
}

/** What a check found, with the name of the check. */
export interface Found extends Finding {
  readonly label: Localized
}

/** One thing to look at: it asks, and changes nothing. */
export interface Check {
  readonly label: Localized
  /** May throw: the fault is told and nothing else stops. Ends soon after its signal. */
  readonly run: (signal: AbortSignal) => Promise<readonly Finding[]>
}

/** What the checks of a messenger are given. */
export interface CheckupContext {
  /** Where the platform reaches the service, without a slash at the end. */
  readonly publicUrl: string
  /** What is kept sealed for the messenger; `null`: the database cannot be asked. */
  readonly vault: Vault | null
}

/**
 * Names what has to be registered at a platform for signing in, and where: `{address}` and its `{host}` in what is said.
 * Whether it was is not told by any call.
 */
export function signInAddressCheck(
  platform: string,
  publicUrl: string,
  { label, said }: { readonly label: Localized; readonly said: Localized },
): Check {
  const address = verbatim(signInCallback(publicUrl, platform))
  return {
    label,
    run: async () => [{ state: 'ok', said: fill(said, { address, host: verbatim(new URL(publicUrl).host) }) }],
  }
}
