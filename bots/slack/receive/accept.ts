import type { Workspaces } from '#bots/slack/workspaces.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import { type Body, claimKey, teamOf } from './body.ts'

/** `new`: to be worked on; `seen`: a repeated delivery; `foreign`: the bot is not installed there. */
export type Accepted = 'new' | 'seen' | 'foreign'

/**
 * Decides about a request that certainly comes from Slack. The workspace is looked up before the claim: while the
 * database or Slack is away this throws, nothing is claimed, and Slack delivers the event again.
 */
export async function accept(
  body: Body,
  parts: { readonly workspaces: Pick<Workspaces, 'find'>; readonly claim: BotDeps['claim'] },
): Promise<Accepted> {
  if (!isGoodbye(body) && (await parts.workspaces.find(teamOf(body))) === null) return 'foreign'
  const key = claimKey(body)
  return key === null || (await parts.claim(key)) ? 'new' : 'seen'
}

/** A workspace that leaves is not installed any more. */
function isGoodbye({ event }: Body): boolean {
  const type: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'type') : null
  return type === 'app_uninstalled' || type === 'tokens_revoked'
}
