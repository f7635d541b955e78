import type { BotDeps, Taken } from '#src/chat/messenger.ts'
import { type Body, claimKey } from './body.ts'
import type { RequestWorkspaces } from './request-workspaces.ts'

/** To be worked on; `seen`: a repeated delivery; `foreign`: the bot is not installed there. */
export type Accepted = Taken | 'seen' | 'foreign'

/** Events that were taken begin so: Slack repeats them, and we go on with them when a process dies. */
export const eventPrefix = 'event/'

/** What is pressed and typed comes once: whoever waits for it presses again. */
const once: Taken = { work: run => run() }

/**
 * Decides about a request that certainly comes from Slack. The workspace is looked up before the claim: while the
 * database or Slack is away this throws, nothing is claimed, and Slack delivers the event again.
 */
export async function accept(
  body: Body,
  parts: { readonly workspaces: RequestWorkspaces } & Pick<BotDeps, 'claim' | 'inbox'>,
): Promise<Accepted> {
  if (!isGoodbye(body) && (await parts.workspaces.of(body)) === null) return 'foreign'
  const key = claimKey(body)
  if (key?.startsWith(eventPrefix)) return (await parts.inbox.take(key, body)) ?? 'seen'
  return key === null || (await parts.claim(key)) ? once : 'seen'
}

/** A workspace that leaves is not installed any more. */
function isGoodbye({ event }: Body): boolean {
  const type: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'type') : null
  return type === 'app_uninstalled' || type === 'tokens_revoked'
}
