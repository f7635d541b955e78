import { responsesPerUrl } from '#bots/slack/limits.ts'
import type { SlackMessage } from '#bots/slack/render/blocks.ts'
import { bufferedFetch } from '#src/buffered-fetch.ts'

/** Answers by the address that came with a command or a press; works in channels where the bot is no member. */
export interface Responder {
  readonly url: string
  /** How often it was used. */
  used: number
}

/** How an answer is shown. */
export interface ResponseKind {
  readonly type: 'ephemeral' | 'in_channel'
  /** Takes the place of the message whose button was pressed. */
  readonly replace: boolean
  readonly thread?: string | undefined
}

/** Slack's own, and the server that a test runs instead. */
export function isResponseUrl(url: string, apiUrl: string): boolean {
  try {
    const { host, protocol } = new URL(url)
    return (host === 'hooks.slack.com' && protocol === 'https:') || host === new URL(apiUrl).host
  } catch {
    return false
  }
}

/** A responder for an address of Slack; `null` for anything else. */
export function responderOf(url: unknown, apiUrl: string): Responder | null {
  return typeof url === 'string' && isResponseUrl(url, apiUrl) ? { url, used: 0 } : null
}

/**
 * Posts, and says whether Slack took it: five posts within half an hour are allowed.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respond(
  responder: Responder | null,
  message: SlackMessage,
  kind: ResponseKind,
): Promise<boolean> {
  if (!responder || responder.used >= responsesPerUrl) return false
  responder.used += 1
  const body = {
    response_type: kind.type,
    replace_original: kind.replace,
    text: message.text,
    blocks: message.blocks,
    ...(kind.thread && { thread_ts: kind.thread }),
  }
  try {
    const answer = await bufferedFetch(responder.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    return answer.ok
  } catch {
    return false // the answer goes another way
  }
}
